/** A thread that reads, unpacks and hashes layers, so that the engine's thread has only their headers to look at. */
import { createBrowserHashes } from '../hash/browser-hashes.ts';
import { createPlainHash } from '../hash/plain-sha256.ts';
import { createWasmHashes } from '../hash/wasm-sha256.ts';
import { type ScanHashes, serveScans } from './serve-scans.ts';

const FEWEST_BYTES = 4 << 20;

const { storage, hardwareConcurrency } = self.navigator;

/** Made when first needed: a thread that only unpacks compiles nothing. */
let createHash: ScanHashes['here'] | undefined;
const here: ScanHashes['here'] = () => {
  createHash ??= createWasmHashes() ?? createPlainHash;
  return createHash();
};

const create = createBrowserHashes({
  spawn: () => new Worker(new URL('../hash/hash.worker.ts', import.meta.url), { type: 'module', name: 'hash' }),
  otherwise: here,
});

serveScans(self as unknown as Parameters<typeof serveScans>[0], storage, {
  here,
  ...(hardwareConcurrency > 1 ? { beside: { create, fewestBytes: FEWEST_BYTES } } : {}),
});
