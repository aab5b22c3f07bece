import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { nodePlatform } from '../../server/node-platform.ts';
import { DEFAULT_LIMITS, type PlatformPort } from '../ports.ts';
import { concatContents, contentOf, lazyContent, peekContent, readContent, sliceContent, streamContent, zeros } from './content.ts';
import { gunzip, isGzip } from './gunzip.ts';
import { gzip } from './gzip.ts';
import { formatHex, parseHex } from './hex.ts';
import { hashContent, hashContentAnew, hashParts, sha256Hex } from './sha256.ts';
import { compareText, findText, text, utf8, utf8Length } from './utf8.ts';

test('text and bytes', () => {
  expect(text(utf8('olá 🐋'))).toBe('olá 🐋');
  expect(text(new Uint8Array([0x61, 0xff, 0x62]))).toBe('a\ufffdb');
  expect(text(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))).toBe('\ufeffa');
  expect(findText(new Uint8Array([0x61, 0xff]))).toBeUndefined();
  expect(findText(utf8('é'))).toBe('é');
});

test.each(['', 'plain', 'a\ud800', `${'x'.repeat(60)}é`, 'y'.repeat(60)])(
  '%j is decoded as if nothing was remembered',
  (sample) => {
    const bytes = utf8(sample);
    expect(text(bytes)).toBe(text(bytes.slice()));
  },
);

test.each(['', 'a', 'é', '漢', '🐋', 'a🐋é', '\ud800'])('utf8Length(%j)', (sample) => {
  expect(utf8Length(sample)).toBe(utf8(sample).length);
});

test('compareText sorts as bytes do', () => {
  const samples = [
    '',
    'a',
    'ab',
    'b',
    'B',
    '-',
    '/',
    'é',
    '\ud7ff',
    '\ue000',
    '\uffff',
    '\u{10000}',
    '\u{1f40b}',
    'a\u{1f40b}',
    'a\uffff',
  ];
  const byBytes = [...samples].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  expect([...samples].sort(compareText)).toEqual(byBytes);
});

test('hex', () => {
  const bytes = new Uint8Array(256).map((_, i) => i);
  expect(formatHex(bytes)).toBe(Buffer.from(bytes).toString('hex'));
  expect(parseHex(formatHex(bytes))).toEqual(bytes);
  expect(parseHex('FF')).toEqual(new Uint8Array([255]));
  expect(() => parseHex('abc')).toThrow(RangeError);
  expect(() => parseHex('zz')).toThrow(RangeError);
});

function nodeHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const large = concatContents([contentOf('head'), zeros(3_000_000), contentOf('tail')]);
const largeBytes = peekContent(large) ?? new Uint8Array(0);

test('SHA-256, with and without the platform', async () => {
  expect(sha256Hex(utf8('abc'))).toBe(nodeHash(utf8('abc')));
  expect([sha256Hex('é\ud800'), sha256Hex('é\ud800', { platform: nodePlatform })]).toEqual(
    Array(2).fill(nodeHash(utf8('é\ud800'))),
  );
  expect(await hashContent({}, contentOf('abc'))).toBe(`sha256:${nodeHash(utf8('abc'))}`);
  expect(await hashContent({}, large)).toBe(`sha256:${nodeHash(largeBytes)}`);
  const source = { size: largeBytes.length, read: async (at: number, length: number) => largeBytes.slice(at, at + length) };
  expect(await hashContent({}, lazyContent(source))).toBe(`sha256:${nodeHash(largeBytes)}`);
  const asked: (number | undefined)[] = [];
  const platform: PlatformPort = {
    createHash(size) {
      asked.push(size);
      return { update: () => undefined, digest: async () => 'f'.repeat(64) };
    },
  };
  expect(await hashContentAnew({ platform }, contentOf('abc'))).toBe(`sha256:${nodeHash(utf8('abc'))}`);
  expect(await hashContentAnew({ platform }, large)).toBe(`sha256:${'f'.repeat(64)}`);
  expect(asked).toEqual([large.size]);
});

test('a content is hashed once, also where it comes again as another value over the same bytes', async () => {
  const hashed: number[] = [];
  const platform: PlatformPort = {
    createHash(size = 0) {
      hashed.push(size);
      return nodePlatform.createHash(size);
    },
  };
  const bytes = new Uint8Array(100_000).fill(7);
  const slice = sliceContent(large, 1);
  for (let i = 0; i < 3; i++) {
    expect(await hashContent({ platform }, contentOf(bytes))).toBe(`sha256:${nodeHash(bytes)}`);
    expect(await hashContent({ platform }, slice)).toBe(`sha256:${nodeHash(largeBytes.subarray(1))}`);
  }
  expect(hashed).toEqual([bytes.length, slice.size]);
});

