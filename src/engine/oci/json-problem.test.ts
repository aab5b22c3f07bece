import { expect, test } from 'vitest';
import { utf8 } from '../bytes/utf8.ts';
import { findJsonProblem } from './json-problem.ts';

test.each(['{}', ' [1, -2.5e+10, {"a": [], "b\\u00e9\\n": {}}, true, false, null]\n', '"x"', '0', '1e5', '[[[[]]]]'])(
  '%s is JSON',
  (json) => {
    expect(findJsonProblem(utf8(json))).toBeUndefined();
    expect(JSON.parse(json)).toBeDefined();
  },
);

test.each([
  ['', { kind: 'end', empty: true }],
  [' \n', { kind: 'end', empty: true }],
  ['[', { kind: 'end', empty: false }],
  ['{"a"', { kind: 'end', empty: false }],
  ['"a', { kind: 'end', empty: false }],
  ['tru', { kind: 'end', empty: false }],
  ['-', { kind: 'end', empty: false }],
  ['{bad', { kind: 'character', byte: 0x62, context: 'looking for beginning of object key string' }],
  ['{"a":1,}', { kind: 'character', byte: 0x7d, context: 'looking for beginning of object key string' }],
  ['[1,]', { kind: 'character', byte: 0x5d, context: 'looking for beginning of value' }],
  ['junk', { kind: 'character', byte: 0x6a, context: 'looking for beginning of value' }],
  ['{"a" 1}', { kind: 'character', byte: 0x31, context: 'after object key' }],
  ['{"a":1 2}', { kind: 'character', byte: 0x32, context: 'after object key:value pair' }],
  ['[1 2]', { kind: 'character', byte: 0x32, context: 'after array element' }],
  ['[1}', { kind: 'character', byte: 0x7d, context: 'after array element' }],
  ['"a\nb"', { kind: 'character', byte: 0x0a, context: 'in string literal' }],
  ['"\\x"', { kind: 'character', byte: 0x78, context: 'in string escape code' }],
  ['"\\u12g4"', { kind: 'character', byte: 0x67, context: 'in \\u hexadecimal character escape' }],
  ['nul!', { kind: 'character', byte: 0x21, context: "in literal null (expecting 'l')" }],
  ['-x', { kind: 'character', byte: 0x78, context: 'in numeric literal' }],
  ['1.x', { kind: 'character', byte: 0x78, context: 'after decimal point in numeric literal' }],
  ['1ex', { kind: 'character', byte: 0x78, context: 'in exponent of numeric literal' }],
  ['01', { kind: 'character', byte: 0x31, context: 'after top-level value' }],
  ['[] x', { kind: 'character', byte: 0x78, context: 'after top-level value' }],
] as const)('%j', (json, expected) => {
  expect(findJsonProblem(utf8(json))).toEqual(expected);
  expect(() => JSON.parse(json)).toThrow();
});

test('depth from outside is no depth of calls, and has an end', () => {
  expect(findJsonProblem(utf8('['.repeat(10_000)))).toEqual({ kind: 'end', empty: false });
  expect(findJsonProblem(utf8('['.repeat(10_000) + ']'.repeat(10_000)))).toBeUndefined();
  const tooDeep = { kind: 'character', byte: 0x5b, context: 'exceeded max depth' };
  expect(findJsonProblem(utf8('['.repeat(10_001) + ']'.repeat(10_001)))).toEqual(tooDeep);
  expect(findJsonProblem(utf8(`${'{"a":'.repeat(10_000)}[`))).toEqual(tooDeep);
});
