/** Unpacking gzip in a thread of its own; several streams at once in several. */
import type { FromUnpacker, GunzipLine, ToUnpacker } from './protocol.ts';

type Line = GunzipLine<ToUnpacker, FromUnpacker>;
type Gunzip = (parts: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array>;

export interface GunzipMeans {
  /** @throws where there can be none */
  spawn(): Line;
  /** in this thread */
  readonly otherwise: Gunzip;
}

/** So many packed parts may be on their way. */
const IN_FLIGHT = 4;

export function createWorkerGunzip({ spawn, otherwise }: GunzipMeans): Gunzip {
  const idle: Line[] = [];
  let isBroken = false;
  return async function* gunzip(parts) {
    let line: Line;
    try {
      if (isBroken) throw new TypeError('the unpacking worker is gone');
      line = idle.pop() ?? spawn();
    } catch {
      yield* otherwise(parts);
      return;
    }
    const unpacking = new Unpacking(line, parts);
    try {
      yield* unpacking.run();
    } finally {
      isBroken ||= unpacking.isBroken;
      if (unpacking.isDone) idle.push(line);
      else line.terminate?.();
    }
  };
}

class Unpacking {
  isDone = false;
  /** the worker has said that it cannot go on */
  isBroken = false;
  private readonly line: Line;
  private readonly parts: AsyncIterator<Uint8Array>;
  private readonly unpacked: Uint8Array[] = [];
  private failure: { readonly error: unknown } | undefined;
  private isStopped = false;
  private inFlight = 0;
  private wake: (() => void) | undefined;
  private resume: (() => void) | undefined;

  constructor(line: Line, parts: AsyncIterable<Uint8Array>) {
    this.line = line;
    this.parts = parts[Symbol.asyncIterator]();
    line.onmessage = ({ data }) => this.receive(data);
    line.onerror = () => {
      this.isBroken = true;
      this.fail(new Error('the unpacking worker is gone'));
    };
  }

  async *run(): AsyncGenerator<Uint8Array> {
    const sending = this.sendAll();
    try {
      for (;;) {
        const part = this.unpacked.shift();
        if (part !== undefined) {
          yield part;
          this.line.postMessage({ kind: 'taken' }, []);
        } else if (this.failure !== undefined) throw this.failure.error;
        else if (this.isDone) return;
        else
          await new Promise<void>((resolve) => {
            this.wake = resolve;
          });
      }
    } finally {
      this.isStopped = true;
      this.resume?.();
      await sending;
      await this.parts.return?.();
    }
  }

  /** A part is good only until the next is asked for, so it goes as a copy. */
  private async sendAll(): Promise<void> {
    try {
      for (let next = await this.parts.next(); next.done !== true; next = await this.parts.next()) {
        const bytes = next.value.slice();
        this.inFlight += 1;
        this.line.postMessage({ kind: 'packed', bytes }, [bytes.buffer]);
        while (this.inFlight >= IN_FLIGHT && !this.isStopped) {
          await new Promise<void>((resolve) => {
            this.resume = resolve;
          });
        }
        if (this.isStopped) return;
      }
      this.line.postMessage({ kind: 'end' }, []);
    } catch (error) {
      this.fail(error);
    }
  }

  private receive(message: FromUnpacker): void {
    if (message.kind === 'unpacked') this.unpacked.push(message.bytes);
    else if (message.kind === 'done') this.isDone = true;
    else if (message.kind === 'damaged') {
      this.fail(new TypeError(message.message));
      return;
    } else {
      this.inFlight -= 1;
      this.resume?.();
      return;
    }
    this.wake?.();
  }

  private fail(error: unknown): void {
    this.failure ??= { error };
    this.isStopped = true;
    this.resume?.();
    this.wake?.();
  }
}
