import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { discoverIssuer } from './discover-issuer.js';

describe('discoverIssuer', () => {
  let server: Server;
  let endpoint: string;
  let answer: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const known = request.url === '/pool/.well-known/openid-configuration';
      response.writeHead(known ? 200 : 404).end(answer);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  it('believes what the pool tells of itself', async () => {
    answer = JSON.stringify({ issuer: 'https://issuer.example.com/pool' });
    await expect(discoverIssuer(`${endpoint}/`, 'pool')).resolves.toEqual({
      issuer: 'https://issuer.example.com/pool',
      jwksUri: `${endpoint}/pool/.well-known/jwks.json`,
    });
  });

  it.each([
    ['no JSON', 'nothing'],
    [
      'more than anybody has to tell',
      JSON.stringify({ issuer: 'https://evil.example.com', more: 'x'.repeat(70_000) }),
    ],
  ])('takes the address of the pool where it is told %s', async (_what, told) => {
    answer = told;
    const { issuer } = await discoverIssuer(endpoint, 'pool');
    expect(issuer).toBe(`${endpoint}/pool`);
  });
});
