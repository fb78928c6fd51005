import { connect, type Socket } from 'node:net';

/** One answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** A connection on which a test may send what no HTTP client would. */
export class RawConnection {
  private received = '';
  private readonly socket: Socket;
  /** Resolves when the other side has closed it. */
  readonly closed: Promise<void>;

  constructor(origin: string) {
    const { hostname, port } = new URL(origin);
    this.socket = connect(Number(port), hostname);
    this.socket.setEncoding('latin1');
    this.socket.on('data', (text: string) => (this.received += text));
    // A reset shows in what was received.
    this.socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      this.socket.once('close', () => {
        resolve();
      });
    });
  }

  send(text: string): void {
    this.socket.write(text, 'latin1');
  }

  /** All that has come so far. */
  get text(): string {
    return this.received;
  }

  /** The answers so far, split by their `Content-Length`. */
  get answers(): RawAnswer[] {
    const answers: RawAnswer[] = [];
    let rest = this.received;
    while (rest.includes('\r\n\r\n')) {
      const end = rest.indexOf('\r\n\r\n') + 4;
      const [line = '', ...fields] = rest.slice(0, end - 4).split('\r\n');
      const headers = new Map(fields.map((field) => pairOf(field)));
      const length = Number(headers.get('content-length') ?? 0);
      answers.push({ status: Number(line.split(' ')[1]), headers, body: rest.slice(end, end + length) });
      rest = rest.slice(end + length);
    }
    return answers;
  }

  /** Waits until so many answers are there. */
  async untilAnswers(count: number): Promise<RawAnswer[]> {
    const deadline = Date.now() + 10_000;
    while (this.answers.length < count) {
      if (Date.now() > deadline) throw new Error(`no answer came; received: ${this.received}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return this.answers;
  }

  destroy(): void {
    this.socket.destroy();
  }
}

/** Sends the bytes and waits until the other side closes the connection. */
export async function sendRaw(origin: string, text: string): Promise<RawAnswer[]> {
  const connection = new RawConnection(origin);
  connection.send(text);
  await connection.closed;
  return connection.answers;
}

function pairOf(field: string): [name: string, value: string] {
  const colon = field.indexOf(':');
  return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
}
