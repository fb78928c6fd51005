import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, openSync, closeSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const READY_WITHIN_MS = 120_000;
/** Of /proc/PID/stat; 100 a second wherever Linux runs Node. */
const TICK_MS = 10;

/** What is measured has one core for itself; the load and everything else share the other. */
export const MEASURED = 0;
export const BESIDE = 1;
export const canPin = existsSync('/usr/bin/taskset') && availableParallelism() > 1;

/** Children, each with its own file of output, until `stop()`. */
export class Processes {
  #children = [];

  constructor(folder) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** A Node process on a core; resolves when its output matches `ready`, with the first group as `answer`. */
  async start(name, args, { core, env = {}, ready, withinMs = READY_WITHIN_MS, ipc = false }) {
    const output = join(this.folder, `${name}.log`);
    const file = openSync(output, 'w');
    const pinned = canPin ? ['taskset', '-c', String(core)] : [];
    const [command, ...rest] = [...pinned, process.execPath, ...args];
    const startedAt = performance.now();
    const child = spawn(command, rest, {
      cwd: ROOT,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
      stdio: ['ignore', file, file, ...(ipc ? ['ipc'] : [])],
    });
    closeSync(file);
    this.#children.push(child);
    const answer = await matching({ output, ready, child, name, withinMs });
    return { name, child, pid: child.pid, output, answer, startedAt, cpuMs: () => cpuMs(child.pid) };
  }

  async end({ child }) {
    this.#children = this.#children.filter((other) => other !== child);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  async stop() {
    for (const child of [...this.#children].reverse()) await this.end({ child });
  }
}

async function matching({ output, ready, child, name, withinMs }) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const text = readFileSync(output, 'utf8');
    const match = ready.exec(text);
    if (match !== null) return match[1];
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`${name} did not get there within ${withinMs} ms:\n${text.slice(-2_000)}`);
    }
    await sleep(5);
  }
}

/** CPU time of a process, all its threads, user and system; undefined where there is no /proc. */
function cpuMs(pid) {
  if (!existsSync('/proc/self/stat')) return undefined;
  if (existsSync('/proc/self/schedstat')) return scheduledMs(pid);
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** To the nanosecond, where the kernel counts so. */
function scheduledMs(pid) {
  const threads = readdirSync(`/proc/${pid}/task`);
  const spent = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8'));
  return spent.reduce((sum, text) => sum + Number(text.split(' ', 1)[0]) / 1e6, 0);
}

export function memoryMb(pid) {
  const match = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(match[1]) / 1024);
}
