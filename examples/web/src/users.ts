import type { UserProfile } from 'cognito-auth-client';
import { client } from './client.js';
import { el, say } from './dom.js';
import { buildForm } from './form.js';
import { page } from './host.js';

const PAGE_SIZE = 5;
const COLUMNS = ['Name', 'E-mail address', 'Role', 'Status', 'Second factor'];

/** Everybody, for administrators. `before` holds the cursors of the pages before this one. */
export async function users(
  email = '',
  cursor?: string,
  before: readonly (string | undefined)[] = [],
): Promise<void> {
  const { value } = await client.call('listUsers', {
    query: { limit: PAGE_SIZE, ...(email !== '' && { email }), ...(cursor !== undefined && { cursor }) },
  });
  const { nextCursor } = value;
  const turn = (text: string, go: (() => Promise<void>) | undefined): HTMLElement =>
    el(
      'button',
      { type: 'button', class: 'secondary', disabled: go === undefined, click: () => void go?.() },
      text,
    );
  const back = before.length > 0 ? () => users(email, before.at(-1), before.slice(0, -1)) : undefined;
  const on = nextCursor !== null ? () => users(email, nextCursor, [...before, cursor]) : undefined;
  const search = buildForm(
    {
      title: 'Search',
      fields: [{ name: 'email', label: 'E-mail address begins with', optional: true, value: email }],
      submit: 'Search',
      act: ({ email: wanted = '' }) => users(wanted),
    },
    () => undefined,
  );
  search.setAttribute('role', 'search');
  page.show(
    'Users',
    search,
    el('div', { class: 'scroll', role: 'region', 'aria-label': 'Users', tabindex: '0' }, table(value.items)),
    el('div', { class: 'row' }, turn('Previous page', back), turn('Next page', on)),
  );
  say(`Page ${before.length + 1}, ${value.items.length} users.`);
}

function table(found: readonly UserProfile[]): HTMLElement {
  const head = el('tr', {}, ...COLUMNS.map((name) => el('th', { scope: 'col' }, name)));
  const rows = found.map((user) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, `${user.firstName} ${user.lastName}`),
      el('td', {}, user.email),
      el('td', {}, user.role),
      el('td', {}, user.status.toLowerCase()),
      el('td', {}, user.mfaEnabled ? 'yes' : 'no'),
    ),
  );
  return el('table', {}, el('thead', {}, head), el('tbody', {}, ...rows));
}
