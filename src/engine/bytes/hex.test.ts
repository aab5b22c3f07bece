import { expect, test } from 'vitest';
import { formatHex, hexNumberAt, parseHex } from './hex.ts';

test('every byte, there and back', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  expect(parseHex(formatHex(bytes))).toEqual(bytes);
});

test.each(['0123456789abcdef', 'ffffffff00000000', '00000000ffffffff', '80000000deadbeef'])('the numbers in %s', (hex) => {
  for (let start = 0; start <= 8; start += 1)
    expect(hexNumberAt(hex, start)).toBe(Number.parseInt(hex.slice(start, start + 8), 16));
});