test('who stops in the middle lets the platform know', async () => {
  const said: string[] = [];
  const platform: PlatformPort = {
    createHash: () => ({ update: () => undefined, digest: () => '', cancel: () => said.push('cancelled') }),
  };
  for await (const _ of hashParts({ platform }, streamContent(large, 1000)).parts) break;
  expect(said).toEqual(['cancelled']);
});

const limits = DEFAULT_LIMITS;

test('gzip gives the same bytes everywhere, and real gunzip takes them', () => {
  const packed = gzip(utf8('hello '.repeat(100)));
  expect(sha256Hex(packed)).toBe('6be64cd55667e1aa885ebeed318b61a672a992b37b395f4ef2acb115927da8e8');
  expect(gunzipSync(packed).toString()).toBe('hello '.repeat(100));
});

test('gunzip', async () => {
  expect(peekContent(await gunzip({ limits }, gzip(largeBytes)))).toEqual(largeBytes);
  expect((await gunzip({ limits }, gzipSync(largeBytes))).chunks.length).toBeLessThan(10);
  const twoMembers = Buffer.concat([gzipSync('one '), gzipSync('two')]);
  expect(text(peekContent(await gunzip({ limits }, twoMembers)) ?? new Uint8Array(0))).toBe('one two');
  expect((await gunzip({ limits }, gzipSync(''))).size).toBe(0);
});

test.each([
  ['no gzip', utf8('FROM alpine')],
  ['cut', gzipSync(largeBytes).subarray(0, 1000)],
  ['damaged', gzipSync(Buffer.from('hello '.repeat(1000))).map((byte, i) => (i > 12 && i < 30 ? byte ^ 0x5a : byte))],
  ['another sum', gzipSync('hello').map((byte, i, all) => (i === all.length - 8 ? byte ^ 1 : byte))],
  ['another size', gzipSync('hello').map((byte, i, all) => (i === all.length - 1 ? byte ^ 1 : byte))],
  ['a second member that is cut', Buffer.concat([gzipSync('one'), gzipSync('two').subarray(0, -3)])],
  ['a first member that is cut', Buffer.concat([gzipSync('one').subarray(0, -3), gzipSync('two')])],
])('gunzip refuses: %s', async (_, bytes) => {
  for (const ports of [{ limits }, { limits, platform: nodePlatform }]) {
    await expect(gunzip(ports, new Uint8Array(bytes))).rejects.toMatchObject({ code: 'gzip.damaged' });
  }
});

test('gunzip notices each place where a stream can end early', async () => {
  const whole = new Uint8Array(gzipSync(Buffer.concat([Buffer.from('hello '.repeat(50)), Buffer.alloc(300), Buffer.from('end')])));
  for (let end = 0; end < whole.length; end++) {
    await expect(gunzip({ limits }, whole.subarray(0, end)), `${end} bytes`).rejects.toMatchObject({ code: 'gzip.damaged' });
  }
  expect((await gunzip({ limits }, whole)).size).toBe(603);
});

test('a bomb stops at the limit', async () => {
  const small = { ...limits, unpackedBytes: 1_000_000 };
  await expect(gunzip({ limits: small }, gzipSync(largeBytes))).rejects.toMatchObject({ limit: 'unpackedBytes', max: 1_000_000 });
});

/** One that refuses whatever it is given, as browsers do with several members in a row. */
function refusingPlatform(): PlatformPort {
  return {
    createHash: nodePlatform.createHash,
    async *gunzip(parts) {
      for await (const part of parts) if (part.length > 0) throw new TypeError('Junk found after end of compressed data.');
      yield new Uint8Array(0);
    },
  };
}

test('what the platform does not read is read in JavaScript; what neither reads is damaged', async () => {
  const platform = refusingPlatform();
  const packed = new Uint8Array(gzipSync('x'));
  expect(await readContent(await gunzip({ limits, platform }, packed))).toEqual(utf8('x'));
  await expect(gunzip({ limits, platform }, packed.subarray(0, -1))).rejects.toMatchObject({ code: 'gzip.damaged' });
});

test('isGzip', () => {
  expect([isGzip(gzipSync('x')), isGzip(utf8('x')), isGzip(new Uint8Array(0))]).toEqual([true, false, false]);
});
