import type { Brand } from '../../config/trigger-settings.js';
import { type Language, LANGUAGES, languageOf } from '../../shared/languages.js';
import type { CustomMessageEvent, CustomMessageSource, TriggerHandler } from '../trigger-event.js';
import { greetedName } from './greeted-name.js';
import { mailHtml } from './mail-html.js';
import { MAIL_TEXTS, type MailKind } from './mail-texts.js';

const KINDS: Readonly<Record<CustomMessageSource, MailKind>> = {
  CustomMessage_SignUp: 'sign_up',
  CustomMessage_ResendCode: 'sign_up',
  CustomMessage_AdminCreateUser: 'invitation',
  CustomMessage_ForgotPassword: 'password_reset',
  CustomMessage_UpdateUserAttribute: 'address',
  CustomMessage_VerifyUserAttribute: 'address',
  CustomMessage_Authentication: 'sign_in',
};

/** Words the mail, or the text message, of every code. What it does not understand it leaves to Cognito's own texts. */
export function customMessage(brand: Brand): TriggerHandler<CustomMessageEvent> {
  return (event) => {
    const { codeParameter, usernameParameter } = event.request;
    const kind = kindOf(event.triggerSource);
    const isInvitation = kind === 'invitation';
    if (kind === undefined || !codeParameter || (isInvitation && !usernameParameter)) {
      return Promise.resolve(event);
    }
    const username = isInvitation ? (usernameParameter ?? undefined) : undefined;
    const language = languageFor(event);
    const name = greetedName(event.triggerSource, event.request.userAttributes);
    const content = { kind, language, name, code: codeParameter, username };
    const response = {
      ...event.response,
      emailSubject: subjectOf(kind, language, brand),
      emailMessage: mailHtml(content, brand),
      smsMessage: textMessage(content, brand),
    };
    return Promise.resolve({ ...event, response });
  };
}

/** A source that is newer than this function is none of its own. */
function kindOf(source: string): MailKind | undefined {
  return Object.entries(KINDS).find(([known]) => known === source)?.[1];
}

/** The user's own language goes before that of whoever makes the call. */
function languageFor({ request }: CustomMessageEvent): Language {
  const { userAttributes, clientMetadata } = request;
  return languageOf(userAttributes['locale']) ?? languageOf(clientMetadata?.['locale']) ?? LANGUAGES[0];
}

/** Nothing of a user goes into it, so there is nothing to break out of its line with. At most 140 characters. */
function subjectOf(kind: MailKind, language: Language, { name }: Brand): string {
  const { subject } = MAIL_TEXTS[language].kinds[kind];
  return name === undefined ? subject : `${name}: ${subject}`;
}

/** At most 140 characters with placeholders. */
function textMessage(
  {
    kind,
    language,
    code,
    username,
  }: { kind: MailKind; language: Language; code: string; username: string | undefined },
  { name }: Brand,
): string {
  const { kinds, usernameLabel } = MAIL_TEXTS[language];
  const parts = [
    ...(username === undefined ? [] : [`${usernameLabel}: ${username}`]),
    `${kinds[kind].codeLabel}: ${code}`,
  ];
  return `${name === undefined ? '' : `${name} `}${parts.join(' ')}`;
}
