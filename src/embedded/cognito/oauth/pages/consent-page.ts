import type { GoogleAccount } from '../google-account.js';
import { html, type Html } from './html.js';
import { alertLine } from './page.js';

export interface ConsentPage {
  readonly action: string;
  readonly formToken: string;
  readonly alert: string | undefined;
  readonly email: string;
  readonly name: string;
  /** Accounts that have signed in before. */
  readonly known: readonly GoogleAccount[];
}

/** What stands in for Google: any account can be chosen or made up. */
export function consentPage(page: ConsentPage): Html {
  return html`<p>to go on with your Google account</p>
    ${alertLine(page.alert)} ${page.known.map((account) => knownAccount(page, account))}
    <form method="post" action="${page.action}">
      <input type="hidden" name="_csrf" value="${page.formToken}" />
      <label for="email">E-mail address</label>
      <input id="email" name="email" type="email" value="${page.email}" autocomplete="off" required />
      <label for="name">Name</label>
      <input id="name" name="name" value="${page.name}" autocomplete="off" required />
      <label class="choice"
        ><input type="checkbox" name="verified" value="true" checked /> Google has verified this
        address</label
      >
      <button type="submit" name="decision" value="allow">Continue</button>
      <button type="submit" name="decision" value="deny" class="plain" formnovalidate>Cancel</button>
    </form>
    <small>This page stands in for Google. No data leaves this computer.</small>`;
}

function knownAccount({ action, formToken }: ConsentPage, account: GoogleAccount): Html {
  return html`<form method="post" action="${action}">
    <input type="hidden" name="_csrf" value="${formToken}" />
    <input type="hidden" name="email" value="${account.email}" />
    <input type="hidden" name="name" value="${account.name}" />
    <input type="hidden" name="verified" value="${String(account.verified)}" />
    <button type="submit" name="decision" value="allow" class="plain">
      ${account.name} · ${account.email}
    </button>
  </form>`;
}
