import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../ports.ts';
import { type Content, concatContents, contentOf, lazyContent, peekContent, zeros } from './content.ts';
import { gunzip, gzip, isGzip } from './gunzip.ts';
import { formatHex, parseHex } from './hex.ts';
import { hashContent, sha256Hex } from './sha256.ts';
import { compareText, findText, text, utf8, utf8Length } from './utf8.ts';

test('text and bytes', () => {
  expect(text(utf8('olá 🐋'))).toBe('olá 🐋');
  expect(text(new Uint8Array([0x61, 0xff, 0x62]))).toBe('a\ufffdb');
  expect(text(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))).toBe('\ufeffa');
  expect(findText(new Uint8Array([0x61, 0xff]))).toBeUndefined();
  expect(findText(utf8('é'))).toBe('é');
});

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
  expect(await hashContent({}, contentOf('abc'))).toBe(`sha256:${nodeHash(utf8('abc'))}`);
  expect(await hashContent({}, large)).toBe(`sha256:${nodeHash(largeBytes)}`);
  const source = { size: largeBytes.length, read: async (at: number, length: number) => largeBytes.slice(at, at + length) };
  expect(await hashContent({}, lazyContent(source))).toBe(`sha256:${nodeHash(largeBytes)}`);
  const asked: Content[] = [];
  const platform = {
    sha256: async (content: Content) => {
      asked.push(content);
      return 'f'.repeat(64);
    },
    gunzip: async () => large,
  };
  expect(await hashContent({ platform }, contentOf('abc'))).toBe(`sha256:${nodeHash(utf8('abc'))}`);
  expect(await hashContent({ platform }, large)).toBe(`sha256:${'f'.repeat(64)}`);
  expect(asked).toEqual([large]);
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
])('gunzip refuses: %s', async (_, bytes) => {
  await expect(gunzip({ limits }, new Uint8Array(bytes))).rejects.toMatchObject({ code: 'gzip.damaged' });
});

test('a bomb stops at the limit', async () => {
  const small = { ...limits, unpackedBytes: 1_000_000 };
  await expect(gunzip({ limits: small }, gzipSync(largeBytes))).rejects.toMatchObject({ limit: 'unpackedBytes', max: 1_000_000 });
  const platform = { sha256: async () => '', gunzip: () => Promise.reject(new RangeError('too much')) };
  await expect(gunzip({ limits: small, platform }, gzipSync('x'))).rejects.toMatchObject({
    limit: 'unpackedBytes',
    max: 1_000_000,
  });
});

test('the platform’s complaint about damage is ours', async () => {
  const platform = { sha256: async () => '', gunzip: () => Promise.reject(new Error('incorrect header check')) };
  await expect(gunzip({ limits, platform }, gzipSync('x'))).rejects.toMatchObject({ code: 'gzip.damaged' });
});

test('isGzip', () => {
  expect([isGzip(gzipSync('x')), isGzip(utf8('x')), isGzip(new Uint8Array(0))]).toEqual([true, false, false]);
});
