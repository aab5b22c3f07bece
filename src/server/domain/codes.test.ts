import { expect, test } from 'vitest';
import { CODE_ALPHABET, codeFromBytes, formatCode, parseCode } from './codes.ts';

test('no sign looks or sounds like another', () => {
  expect([...CODE_ALPHABET].filter((sign) => '0O1IL5S2Z8BV'.includes(sign))).toEqual([]);
  expect(new Set(CODE_ALPHABET).size).toBe(24);
});

test('bytes that would make some signs likelier are left out', () => {
  expect(codeFromBytes(Uint8Array.of(255, 240, 0, 23, 24), 3)).toBe(
    `${CODE_ALPHABET.charAt(0)}${CODE_ALPHABET.charAt(23)}${CODE_ALPHABET.charAt(0)}`,
  );
  expect(codeFromBytes(Uint8Array.of(255, 1), 2)).toBeUndefined();
});

test.each([
  { typed: 'K7Q-4MX', code: 'K7Q4MX' },
  { typed: ' k7q 4mx ', code: 'K7Q4MX' },
  { typed: 'k7q–4mx', code: 'K7Q4MX' },
  { typed: 'K7Q4MV', code: 'K7Q4MU' },
  { typed: 'K7Q4M', code: undefined },
  { typed: 'K7Q4M0', code: undefined },
  { typed: "K7Q4M'", code: undefined },
])('$typed', ({ typed, code }) => expect(parseCode(typed, 6)).toBe(code));

test('is shown in halves', () => {
  expect(formatCode('K7Q4MX')).toBe('K7Q-4MX');
});
