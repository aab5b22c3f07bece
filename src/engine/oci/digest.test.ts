import { expect, test } from 'vitest';
import { recordedImages } from '../../../tests/engine/recorded-images.ts';
import { utf8 } from '../bytes/utf8.ts';
import {
  chainIdOf,
  chainIdsOf,
  digestBytes,
  EMPTY_DIFF_ID,
  hexOf,
  isDigest,
  parseChainId,
  parseDiffId,
  parseDigest,
  parseImageId,
  shortId,
} from './digest.ts';

test.each(recordedImages())('$file: chain IDs', ({ diff_ids, chain_ids }) => {
  expect(chainIdsOf(diff_ids.map(parseDiffId))).toEqual(chain_ids);
});

test('the lowest layer’s chain ID is its diff ID', () => {
  expect(chainIdOf(undefined, EMPTY_DIFF_ID)).toBe(EMPTY_DIFF_ID);
  expect(chainIdsOf([])).toEqual([]);
});

const hex = '0123456789abcdef'.repeat(4);

test.each([
  [`sha256:${hex}`, true],
  [hex, false],
  [`sha256:${hex.toUpperCase()}`, false],
  [`sha256:${hex}0`, false],
  [`sha512:${hex}`, false],
  [` sha256:${hex}`, false],
  [`sha256:${hex}\n`, false],
])('isDigest(%j)', (text, expected) => {
  expect(isDigest(text)).toBe(expected);
});

test('parsers', () => {
  for (const parse of [parseDigest, parseDiffId, parseChainId, parseImageId]) {
    expect(parse(`sha256:${hex}`)).toBe(`sha256:${hex}`);
    expect(() => parse('sha256:x')).toThrow(expect.objectContaining({ code: 'digest.invalid', data: { text: 'sha256:x' } }));
  }
});

test('forms', () => {
  expect([shortId(`sha256:${hex}`), shortId(hex), hexOf(`sha256:${hex}`), hexOf(hex)]).toEqual([
    '0123456789ab',
    '0123456789ab',
    hex,
    hex,
  ]);
  expect(digestBytes(utf8(''))).toBe('sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});
