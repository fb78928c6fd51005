import type { AwsConnection } from '../aws/aws-connection.js';
import type { TriggerSettings } from '../config/trigger-settings.js';
import { customMessage } from '../triggers/mail/custom-message.trigger.js';
import { postConfirmation } from '../triggers/sign-up/post-confirmation.trigger.js';
import { preSignUp } from '../triggers/sign-up/pre-sign-up.trigger.js';
import { triggerProfiles } from '../triggers/sign-up/trigger-profiles.js';

const ACCOUNT = '000000000000';

type Invoke = (functionArn: string, event: object) => Promise<unknown> | undefined;

/** The Lambda functions of `src/triggers` as the embedded Cognito server calls them: in this process. */
export interface EmbeddedTriggers {
  readonly arns: Readonly<Record<'customMessage' | 'preSignUp' | 'postConfirmation', string>>;
  readonly invoke: Invoke;
  readonly close: () => void;
}

export function embeddedTriggers(
  settings: TriggerSettings,
  dynamodb: AwsConnection['dynamodb'],
): EmbeddedTriggers {
  const { region, tablePrefix } = settings;
  const arnOf = (name: string) => `arn:aws:lambda:${region}:${ACCOUNT}:function:${tablePrefix}${name}`;
  const { profiles, close } = triggerProfiles({ region, dynamodb, tablePrefix });
  const log = (line: string) => {
    process.stderr.write(`${line}\n`);
  };
  const arns = {
    customMessage: arnOf('custom-message'),
    preSignUp: arnOf('pre-sign-up'),
    postConfirmation: arnOf('post-confirmation'),
  };
  const functions = new Map<string, (event: never) => Promise<unknown>>([
    [arns.customMessage, customMessage(settings.brand)],
    [arns.preSignUp, preSignUp(settings)],
    [arns.postConfirmation, postConfirmation({ profiles, roles: settings, now: Date.now, log })],
  ]);
  return { arns, close, invoke: (functionArn, event) => functions.get(functionArn)?.(event as never) };
}

/** Cognito takes the words of a function only in a pool that sends its mails through Amazon SES. */
export function embeddedSender(region: string, mailFrom: string): { sourceArn: string; from: string } {
  const address = /<(.+)>$/.exec(mailFrom)?.[1] ?? mailFrom;
  return { sourceArn: `arn:aws:ses:${region}:${ACCOUNT}:identity/${address}`, from: mailFrom };
}
