import { join } from 'node:path';
import { source as AXE } from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import type { Browser } from './chromium.js';

/** Between them, every width and every colour that the page has. */
const LOOKS = [
  { name: 'desktop-light', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { name: 'phone-dark', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const;

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

/** What people do on the example page, and what every screen of it must keep to. */
export class ExamplePage {
  private readonly seen = new Set<string>();

  private constructor(
    readonly page: Page,
    private readonly browser: Browser,
    private readonly screenshots: string,
  ) {}

  static async open(browser: Browser, screenshots: string): Promise<ExamplePage> {
    const page = await browser.context.newPage();
    page.setDefaultTimeout(20_000);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    return new ExamplePage(page, browser, screenshots);
  }

  /** Waits for a screen, whose heading has the focus; the first time, it is looked at closely. */
  async expectScreen(title: string, level: 1 | 2 = 1): Promise<void> {
    const heading = this.page.getByRole('heading', { name: title, exact: true, level });
    await heading.and(this.page.locator(':focus')).waitFor();
    if (!this.seen.has(title)) await this.expectSound(title);
  }

  /** No rule of accessibility is broken and nothing sticks out, whatever it is looked at with. */
  async expectSound(title: string): Promise<void> {
    this.seen.add(title);
    const number = this.seen.size.toString().padStart(2, '0');
    for (const { name, colorScheme, viewport } of LOOKS) {
      await this.page.setViewportSize(viewport);
      await this.page.emulateMedia({ colorScheme });
      // The page lets no script in, so this one comes through the debugger.
      await this.page.evaluate(AXE);
      const { violations } = await this.page.evaluate<AxeResult>(
        'axe.run(document, { resultTypes: ["violations"] })',
      );
      const overflow = await this.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expectNothing([
        ...violations.map(({ id, nodes }) => [name, title, id, ...nodes.map(({ html }) => html)].join(' ')),
        ...(overflow > 0 ? [`${name} ${title}: ${overflow} px over the edge`] : []),
      ]);
      const file = `${number}-${title.toLowerCase().replace(/\W+/g, '-')}-${name}.png`;
      await this.page.screenshot({ path: join(this.screenshots, file), fullPage: true });
    }
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  async fill(values: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(values)) await this.field(label).fill(value);
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  async follow(name: string): Promise<void> {
    await this.page.getByRole('link', { name, exact: true }).click();
  }

  /** What is told of a failure, to ears too. */
  async alert(): Promise<string> {
    const alert = this.page.locator('[role=alert]:not(:empty)');
    await alert.waitFor();
    return alert.innerText();
  }

  async expectStatus(text: RegExp): Promise<void> {
    await this.page.getByRole('status').filter({ hasText: text }).waitFor();
  }

  /** Refusals that a test asked for are written to the console by the browser itself. */
  takeErrors(): string[] {
    return this.browser.errors.splice(0).filter((text) => !text.includes('Failed to load resource'));
  }
}

function expectNothing(faults: readonly string[]): void {
  expect(faults).toEqual([]);
}
