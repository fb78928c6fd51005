import { readFileSync, writeFileSync } from 'node:fs';
import { exampleFlows } from '../support/example-flows.js';
import { APP } from '../support/social-journey.js';
import { RunningService } from '../support/running-service.js';

const FILE = 'src/http/examples.json';

/** `npm run examples` writes them. */
const update = process.env['UPDATE_EXAMPLES'] === 'true';

describe('the examples of the document', () => {
  let service: RunningService;

  beforeAll(async () => {
    service = await RunningService.start({
      env: { SOCIAL_REDIRECT_URIS: APP, SECURITY_CONTACT: 'mailto:security@example.com' },
    });
  });

  afterAll(() => service.stopAndForget());

  it('are what the service answers', async () => {
    const examples = await exampleFlows(service);
    const text = `${JSON.stringify(examples, null, 2)}\n`;
    if (update) writeFileSync(FILE, text);
    expect(readFileSync(FILE, 'utf8')).toBe(text);
  });
});
