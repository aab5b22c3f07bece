import { expect, test } from 'vitest';
import { lazyContent, readContent, streamContent } from '../../engine/index.ts';
import { blobBytes } from './blob-bytes.ts';

const BYTES = Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * i) >> 8);

test('a Blob is read in pieces and in one stream', async () => {
  const content = lazyContent(blobBytes(new Blob([BYTES])), 10, 2_900_000);
  const expected = BYTES.subarray(10, 2_900_010);
  expect(Buffer.from(await readContent(content)).equals(expected)).toBe(true);
  const parts: Uint8Array[] = [];
  for await (const part of streamContent(content)) parts.push(part.slice());
  expect(Buffer.concat(parts).equals(expected)).toBe(true);
});

test('who stops in the middle of a stream can begin another', async () => {
  const content = lazyContent(blobBytes(new Blob([BYTES])));
  for (let i = 0; i < 2; i++) {
    for await (const part of streamContent(content)) {
      expect(part[3]).toBe(BYTES[3]);
      break;
    }
  }
});
