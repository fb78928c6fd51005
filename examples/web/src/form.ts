import { ApiProblem, RequestFailed, SessionEnded } from 'cognito-auth-client';
import { el } from './dom.js';
import type { Host } from './host.js';

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'email' | 'password' | 'checkbox' | 'radio';
  readonly autocomplete?: string;
  readonly hint?: string;
  readonly value?: string;
  readonly optional?: boolean;
  /** Of radio buttons: value and label of each. */
  readonly choices?: readonly (readonly [string, string])[];
  readonly inputmode?: 'numeric';
}

export interface FormSpec<T> {
  readonly title: string;
  readonly intro?: readonly Node[];
  readonly fields: readonly Field[];
  readonly submit: string;
  /** For password managers, where the form has no field for it. */
  readonly username?: string;
  readonly below?: readonly Node[];
  act(values: Readonly<Record<string, string>>): Promise<T>;
}

/** A one-time code as it is typed, pasted, or offered by the phone. */
export const codeField = (label = 'Code'): Field => ({
  name: 'code',
  label,
  autocomplete: 'one-time-code',
  inputmode: 'numeric',
});

/** Shows a form until what it asks for has gone well. */
export function askForm<T>(host: Host, spec: FormSpec<T>): Promise<T> {
  return new Promise((resolve) => {
    const form = buildForm(spec, resolve);
    host.show(spec.title, ...(spec.intro ?? []), form, ...(spec.below ?? []));
  });
}

/** A form that stays; `done` is called each time that it has gone well. */
export function buildForm<T>(spec: FormSpec<T>, done: (result: T) => void): HTMLFormElement {
  const alert = el('div', { role: 'alert', class: 'alert' });
  const button = el('button', { type: 'submit' }, spec.submit);
  const form = el(
    'form',
    { novalidate: true },
    alert,
    spec.username !== undefined &&
      el('input', {
        type: 'email',
        autocomplete: 'username',
        value: spec.username,
        hidden: true,
        readonly: true,
      }),
    ...spec.fields.map(buildField),
    button,
  );
  let busy = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (busy) return;
    const values = valuesOf(form);
    clear(form, alert);
    const missing = spec.fields.filter(
      (field) => field.optional !== true && (values[field.name] ?? '') === '',
    );
    if (missing.length > 0) {
      complain(
        form,
        alert,
        missing.map((field) => [field, field.type === 'checkbox' ? 'has to be ticked' : 'is needed']),
      );
      return;
    }
    busy = true;
    button.setAttribute('aria-disabled', 'true');
    spec
      .act(values)
      .then(done, (error: unknown) => {
        explain(form, alert, spec.fields, error);
      })
      .finally(() => {
        busy = false;
        button.removeAttribute('aria-disabled');
      });
  });
  return form;
}

function buildField(field: Field): HTMLElement {
  const { name, label, type = 'text', hint, choices } = field;
  const id = `field-${name}`;
  const error = el('p', { id: `${id}-error`, class: 'error', hidden: true });
  const shared = {
    name,
    'aria-describedby': [hint && `${id}-hint`, `${id}-error`].filter(Boolean).join(' '),
  };
  if (choices !== undefined) {
    const options = choices.map(([value, text], index) => {
      const first = index === 0;
      const radio = el('input', { ...shared, type: 'radio', value, id: `${id}-${value}`, checked: first });
      return el('label', { class: 'choice', for: `${id}-${value}` }, radio, text);
    });
    return el('fieldset', {}, el('legend', {}, label), ...options, error);
  }
  const hintText = hint !== undefined && el('p', { id: `${id}-hint`, class: 'hint' }, hint);
  const input = el('input', {
    ...shared,
    id,
    type,
    value: field.value,
    autocomplete: field.autocomplete ?? (type === 'checkbox' ? undefined : 'off'),
    inputmode: field.inputmode,
    required: field.optional !== true,
    ...(type === 'email' || field.inputmode === 'numeric'
      ? { autocapitalize: 'none', spellcheck: 'false' }
      : {}),
  });
  if (type === 'checkbox') {
    return el('div', { class: 'field' }, el('label', { class: 'choice', for: id }, input, label), error);
  }
  const shown = field.optional === true ? `${label} (optional)` : label;
  return el('div', { class: 'field' }, el('label', { for: id }, shown), hintText, input, error);
}

function valuesOf(form: HTMLFormElement): Record<string, string> {
  const entries = [...new FormData(form)].map(([name, value]) => [
    name,
    typeof value === 'string' ? value : '',
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}

function clear(form: HTMLFormElement, alert: HTMLElement): void {
  alert.replaceChildren();
  for (const input of form.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
  for (const error of form.querySelectorAll<HTMLElement>('.error')) error.hidden = true;
}

/** Says beside each field and above them all what is wrong, and goes to the first. */
function complain(
  form: HTMLFormElement,
  alert: HTMLElement,
  faults: readonly (readonly [Field, string])[],
): void {
  for (const [{ name, label }, message] of faults) {
    const input = form.querySelector<HTMLInputElement>(`[name="${name}"]`);
    const error = form.querySelector<HTMLElement>(`#field-${name}-error`);
    input?.setAttribute('aria-invalid', 'true');
    if (error !== null) {
      error.hidden = false;
      error.textContent = `${label} ${message}`;
    }
    alert.append(el('p', {}, `${label} ${message}`));
  }
  form.querySelector<HTMLElement>('[aria-invalid]')?.focus();
}

function explain(form: HTMLFormElement, alert: HTMLElement, fields: readonly Field[], error: unknown): void {
  const faults = fields.flatMap((field) =>
    error instanceof ApiProblem
      ? error.messagesFor(field.name).map((message): readonly [Field, string] => [field, message])
      : [],
  );
  if (faults.length > 0) complain(form, alert, faults);
  else {
    alert.append(el('p', {}, messageOf(error)));
    form.querySelector<HTMLElement>('input:not([hidden])')?.focus();
  }
}

/** What is told of a failure. Only what nobody foresaw goes to the console. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiProblem) {
    const { retryAfterSeconds: wait } = error;
    return wait === undefined ? error.detail || error.title : `${error.detail} Try again in ${wait} seconds.`;
  }
  if (error instanceof RequestFailed) return `${error.message} Try again in a moment.`;
  if (error instanceof SessionEnded) return 'You are signed out. Sign in again.';
  reportError(error);
  return 'Something went wrong.';
}
