import { createHash, randomBytes } from 'node:crypto';

/** One answer, as a browser sees it. */
export interface PageAnswer {
  readonly status: number;
  readonly url: string;
  readonly headers: Headers;
  /** Where it leads, if it is a redirect. */
  readonly location: URL | undefined;
  readonly html: string;
}

/** A person's browser, without scripts: it keeps cookies, follows redirects within one site, and fills in forms. */
export class HostedPages {
  readonly cookies = new Map<string, string>();

  /** Loads a page and follows where it leads, until that is another site. */
  async open(address: string | URL): Promise<PageAnswer> {
    return this.follow(await this.request(new URL(address)));
  }

  /** Sends the form of a page that has such a field, with its hidden fields and these. */
  async submit(page: PageAnswer, fields: Readonly<Record<string, string>>): Promise<PageAnswer> {
    const form = formWith(page.html, Object.keys(fields));
    const body = new URLSearchParams({ ...form.hidden, ...fields });
    return this.follow(await this.request(new URL(form.action, page.url), body));
  }

  async request(url: URL, form?: URLSearchParams, headers: Record<string, string> = {}): Promise<PageAnswer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { ...(cookie !== '' && { cookie }), ...headers },
      ...(form !== undefined && { method: 'POST', body: form }),
    });
    for (const set of response.headers.getSetCookie()) this.keep(set);
    const location = response.headers.get('location');
    return {
      status: response.status,
      url: url.href,
      headers: response.headers,
      location: location === null ? undefined : new URL(location, url),
      html: await response.text(),
    };
  }

  private async follow(answer: PageAnswer): Promise<PageAnswer> {
    const { location } = answer;
    if (location?.origin !== new URL(answer.url).origin) return answer;
    return this.follow(await this.request(location));
  }

  private keep(set: string): void {
    const [pair = '', ...attributes] = set.split(';').map((part) => part.trim());
    const [name = ''] = pair.split('=');
    if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(name.length + 1));
  }
}

/** A verifier and its S256 challenge (RFC 7636). */
export function newPkce(): { readonly verifier: string; readonly challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

interface Form {
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
}

function formWith(html: string, names: readonly string[]): Form {
  const forms = [...html.matchAll(/<form[^]*?<\/form>/g)].map(([form]) => form);
  const form = forms.findLast((candidate) => names.every((name) => candidate.includes(`name="${name}"`)));
  if (form === undefined) throw new Error(`no form has the fields ${names.join(', ')}:\n${html}`);
  const hidden = [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]): [string, string] => [
    attribute(input, 'name'),
    attribute(input, 'value'),
  ]);
  return { action: attribute(form, 'action'), hidden: Object.fromEntries(hidden) };
}

function attribute(markup: string, name: string): string {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(markup)?.[1] ?? '';
  return value
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
