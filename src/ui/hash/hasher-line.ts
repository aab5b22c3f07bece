/** One end of a worker that hashes, and keeps if asked: the thread's that has the bytes. */
import type { HashStream } from '../../engine/index.ts';
import type { HandedKeep } from '../lab/spill.ts';
import type { FromHasher, HashLine, ToHasher } from './protocol.ts';

const MEMORY_BYTES = 1 << 20;
/** So many parts of one hash may be on their way. */
const IN_FLIGHT = 3;

/** This end for one hash. */
interface Running {
  inFlight: number;
  failure?: Error;
  resume?: () => void;
  finish?: (digest: Digest) => void;
  fail?: (error: Error) => void;
}

type Digest = Extract<FromHasher, { kind: 'digest' }>;

/** A hash whose parts are kept by the thread that hashes them, too. */
export interface KeepingHash {
  update(part: Uint8Array): Promise<void>;
  /** @throws Error where it cannot be kept */
  end(): Promise<{ readonly hex: string; readonly kept: HandedKeep }>;
  cancel(): void;
}

/** Parts are gathered into pieces of memory that go to the worker and come back. */
export class HasherLine {
  /** It has said that it cannot go on: what runs fails, and what comes is not for it. */
  isBroken = false;
  private readonly line: HashLine<ToHasher, FromHasher>;
  private readonly free: ArrayBuffer[] = [];
  private readonly running = new Map<number, Running>();
  private nextId = 1;

  constructor(line: HashLine<ToHasher, FromHasher>) {
    this.line = line;
    line.onmessage = ({ data }) => this.receive(data);
    line.onerror = () => {
      this.isBroken = true;
      for (const hash of this.running.values()) fail(hash, new Error('the hashing worker is gone'));
    };
  }

  /** hashes that have begun and not ended */
  get busy(): number {
    return this.running.size;
  }

  createHash(): HashStream {
    const { update, end, cancel } = this.begin();
    return { update, cancel, digest: async () => (await end()).hex };
  }

  /** @param memoryBytes so much of what is kept may come back as bytes */
  createKeepingHash(memoryBytes: number): KeepingHash {
    const { id, update, end, cancel } = this.begin();
    this.line.postMessage({ kind: 'keep', id, memoryBytes }, []);
    return {
      update,
      cancel,
      async end() {
        const { hex, kept } = await end();
        if (kept === undefined) throw new Error('nothing was kept');
        return { hex, kept };
      },
    };
  }

  private begin() {
    const id = this.nextId++;
    const own: Running = { inFlight: 0 };
    this.running.set(id, own);
    let memory: ArrayBuffer | undefined;
    let filled = 0;
    const send = (): void => {
      if (memory === undefined) return;
      this.line.postMessage({ kind: 'part', id, memory, length: filled }, [memory]);
      own.inFlight += 1;
      memory = undefined;
      filled = 0;
    };
    return {
      id,
      update: async (part: Uint8Array): Promise<void> => {
        for (let at = 0; at < part.length; ) {
          memory ??= await this.takeMemory(own);
          const taken = part.subarray(at, at + MEMORY_BYTES - filled);
          new Uint8Array(memory).set(taken, filled);
          filled += taken.length;
          at += taken.length;
          if (filled === MEMORY_BYTES) send();
        }
      },
      end: () =>
        new Promise<Digest>((resolve, reject) => {
          if (this.isBroken) own.failure ??= new Error('the hashing worker is gone');
          if (own.failure !== undefined) reject(own.failure);
          own.finish = resolve;
          own.fail = reject;
          send();
          this.line.postMessage({ kind: 'end', id }, []);
        }),
      cancel: (): void => {
        this.running.delete(id);
        this.line.postMessage({ kind: 'cancel', id }, []);
      },
    };
  }

  private async takeMemory(own: Running): Promise<ArrayBuffer> {
    while (own.inFlight >= IN_FLIGHT && own.failure === undefined) {
      await new Promise<void>((resolve) => {
        own.resume = resolve;
      });
    }
    if (own.failure !== undefined) throw own.failure;
    return this.free.pop() ?? new ArrayBuffer(MEMORY_BYTES);
  }

  private receive(message: FromHasher): void {
    const hash = this.running.get(message.id);
    if (message.kind === 'digest') {
      this.running.delete(message.id);
      hash?.finish?.(message);
      return;
    }
    if (message.kind === 'failed') {
      if (hash !== undefined) fail(hash, new Error(message.message));
      return;
    }
    if (this.free.length <= IN_FLIGHT) this.free.push(message.memory);
    if (hash === undefined) return;
    hash.inFlight -= 1;
    hash.resume?.();
  }
}

function fail(hash: Running, error: Error): void {
  hash.failure = error;
  hash.fail?.(error);
  hash.resume?.();
}
