import type { Locator, Page } from 'playwright-core';

/** What people do on the pages of Swagger UI. */
export class SwaggerUi {
  /** The operation that is tried. */
  readonly myProfile: Locator;
  /** The part of the Authorize dialog that takes address and password. */
  readonly passwordForm: Locator;

  constructor(private readonly page: Page) {
    this.myProfile = page.locator('#operations-Profile-readMyProfile');
    this.passwordForm = page.locator('.dialog-ux .auth-container', { hasText: 'OAuth2, password' });
  }

  operation(tag: string, operationId: string): Locator {
    return this.page.locator(`#operations-${tag}-${operationId}`);
  }

  /** Opens an operation, fills its body in, and presses Execute; answers the status that the page shows. */
  async execute(operation: Locator, body?: object): Promise<{ status: number; body: string }> {
    if (!(await operation.locator('.opblock-body').isVisible())) {
      await operation.locator('.opblock-summary-control').click();
    }
    if (body !== undefined) await operation.locator('textarea').fill(JSON.stringify(body, null, 2));
    await operation.getByRole('button', { name: 'Execute' }).click();
    const shown = operation.locator('.live-responses-table .response').first();
    await shown.waitFor();
    const status = await shown.locator('.response-col_status').innerText();
    return { status: Number.parseInt(status, 10), body: await shown.innerText() };
  }

  /** Presses Execute, and answers what came over the wire and what the page shows of it. */
  async tryReadingMyProfile(): Promise<{ status: number; body: string }> {
    if (!(await this.myProfile.locator('.opblock-body').isVisible())) {
      await this.myProfile.locator('.opblock-summary-control').click();
    }
    const [response] = await Promise.all([
      this.page.waitForResponse((answer) => answer.url().endsWith('/api/v1/users/me')),
      this.myProfile.getByRole('button', { name: 'Execute' }).click(),
    ]);
    const shown = this.myProfile.locator('.live-responses-table .response').first();
    await shown.locator('.response-col_status', { hasText: String(response.status()) }).waitFor();
    return { status: response.status(), body: await shown.innerText() };
  }

  async authorize(token: string): Promise<void> {
    await this.openAuthorize();
    const bearer = this.page.locator('.dialog-ux .auth-container', { hasText: 'bearer' });
    await bearer.locator('input[aria-label="auth-bearer-value"]').fill(token);
    await bearer.getByRole('button', { name: 'Apply credentials' }).click();
    await bearer.getByRole('button', { name: 'Close', exact: true }).click();
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.sendPassword(email, password);
    await this.closeSignedIn();
  }

  /** Address and password, sent; what comes of it is not waited for. */
  async sendPassword(email: string, password: string): Promise<void> {
    await this.openAuthorize();
    await this.passwordForm.locator('#oauth_username').fill(email);
    await this.passwordForm.locator('#oauth_password').fill(password);
    await this.applyPassword();
  }

  async applyPassword(): Promise<void> {
    await this.passwordForm.getByRole('button', { name: 'Apply given OAuth2 credentials' }).click();
  }

  async closeSignedIn(): Promise<void> {
    await this.passwordForm.getByRole('button', { name: 'Remove authorization' }).waitFor();
    await this.passwordForm.getByRole('button', { name: 'Close', exact: true }).click();
  }

  private async openAuthorize(): Promise<void> {
    await this.page.getByRole('button', { name: 'Authorize', exact: true }).first().click();
  }
}
