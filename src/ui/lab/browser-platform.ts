/**
 * What the browser does faster than the engine's JavaScript, as far as there is of it: hashing (`browser-hashes.ts`), gunzip, and a place
 * for unpacked layers outside of this thread's memory.
 */
import type { PlatformPort } from '../../engine/index.ts';
import { gunzipBySize } from '../gunzip/by-size.ts';
import { gunzip } from '../gunzip/gunzip.ts';
import { createBrowserHashes } from '../hash/browser-hashes.ts';
import { createBrowserKeeps } from './browser-keep.ts';
import { openFileSpill, removeLeftFiles } from './spill.ts';

/** Each layer that is read takes memory, and one is mostly larger than all others together. */
const MAX_THREADS = 2;

export function browserPlatform(): PlatformPort {
  const { storage, hardwareConcurrency }: { storage: StorageManager | undefined; hardwareConcurrency?: number } =
    globalThis.navigator;
  const threads = Math.min(hardwareConcurrency ?? 1, MAX_THREADS);
  void removeLeftFiles(storage);
  return {
    createHash: createBrowserHashes({
      subtle: globalThis.crypto?.subtle,
      spawn: () => new Worker(new URL('../hash/hash.worker.ts', import.meta.url), { type: 'module', name: 'hash' }),
      threads,
    }),
    threads,
    ...(globalThis.DecompressionStream === undefined
      ? {}
      : {
          gunzip: gunzipBySize(gunzip, async () => (await import('../gunzip/browser-gunzip.ts')).unpack),
        }),
    createKeep: createBrowserKeeps(() => openFileSpill(storage)),
  };
}
