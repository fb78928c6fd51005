/**
 * Lets the Authorize button of Swagger UI sign in people with a second factor: where the token endpoint asks for a code,
 * so does a dialog, and Swagger UI goes on with the answer to both steps as if there had been one.
 */

/** @type {Record<string, string>} */
const HINTS = {
  TOTP: 'Enter the code that your authenticator app shows now.',
  SMS: 'Enter the code that was sent to your phone.',
  EMAIL: 'Enter the code that was mailed to you.',
};

const CONTENT = `
<style>
  #second-step { border: 0; border-radius: 4px; padding: 0 1.5rem; width: min(24rem, 85vw) }
  #second-step::backdrop { background: rgb(0 0 0 / 50%) }
  #second-step-code { width: 100%; max-width: none }
</style>
<form novalidate>
  <h3 id="second-step-title">Second factor</h3>
  <p id="second-step-hint"></p>
  <label for="second-step-code">Code</label>
  <input id="second-step-code" type="text" autofocus autocomplete="one-time-code" inputmode="numeric" maxlength="8"
    aria-describedby="second-step-hint second-step-problem">
  <p id="second-step-problem" role="alert"></p>
  <div class="auth-btn-wrapper">
    <button type="submit" class="btn modal-btn auth authorize">Continue</button>
    <button type="button" class="btn modal-btn auth btn-done">Cancel</button>
  </div>
</form>`;

/**
 * @typedef {{ url: string, ok: boolean, status: number, statusText: string, data: string }} SwaggerResponse
 * @typedef {{ error?: string, error_description?: string, session?: string, method?: string }} Refusal
 */

/**
 * Answers the last answer there was: tokens, or the refusal that the person did not get past.
 * @param {SwaggerResponse} response
 * @returns {Promise<SwaggerResponse>}
 */
async function completeSecondStep(response) {
  // A token request that somebody tries out by hand is theirs to go on with.
  const isAuthorizing = document.querySelector('.swagger-ui .dialog-ux') !== null;
  const refusal = isAuthorizing && response.status === 403 ? refusalIn(response) : {};
  const { session, method = '' } = refusal;
  if (refusal.error !== 'mfa_required' || session === undefined) return response;
  const dialog = openDialog(HINTS[method] ?? 'Enter your code.');
  let answer = response;
  try {
    for (let code = await codeFrom(dialog); code !== null; code = await codeFrom(dialog)) {
      answer = await sendCode(response, session, code);
      if (answer.ok) break;
      part(dialog, '[role=alert]').textContent = refusalIn(answer).error_description ?? answer.statusText;
    }
  } finally {
    dialog.close();
    dialog.remove();
  }
  return answer;
}

/** @param {string} hint */
function openDialog(hint) {
  const dialog = document.createElement('dialog');
  dialog.id = 'second-step';
  dialog.className = 'swagger-ui';
  dialog.setAttribute('aria-labelledby', 'second-step-title');
  dialog.innerHTML = CONTENT;
  // Escape leaves this dialog, not the one below it as well.
  dialog.onkeydown = (event) => {
    event.stopPropagation();
  };
  part(dialog, '#second-step-hint').textContent = hint;
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * What is entered next, or null where the dialog is left.
 * @param {HTMLDialogElement} dialog
 * @returns {Promise<string | null>}
 */
function codeFrom(dialog) {
  const input = /** @type {HTMLInputElement} */ (part(dialog, 'input'));
  input.select();
  return new Promise((resolve) => {
    part(dialog, 'form').onsubmit = (event) => {
      event.preventDefault();
      resolve(input.value.trim());
    };
    part(dialog, 'button[type=button]').onclick = () => {
      resolve(null);
    };
    dialog.oncancel = () => {
      resolve(null);
    };
  });
}

/**
 * @param {SwaggerResponse} response
 * @param {string} session
 * @param {string} otp
 * @returns {Promise<SwaggerResponse>}
 */
async function sendCode(response, session, otp) {
  const body = new URLSearchParams({ grant_type: 'mfa_otp', session, otp });
  const answer = await fetch(response.url, { method: 'POST', body });
  const { ok, status, statusText } = answer;
  return { ...response, ok, status, statusText, data: await answer.text() };
}

/**
 * @param {SwaggerResponse} response
 * @returns {Refusal}
 */
function refusalIn({ data }) {
  /** @type {unknown} */
  const refusal = JSON.parse(data);
  return /** @type {Refusal} */ (refusal);
}

/**
 * @param {HTMLElement} dialog
 * @param {string} selector
 */
function part(dialog, selector) {
  const found = dialog.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new TypeError(`the dialog has no ${selector}`);
  return found;
}

Object.assign(globalThis, { completeSecondStep });
