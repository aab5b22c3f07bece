/**
 * What the browser does faster than the engine's JavaScript, as far as there is of it: hashing (`browser-hashes.ts`), gunzip, and a place
 * for unpacked layers outside of this thread's memory.
 */
import type { PlatformPort } from '../../engine/index.ts';
import { gunzipBySize, MOST_HERE } from '../gunzip/by-size.ts';
import { gunzip } from '../gunzip/gunzip.ts';
import { createBrowserHashes, WHOLE_BYTES } from '../hash/browser-hashes.ts';
import { createLayerScans } from '../layer-scan/worker-scans.ts';
import { findBlob } from './blob-bytes.ts';
import { createBrowserKeeps } from './browser-keep.ts';
import { holdFiles, openFileSpill, removeLeftFiles, takeKeep } from './spill.ts';

/** Each layer that is read takes memory, and one is mostly larger than all others together. */
const MAX_THREADS = 2;

export interface BrowserPlatform extends PlatformPort {
  /** Starts the threads that will read the layers of an archive of so many bytes, while its index is read. */
  expectArchive(bytes: number): void;
}

export function browserPlatform(): BrowserPlatform {
  const { storage, locks, hardwareConcurrency }: Partial<Pick<Navigator, 'storage' | 'locks' | 'hardwareConcurrency'>> =
    globalThis.navigator;
  const threads = Math.min(hardwareConcurrency ?? 1, MAX_THREADS);
  void removeLeftFiles(storage, locks);
  const scans = createLayerScans({
    spawn: () => new Worker(new URL('../layer-scan/scan.worker.ts', import.meta.url), { type: 'module', name: 'scan' }),
    findBlob,
    hold: () => holdFiles(locks),
    takeKeep: (keep) => takeKeep(storage, keep),
    fewestBytes: { plain: WHOLE_BYTES, packed: globalThis.DecompressionStream === undefined ? Infinity : MOST_HERE },
  });
  return {
    createHash: createBrowserHashes({
      subtle: globalThis.crypto?.subtle,
      spawn: () => new Worker(new URL('../hash/hash.worker.ts', import.meta.url), { type: 'module', name: 'hash' }),
      threads,
    }),
    scanLayer: scans.scanLayer,
    expectArchive(bytes) {
      if (bytes >= WHOLE_BYTES) scans.expect(threads);
    },
    threads,
    ...(globalThis.DecompressionStream === undefined
      ? {}
      : {
          gunzip: gunzipBySize(gunzip, async () => (await import('../gunzip/browser-gunzip.ts')).unpack),
        }),
    createKeep: createBrowserKeeps(() => openFileSpill(storage)),
  };
}
