import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** One request in so many is a sign-in; hashing passwords keeps the embedded Cognito server busy with few of them. */
const SIGN_IN_EVERY = 100;
/** Mean pause of a connection between two requests. */
const PAUSE_MS = 1_000;
const TIME_OUT_MS = 30_000;

/** Connections that each send one request after the other, the next after a pause. */
export class Load {
  /** Statuses and milliseconds by operation; status 0 is a connection that broke. */
  seen = { readMyProfile: newSeen(), login: newSeen() };
  #running = false;
  #sent = 0;
  #loops = [];

  constructor({ origin, people, connections }) {
    this.origin = origin;
    this.people = people;
    this.connections = connections;
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  start() {
    this.#running = true;
    this.#loops = Array.from({ length: this.connections }, () => this.#connection());
  }

  async stop() {
    this.#running = false;
    await Promise.all(this.#loops);
    this.agent.destroy();
  }

  async #connection() {
    await sleep(Math.random() * PAUSE_MS);
    while (this.#running) {
      const person = this.people[Math.floor(Math.random() * this.people.length)];
      const operation = this.#sent++ % SIGN_IN_EVERY === 0 ? 'login' : 'readMyProfile';
      const startedAt = performance.now();
      const { status } = await this.#send(operation, person);
      const { statuses, times } = this.seen[operation];
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      times.push(performance.now() - startedAt);
      await sleep(Math.random() * 2 * PAUSE_MS);
    }
  }

  #send(operation, person) {
    if (operation === 'login') return send(this.origin, loginOf(person), this.agent);
    const headers = { authorization: `Bearer ${person.accessToken}` };
    return send(this.origin, { method: 'GET', path: '/api/v1/users/me', headers }, this.agent);
  }
}

/** The person with an access token. */
export async function signIn(origin, person) {
  const { status, text } = await send(origin, loginOf(person));
  if (status !== 200) throw new Error(`signing in answered ${status} ${text}`);
  return { ...person, accessToken: JSON.parse(text).tokens.accessToken };
}

function loginOf({ email, password }) {
  return {
    method: 'POST',
    path: '/api/v1/auth/login',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  };
}

function send(origin, { body, ...options }, agent) {
  return new Promise((resolve) => {
    const failed = () => resolve({ status: 0, text: '' });
    const outgoing = request(origin, { ...options, agent, timeout: TIME_OUT_MS }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      incoming.on('end', () => resolve({ status: incoming.statusCode, text })).on('error', failed);
    });
    outgoing.on('timeout', () => outgoing.destroy()).on('error', failed);
    outgoing.end(body);
  });
}

function newSeen() {
  return { statuses: new Map(), times: [] };
}
