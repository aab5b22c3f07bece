import { gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { nodePlatform } from '../../server/node-platform.ts';
import { DEFAULT_LIMITS } from '../ports.ts';
import { contentOf, readContent } from './content.ts';
import { decompress } from './decompress.ts';
import { text, utf8 } from './utf8.ts';

const PLAIN = utf8('a layer\n');

test.each([
  { name: 'nothing at all', bytes: new Uint8Array(), gives: '' },
  { name: 'what is not packed', bytes: PLAIN, gives: 'a layer\n' },
  { name: 'gzip', bytes: gzipSync(PLAIN), gives: 'a layer\n' },
  { name: 'zstd', bytes: zstdCompressSync(PLAIN), gives: 'a layer\n' },
])('$name, with and without a platform of its own', async ({ bytes, gives }) => {
  for (const platform of [{}, { platform: nodePlatform }]) {
    const content = await decompress({ limits: DEFAULT_LIMITS, ...platform }, contentOf(new Uint8Array(bytes)));
    expect(text(await readContent(content))).toBe(gives);
  }
});

test.each([
  { name: 'bzip2', bytes: utf8('BZh91AY&SY'), code: 'compression.unread', data: { compression: 'bzip2' } },
  {
    name: 'xz',
    bytes: new Uint8Array([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0]),
    code: 'compression.unread',
    data: { compression: 'xz' },
  },
  { name: 'damaged gzip', bytes: gzipSync(PLAIN).subarray(0, 12), code: 'gzip.damaged', data: {} },
  { name: 'damaged zstd', bytes: zstdCompressSync(PLAIN).subarray(0, 8), code: 'zstd.damaged', data: {} },
])('$name is refused', async ({ bytes, code, data }) => {
  await expect(decompress({ limits: DEFAULT_LIMITS }, contentOf(new Uint8Array(bytes)))).rejects.toMatchObject({ code, data });
});
