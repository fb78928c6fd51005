import { html, type Html } from './html.js';
import { alertLine } from './page.js';

export interface SignInPage {
  /** Where the form goes: this page's own address with the request it belongs to. */
  readonly action: string;
  readonly formToken: string;
  readonly username: string;
  readonly alert: string | undefined;
  /** Absent where the client offers no passwords. */
  readonly withPassword: boolean;
  /** Address of the way in through Google, where the client offers it. */
  readonly google: string | undefined;
}

export function signInPage(page: SignInPage): Html {
  const nothing =
    page.withPassword || page.google !== undefined ? html`` : html`<p>No way in is offered.</p>`;
  return html`${alertLine(page.alert)}
  ${page.google === undefined ? html`` : html`<a class="button plain" href="${page.google}">Continue with Google</a>`}
  ${page.withPassword ? passwordForm(page) : html``} ${nothing}`;
}

function passwordForm({ action, formToken, username }: SignInPage): Html {
  return html`<form method="post" action="${action}">
    <input type="hidden" name="_csrf" value="${formToken}" />
    <label for="username">E-mail address</label>
    <input
      id="username"
      name="username"
      value="${username}"
      autocomplete="username"
      inputmode="email"
      required
    />
    <label for="password">Password</label>
    <input id="password" name="password" type="password" autocomplete="current-password" required />
    <button type="submit">Sign in</button>
  </form>`;
}
