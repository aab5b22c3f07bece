/**
 * The choice of a hash in the browser, in the order of their speed:
 *
 * - WebCrypto for what fits into memory. It is missing on plain http in a classroom's network (no secure context), and knows no parts.
 * - Workers for what comes in parts, one for each hash that runs, up to `threads`: WebAssembly there, or JavaScript where the policy or the browser refuses it.
 * - This thread where there can be no worker.
 */
import type { HashStream } from '../../engine/index.ts';
import { createPlainHash } from './plain-sha256.ts';
import type { FromHasher, HashLine, ToHasher } from './protocol.ts';

export interface HashMeans {
  readonly subtle?: Pick<SubtleCrypto, 'digest'> | undefined;
  /** @throws where there can be none */
  spawn(): HashLine<ToHasher, FromHasher>;
  /** how many workers there may be; 1 where left out */
  readonly threads?: number;
  /** in this thread, where there is no worker; JavaScript where left out */
  readonly otherwise?: () => HashStream;
}

/** WebCrypto takes a copy, so this is held twice. */
export const WHOLE_BYTES = 16_000_000;

export function createBrowserHashes(means: HashMeans): (size?: number) => HashStream {
  const { otherwise = createPlainHash } = means;
  const lines: HasherLine[] = [];
  return (size) => {
    if (means.subtle !== undefined && size !== undefined && size <= WHOLE_BYTES) return wholeHash(means.subtle, size);
    if (lines.some(({ isBroken }) => isBroken)) return otherwise();
    lines.sort((a, b) => a.busy - b.busy);
    const [least] = lines;
    if (least !== undefined && (least.busy === 0 || lines.length >= (means.threads ?? 1))) return least.createHash();
    try {
      const line = new HasherLine(means.spawn());
      lines.push(line);
      return line.createHash();
    } catch {
      return least?.createHash() ?? otherwise();
    }
  };
}

function wholeHash(subtle: Pick<SubtleCrypto, 'digest'>, size: number): HashStream {
  const bytes = new Uint8Array(size);
  let at = 0;
  return {
    update(part) {
      bytes.set(part, at);
      at += part.length;
    },
    async digest() {
      const hash = new Uint8Array(await subtle.digest('SHA-256', bytes.subarray(0, at)));
      return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
    },
  };
}

const MEMORY_BYTES = 1 << 20;
/** So many parts of one hash may be on their way. */
const IN_FLIGHT = 3;

/** The page's end for one hash. */
interface Running {
  inFlight: number;
  resume?: () => void;
  finish?: (hex: string) => void;
  fail?: (error: Error) => void;
}

/** Parts are gathered into pieces of memory that go to the worker and come back. */
class HasherLine {
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
      for (const hash of this.running.values()) {
        hash.fail?.(new Error('the hashing worker is gone'));
        hash.resume?.();
      }
    };
  }

  /** hashes that have begun and not ended */
  get busy(): number {
    return this.running.size;
  }

  createHash(): HashStream {
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
      update: async (part) => {
        for (let at = 0; at < part.length; ) {
          memory ??= await this.takeMemory(own);
          const taken = part.subarray(at, at + MEMORY_BYTES - filled);
          new Uint8Array(memory).set(taken, filled);
          filled += taken.length;
          at += taken.length;
          if (filled === MEMORY_BYTES) send();
        }
      },
      digest: () =>
        new Promise((resolve, reject) => {
          if (this.isBroken) reject(new Error('the hashing worker is gone'));
          own.finish = resolve;
          own.fail = reject;
          send();
          this.line.postMessage({ kind: 'end', id }, []);
        }),
      cancel: () => {
        this.running.delete(id);
        this.line.postMessage({ kind: 'cancel', id }, []);
      },
    };
  }

  private async takeMemory(own: Running): Promise<ArrayBuffer> {
    while (own.inFlight >= IN_FLIGHT && !this.isBroken) {
      await new Promise<void>((resolve) => {
        own.resume = resolve;
      });
    }
    return this.free.pop() ?? new ArrayBuffer(MEMORY_BYTES);
  }

  private receive(message: FromHasher): void {
    const hash = this.running.get(message.id);
    if (message.kind === 'digest') {
      this.running.delete(message.id);
      hash?.finish?.(message.hex);
      return;
    }
    if (this.free.length <= IN_FLIGHT) this.free.push(message.memory);
    if (hash === undefined) return;
    hash.inFlight -= 1;
    hash.resume?.();
  }
}
