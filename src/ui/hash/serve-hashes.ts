/** The worker's end: one running hash for each id, in WebAssembly where that may run. */
import { type BrowserKeep, createBrowserKeeps } from '../lab/browser-keep.ts';
import { openFileSpill } from '../lab/spill.ts';
import { createPlainHash, type StreamingHash } from './plain-sha256.ts';
import type { FromHasher, HashLine, ToHasher } from './protocol.ts';
import { createWasmHashes } from './wasm-sha256.ts';

interface Running {
  readonly hash: StreamingHash;
  /** Where it is kept: what is left to do of what came so far. */
  keeping?: { readonly keep: BrowserKeep; done: Promise<void> };
}

export function serveHashes(
  line: HashLine<FromHasher, ToHasher>,
  create = createWasmHashes() ?? createPlainHash,
  storage?: StorageManager,
): void {
  const running = new Map<number, Running>();
  line.onmessage = ({ data }) => {
    const { id } = data;
    const one = running.get(id) ?? { hash: create() };
    running.set(id, one);
    switch (data.kind) {
      case 'keep': {
        const keep = createBrowserKeeps(() => openFileSpill(storage), data.memoryBytes)();
        one.keeping = { keep, done: Promise.resolve() };
        return;
      }
      case 'part': {
        const { memory, length } = data;
        const part = new Uint8Array(memory, 0, length);
        one.hash.update(part);
        const free = (): void => line.postMessage({ kind: 'free', id, memory }, [memory]);
        if (one.keeping === undefined) free();
        else
          after(one.keeping, id, async (keep) => {
            await keep.add(keep.isSpilt ? part : part.slice());
            free();
          });
        return;
      }
      case 'end': {
        running.delete(id);
        const hex = one.hash.digest();
        if (one.keeping === undefined) line.postMessage({ kind: 'digest', id, hex }, []);
        else after(one.keeping, id, async (keep) => line.postMessage({ kind: 'digest', id, hex, kept: keep.handOver() }, []));
        return;
      }
      case 'cancel':
        running.delete(id);
    }
  };

  function after(keeping: NonNullable<Running['keeping']>, id: number, run: (keep: BrowserKeep) => Promise<void>): void {
    keeping.done = keeping.done.then(() => run(keeping.keep));
    keeping.done.catch((error: unknown) => line.postMessage({ kind: 'failed', id, message: String(error) }, []));
  }
}
