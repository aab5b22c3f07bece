/**
 * What the browser does faster than the engine's JavaScript, as far as there is of it: hashing (`browser-hashes.ts`), gunzip, and a place
 * for unpacked layers outside of this thread's memory.
 */
import type { PlatformPort } from '../../engine/index.ts';
import { createBrowserHashes } from '../hash/browser-hashes.ts';
import { createBrowserKeeps } from './browser-keep.ts';
import { openFileSpill, removeLeftFiles } from './spill.ts';

export function browserPlatform(): PlatformPort {
  const storage: StorageManager | undefined = globalThis.navigator.storage;
  void removeLeftFiles(storage);
  return {
    createHash: createBrowserHashes({
      subtle: globalThis.crypto?.subtle,
      spawn: () => new Worker(new URL('../hash/hash.worker.ts', import.meta.url), { type: 'module', name: 'hash' }),
    }),
    ...(globalThis.DecompressionStream === undefined ? {} : { gunzip }),
    createKeep: createBrowserKeeps(() => openFileSpill(storage)),
  };
}

async function* gunzip(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const unpacked = readableOf(parts).pipeThrough(new DecompressionStream('gzip'));
  const reader = unpacked.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel();
  }
}

/** Asks for a part when the one before was unpacked, as it is good only until then. */
function readableOf(parts: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const iterator = parts[Symbol.asyncIterator]();
  const source: UnderlyingDefaultSource<Uint8Array<ArrayBuffer>> = {
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done === true) controller.close();
      else controller.enqueue(value as Uint8Array<ArrayBuffer>);
    },
    async cancel() {
      await iterator.return?.();
    },
  };
  return new ReadableStream(source, { highWaterMark: 0 });
}
