import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPlainHash, type StreamingHash } from './plain-sha256.ts';
import { createWasmHashes } from './wasm-sha256.ts';

const createWasmHash = createWasmHashes() ?? createPlainHash;
const MAKERS = [
  { name: 'WebAssembly', create: createWasmHash },
  { name: 'JavaScript', create: createPlainHash },
];

function nodeHash(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

function digest(hash: StreamingHash, parts: readonly Uint8Array[]): string {
  for (const part of parts) hash.update(part);
  return hash.digest();
}

test('WebAssembly runs here, or the tests below would say little', () => {
  expect(createWasmHashes()).toBeDefined();
});

/** FIPS 180-4's examples */
test.each(MAKERS)('$name: abc', ({ create }) => {
  expect(digest(create(), [Buffer.from('abc')])).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test.each(MAKERS)('$name: every length up to three blocks', ({ create }) => {
  const bytes = Uint8Array.from({ length: 192 }, (_, i) => i * 7);
  for (let length = 0; length <= bytes.length; length++) {
    expect(digest(create(), [bytes.subarray(0, length)]), `${length} bytes`).toBe(nodeHash([bytes.subarray(0, length)]));
  }
});

test.each(MAKERS)('$name: whatever parts it comes in', ({ create }) => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 12 }), (parts) => {
      expect(digest(create(), parts)).toBe(nodeHash(parts));
    }),
    { seed: 1 },
  );
});

test.each(MAKERS)('$name: megabytes, and several at a time', ({ create }) => {
  const bytes = Uint8Array.from({ length: 1_500_000 }, (_, i) => (i * i) >> 9);
  const [one, other] = [create(), create()];
  for (const part of [bytes.subarray(0, 700_001), bytes.subarray(700_001)]) {
    one.update(part);
    other.update(part);
    other.update(part);
  }
  const halves = [bytes.subarray(0, 700_001), bytes.subarray(700_001)];
  expect(one.digest()).toBe(nodeHash([bytes]));
  expect(other.digest()).toBe(nodeHash(halves.flatMap((half) => [half, half])));
});
