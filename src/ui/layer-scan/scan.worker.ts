/** A thread that reads, unpacks and hashes layers, so that the engine's thread has only their headers to look at. */
import { loadTarHeaders } from '../../engine/index.ts';
import { createPlainHash } from '../hash/plain-sha256.ts';
import { createWasmHashes } from '../hash/wasm-sha256.ts';
import { createHasherFinder } from './find-hasher.ts';
import { type ScanMeans, serveScans } from './serve-scans.ts';

/** Packed; for fewer another thread is not worth its start. */
const FEWEST_BYTES = 4 << 20;

const { storage, hardwareConcurrency } = self.navigator;

/** Made when first needed: a thread that only unpacks compiles nothing. */
let createOne: ScanMeans['createHash'] | undefined;
const createHash: ScanMeans['createHash'] = () => {
  createOne ??= createWasmHashes() ?? createPlainHash;
  return createOne();
};

// it may be started ahead, and each layer needs it
void loadTarHeaders();

const findHasher = createHasherFinder(
  () => new Worker(new URL('../hash/hash.worker.ts', import.meta.url), { type: 'module', name: 'hash' }),
  FEWEST_BYTES,
);

serveScans(self as unknown as Parameters<typeof serveScans>[0], {
  createHash,
  storage,
  ...(hardwareConcurrency > 1 ? { findHasher } : {}),
});
