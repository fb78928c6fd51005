import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';

type Answer = Readonly<Record<string, unknown>>;

const READS: Readonly<Record<string, (kept: Answer) => Answer>> = {
  GetUserPoolSessionConfiguration: (kept) => kept,
  DescribeRiskConfiguration: (kept) => ({ RiskConfiguration: kept }),
};
const WRITES: Readonly<Record<string, string>> = {
  SetUserPoolSessionConfiguration: 'GetUserPoolSessionConfiguration',
  SetRiskConfiguration: 'DescribeRiskConfiguration',
};

/** Session tracking and threat protection, which the embedded server lacks, in front of a client of it. */
export class FakePoolFeatures {
  /** What was written, by the operation that reads it; a test may change it. */
  readonly kept: Record<string, Answer> = {};
  /** The next write is refused by this name. */
  refuseWith: string | undefined;

  constructor(client: CognitoIdentityProviderClient) {
    client.middlewareStack.add(
      (next, context) => async (args) => {
        const name = String(context.commandName).replace(/Command$/, '');
        const output = this.answer(name, args.input as Answer);
        return output === undefined
          ? next(args)
          : { output: { ...output, $metadata: {} } as never, response: {} };
      },
      { step: 'initialize', name: 'fakePoolFeatures' },
    );
  }

  private answer(name: string, input: Answer): Answer | undefined {
    const read = READS[name];
    if (read !== undefined) return read(this.kept[name] ?? {});
    const kept = WRITES[name];
    if (kept === undefined) return undefined;
    if (this.refuseWith !== undefined) {
      throw Object.assign(new Error('refused'), { name: this.refuseWith, $metadata: {} });
    }
    this.kept[kept] = input;
    return {};
  }
}
