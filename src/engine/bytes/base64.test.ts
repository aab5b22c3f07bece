import { expect, test } from 'vitest';
import { formatBase64, parseBase64 } from './base64.ts';
import { utf8 } from './utf8.ts';

/** RFC 4648, section 10 */
test.each([
  ['', ''],
  ['f', 'Zg=='],
  ['fo', 'Zm8='],
  ['foo', 'Zm9v'],
  ['foob', 'Zm9vYg=='],
  ['fooba', 'Zm9vYmE='],
  ['foobar', 'Zm9vYmFy'],
  ['ä:b c', 'w6Q6YiBj'],
])('%j is %j', (plain, coded) => {
  expect(formatBase64(utf8(plain))).toBe(coded);
  expect(parseBase64(coded)).toEqual(utf8(plain));
});

test('all bytes, there and back', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  expect(parseBase64(formatBase64(bytes))).toEqual(bytes);
});

test.each(['a', 'Zg=', 'Zg= =', 'Z===', '====', 'Zm9v!A=='])('%j is none', (text) => {
  expect(parseBase64(text)).toBeUndefined();
});
