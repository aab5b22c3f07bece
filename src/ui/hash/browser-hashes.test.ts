import { createHash, webcrypto } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import type { HashStream } from '../../engine/index.ts';
import { createBrowserHashes, type HashMeans } from './browser-hashes.ts';
import { createPlainHash } from './plain-sha256.ts';
import type { FromHasher, HashLine, ToHasher } from './protocol.ts';
import { serveHashes } from './serve-hashes.ts';
import { createWasmHashes } from './wasm-sha256.ts';

const channels: MessageChannel[] = [];
afterEach(() => {
  for (const { port1 } of channels.splice(0)) port1.close();
});

/** A worker's line, with the worker's end in this thread. */
function spawnHere(create = createWasmHashes() ?? createPlainHash): HashLine<ToHasher, FromHasher> {
  const channel = new MessageChannel();
  channels.push(channel);
  serveHashes(channel.port2 as unknown as HashLine<FromHasher, ToHasher>, create);
  return channel.port1 as unknown as HashLine<ToHasher, FromHasher>;
}
function noWorker(): never {
  throw new TypeError('no workers');
}

const BYTES = Uint8Array.from({ length: 9_000_000 }, (_, i) => (i * i) >> 11);
const { subtle } = webcrypto as unknown as Crypto;

async function digest(hash: HashStream, bytes: Uint8Array, partSize = 300_001): Promise<string> {
  const memory = new Uint8Array(partSize);
  for (let at = 0; at < bytes.length; at += partSize) {
    const part = bytes.subarray(at, at + partSize);
    memory.set(part);
    await hash.update(memory.subarray(0, part.length));
    memory.fill(0);
  }
  return hash.digest();
}

const MEANS: readonly { readonly name: string; readonly means: HashMeans }[] = [
  { name: 'WebCrypto, worker with WebAssembly', means: { subtle, spawn: () => spawnHere() } },
  { name: 'no WebCrypto (plain http)', means: { spawn: () => spawnHere() } },
  { name: 'no WebCrypto, no WebAssembly', means: { spawn: () => spawnHere(createPlainHash) } },
  { name: 'plain JavaScript alone', means: { spawn: noWorker } },
];

test.each(MEANS)('$name: the digests are the same', async ({ means }) => {
  const createOne = createBrowserHashes(means);
  for (const length of [0, 1, 1 << 20, (1 << 20) + 1, BYTES.length]) {
    const bytes = BYTES.subarray(0, length);
    const expected = createHash('sha256').update(bytes).digest('hex');
    expect(await digest(createOne(length), bytes), `${length} bytes`).toBe(expected);
    expect(await digest(createOne(), bytes), `${length} bytes, not said before`).toBe(expected);
  }
});

test('several run at once over one line, and beside them some that are cancelled', async () => {
  const createOne = createBrowserHashes({ spawn: () => spawnHere() });
  const expected = createHash('sha256').update(BYTES).digest('hex');
  for (let i = 0; i < 10; i++) {
    const lost = createOne();
    await lost.update(BYTES.subarray(0, 1000));
    lost.cancel?.();
  }
  expect(await Promise.all([digest(createOne(), BYTES), digest(createOne(), BYTES, 77_777)])).toEqual([expected, expected]);
});

test('WebCrypto has what fits into memory, the worker the rest', async () => {
  const used: string[] = [];
  const createOne = createBrowserHashes({
    subtle: {
      digest: (algorithm, data) => {
        used.push('WebCrypto');
        return subtle.digest(algorithm, data);
      },
    },
    spawn: () => {
      used.push('worker');
      return spawnHere();
    },
  });
  await digest(createOne(1000), BYTES.subarray(0, 1000));
  await digest(createOne(100_000_000), BYTES);
  await digest(createOne(), BYTES);
  expect(used).toEqual(['WebCrypto', 'worker']);
});

test('a worker that breaks fails what it was doing; what comes then is done here', async () => {
  const line: HashLine<ToHasher, FromHasher> = { postMessage: () => undefined, onmessage: null, onerror: null };
  const createOne = createBrowserHashes({ spawn: () => line });
  const waiting = createOne();
  const digested = digest(waiting, BYTES.subarray(0, 10));
  const stuck = digest(createOne(), BYTES);
  await new Promise((resolve) => setTimeout(resolve));
  line.onerror?.(new Event('error') as ErrorEvent);
  await expect(digested).rejects.toThrow('the hashing worker is gone');
  await expect(stuck).rejects.toThrow('the hashing worker is gone');
  expect(await digest(createOne(), BYTES)).toBe(createHash('sha256').update(BYTES).digest('hex'));
});
