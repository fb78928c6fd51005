import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

/** Quiet: nothing but the pages under test may use the network. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

/** A browser of its own with an empty profile, and what went wrong in it. */
export class Browser {
  /** Errors of the console and of scripts, with the page that had them. */
  readonly errors: string[] = [];
  readonly requestedHosts = new Set<string>();

  private constructor(
    readonly context: BrowserContext,
    private readonly folder: string,
  ) {
    context.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(`${message.location().url}: ${message.text()}`);
    });
    context.on('weberror', (error) => this.errors.push(String(error.error())));
    context.on('request', (request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol !== 'data:' && protocol !== 'blob:') this.requestedHosts.add(host);
    });
  }

  /** Pages and what they open are of this size, unless they are given another. */
  static async start(viewport: WindowSize = { width: 1280, height: 900 }): Promise<Browser> {
    const executablePath = process.env['CHROMIUM'];
    if (executablePath === undefined) throw new Error('the path of the browser must be in CHROMIUM');
    const folder = await mkdtemp(join(tmpdir(), 'auth-service-browser-'));
    const context = await chromium.launchPersistentContext(folder, {
      executablePath,
      headless: true,
      viewport,
      args: ARGUMENTS,
    });
    return new Browser(context, folder);
  }

  /** A page of this size that remembers nothing of what earlier ones kept for this origin. */
  async newPage(origin: string, size: WindowSize): Promise<Page> {
    const page = await this.context.newPage();
    page.setDefaultTimeout(30_000);
    await page.setViewportSize(size);
    const devTools = await this.context.newCDPSession(page);
    await devTools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    await devTools.detach();
    this.errors.length = 0;
    this.requestedHosts.clear();
    return page;
  }

  async stop(): Promise<void> {
    await this.context.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
