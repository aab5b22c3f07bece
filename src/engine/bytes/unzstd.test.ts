import { createHash } from 'node:crypto';
import { constants, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { LimitError } from '../errors.ts';
import { DEFAULT_LIMITS } from '../ports.ts';
import { readContent } from './content.ts';
import { unzstd } from './unzstd.ts';
import { utf8 } from './utf8.ts';
import { isZstd } from './zstd-magic.ts';

/** Words, noise, and more zeros than a window has. */
function sample(): Uint8Array {
  const words = Buffer.from('sha256:layer docker '.repeat(20_000));
  const noise = Buffer.concat(Array.from({ length: 10_000 }, (_, i) => createHash('sha256').update(String(i)).digest()));
  return new Uint8Array(Buffer.concat([words, noise, words, Buffer.alloc(3_000_000), noise]));
}

/** In the form the zstd program writes, or where the size is unknown that of Go's writers. */
function pack(bytes: Uint8Array, isSized: boolean, level = 3): Uint8Array {
  const { ZSTD_c_compressionLevel, ZSTD_c_contentSizeFlag, ZSTD_c_checksumFlag } = constants;
  const params = { [ZSTD_c_compressionLevel]: level, [ZSTD_c_contentSizeFlag]: Number(isSized), [ZSTD_c_checksumFlag]: 1 };
  return new Uint8Array(zstdCompressSync(bytes, { params }));
}

const SKIPPED = new Uint8Array([0x5e, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
const BIG = sample();
const SMALL = utf8('camadas\n');

test.each([
  { name: 'nothing', packed: pack(new Uint8Array(), true), bytes: new Uint8Array() },
  { name: 'a few bytes', packed: pack(SMALL, true), bytes: SMALL },
  { name: 'a few bytes of unknown number', packed: pack(SMALL, false), bytes: SMALL },
  { name: 'a lot', packed: pack(BIG, true), bytes: BIG },
  { name: 'a lot of unknown number', packed: pack(BIG, false), bytes: BIG },
  { name: 'a lot, packed hard', packed: pack(BIG, false, 19), bytes: BIG },
  {
    name: 'frames in a row, with some to be skipped',
    packed: Buffer.concat([SKIPPED, pack(SMALL, true), SKIPPED, pack(BIG, false), pack(SMALL, false), SKIPPED]),
    bytes: Buffer.concat([SMALL, BIG, SMALL]),
  },
])('unpacks $name', async ({ packed, bytes }) => {
  expect(isZstd(packed)).toBe(true);
  const content = await unzstd({ limits: DEFAULT_LIMITS }, new Uint8Array(packed));
  expect(content.size).toBe(bytes.length);
  expect(Buffer.from(await readContent(content)).equals(Buffer.from(bytes))).toBe(true);
});

test('a run of zeros stays a run', async () => {
  const content = await unzstd({ limits: DEFAULT_LIMITS }, pack(new Uint8Array(50_000_000), false));
  expect(content.size).toBe(50_000_000);
  expect(content.chunks.every(({ kind }) => kind === 'zeros')).toBe(true);
});

const LARGE_WINDOW = new Uint8Array([0x28, 0xb5, 0x2f, 0xfd, 0, 0xf8, 1, 0, 0]);

test.each([
  { name: 'a header alone', bytes: pack(SMALL, true).subarray(0, 5) },
  { name: 'cut off', bytes: pack(BIG, true).subarray(0, -9) },
  { name: 'cut off, of unknown size', bytes: pack(BIG, false).subarray(0, 200_000) },
  { name: 'something behind it', bytes: Buffer.concat([pack(SMALL, true), utf8('tail')]) },
  { name: 'a frame to skip that goes on too long', bytes: SKIPPED.subarray(0, 9) },
  { name: 'a window of two gigabytes', bytes: LARGE_WINDOW },
])('refuses $name', async ({ bytes }) => {
  await expect(unzstd({ limits: DEFAULT_LIMITS }, new Uint8Array(bytes))).rejects.toMatchObject({ code: 'zstd.damaged' });
});

test.each([true, false])('stops at the limit (size known: %s)', async (isSized) => {
  const limits = { ...DEFAULT_LIMITS, unpackedBytes: 1_000_000 };
  await expect(unzstd({ limits }, pack(new Uint8Array(40_000_000), isSized))).rejects.toThrow(LimitError);
});
