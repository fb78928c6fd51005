import { randomUUID } from 'node:crypto';
import {
  type JsonObject,
  listOf,
  optional,
  parseInput,
  required,
  structure,
} from '../protocol/input-shape.js';
import type { OperationContext } from '../protocol/operation-context.js';
import { text } from '../protocol/scalar-checks.js';
import { SesError } from './ses-error.js';

const MAX_RECIPIENTS = 50;

const addresses = optional(listOf(text({ min: 1 })));
const content = structure({ Data: required(text()), Charset: optional(text()) });

const input = {
  FromEmailAddress: optional(text()),
  Destination: optional(
    structure({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses }),
  ),
  Content: required(
    structure({
      Simple: optional(
        structure({
          Subject: required(content),
          Body: required(structure({ Text: optional(content), Html: optional(content) })),
        }),
      ),
    }),
  ),
};

/** SendEmail of SES v2, for simple content: one message in the outbox for each recipient. */
export function sendEmail(context: OperationContext, raw: JsonObject): { MessageId: string } {
  const { FromEmailAddress, Destination, Content } = parseInput(input, raw);
  if (!FromEmailAddress?.includes('@')) {
    throw SesError.of('BadRequestException', 'Missing or invalid FromEmailAddress.');
  }
  if (/[^ -~]/.test(FromEmailAddress)) {
    throw SesError.of('BadRequestException', 'FromEmailAddress must be ASCII, with encoded words.');
  }
  if (Content.Simple === undefined) {
    throw SesError.of('BadRequestException', 'The embedded server takes simple content alone.');
  }
  const { Subject, Body } = Content.Simple;
  const body = Body.Text?.Data ?? Body.Html?.Data;
  if (body === undefined) {
    throw SesError.of('BadRequestException', 'The body needs a text or an HTML part.');
  }
  for (const to of recipientsOf(Destination ?? {})) {
    context.outbox.send({ to, subject: Subject.Data, body, purpose: 'NOTICE' });
  }
  return { MessageId: `${randomUUID()}-000000` };
}

function recipientsOf(destination: Readonly<Record<string, string[] | undefined>>): string[] {
  const recipients = Object.values(destination).flatMap((group) => group ?? []);
  if (recipients.length === 0) {
    throw SesError.of('BadRequestException', 'The message has no recipient.');
  }
  if (recipients.length > MAX_RECIPIENTS) {
    throw SesError.of('MessageRejected', `Recipient count exceeds ${MAX_RECIPIENTS}.`);
  }
  return recipients.map(bareAddress);
}

/** The outbox is searched by address, so a display name before it is left out. */
function bareAddress(recipient: string): string {
  const address = (/<([^<>]*)>\s*$/.exec(recipient)?.[1] ?? recipient).trim();
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) {
    throw SesError.of('BadRequestException', 'Illegal address.');
  }
  return address;
}
