import { Injectable } from '@nestjs/common';

/** What people put in place of letters. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Shorter ones are in the list, and in too many good passwords as what is left of them. */
const SHORTEST = 4;

/** The passwords that are guessed first, also as they are dressed up to fit a policy: `Passw0rd1!` is `password`. */
@Injectable()
export class CommonPasswords {
  private list: Promise<ReadonlySet<string>> | undefined;

  async includes(password: string): Promise<boolean> {
    const list = await (this.list ??= loadList());
    const lower = password.toLowerCase();
    const plain = lower.replace(/[013457@$!]/g, (character) => LOOKALIKES[character] ?? character);
    return [lower, plain, withoutSigns(lower), bare(lower), bare(plain)].some(
      (word) => word.length >= SHORTEST && list.has(word),
    );
  }
}

/** Loaded with the first new password, because most processes of the day never see one. */
async function loadList(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common']);
}

/** Without the signs that were put around it: `Abc12345!` is `abc12345`. */
function withoutSigns(word: string): string {
  return word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}

/** Without the digits and signs that were put around it. */
function bare(word: string): string {
  return word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}
