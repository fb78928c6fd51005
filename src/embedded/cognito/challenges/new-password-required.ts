import { afterFirstFactor } from '../auth/next-step.js';
import { parseInput, required } from '../protocol/input-shape.js';
import { password } from '../protocol/input-fields.js';
import { refusals } from '../protocol/refusals.js';
import { changedAttributes, requireWritable } from '../users/attributes.js';
import { saveUser } from '../users/find-user.js';
import { withNewPassword } from '../users/set-password.js';
import type { AnswerChallenge } from './challenge.js';

const ATTRIBUTE_PREFIX = 'userAttributes.';

export const answerNewPasswordRequired: AnswerChallenge = async (context, { attempt, responses }) => {
  const { pool, client, user } = attempt;
  if (responses['NEW_PASSWORD'] === undefined) {
    throw refusals.missingParameter('NEW_PASSWORD');
  }
  const { NEW_PASSWORD } = parseInput({ NEW_PASSWORD: required(password) }, responses);
  const given = Object.entries(responses)
    .filter(([name]) => name.startsWith(ATTRIBUTE_PREFIX))
    .map(([name, Value]) => ({ Name: name.slice(ATTRIBUTE_PREFIX.length), Value }));
  requireWritable(client, given);
  const attributes = changedAttributes(pool, user, given);
  requireComplete(pool.schema, attributes);
  const changed = await withNewPassword(context, pool, user, NEW_PASSWORD);
  const confirmed = saveUser(context, { ...changed, attributes, status: 'CONFIRMED' });
  return afterFirstFactor(context, { ...attempt, user: confirmed });
};

function requireComplete(
  schema: readonly { Name?: string | undefined; Required?: boolean | undefined }[],
  attributes: Readonly<Record<string, string>>,
): void {
  const missing = schema.find(
    ({ Name, Required }) => Required === true && Name !== 'sub' && attributes[Name ?? ''] === undefined,
  );
  if (missing !== undefined) {
    throw refusals.invalidParameter(`Invalid attributes given, ${String(missing.Name)} is missing`);
  }
}
