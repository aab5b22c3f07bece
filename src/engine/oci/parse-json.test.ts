import { expect, test } from 'vitest';
import { utf8 } from '../bytes/utf8.ts';
import { findJsonProblem } from './json-problem.ts';
import { MAX_DEPTH, parseJson } from './parse-json.ts';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

test.each([
  ['{"a":[1,2,{"b":null}]}'],
  ['null'],
  [' "[[[" '],
  ['"\\"[\\\\"'],
  [''],
  ['{'],
  ['{"a":1,}'],
  ['[1] 2'],
  ["{'a':1}"],
  ['{"a":01}'],
  ['"\u0001"'],
  ['\ufeff{}'],
  [nested(MAX_DEPTH)],
  [nested(MAX_DEPTH + 1)],
  [`[${'"[",'.repeat(MAX_DEPTH)}1]`],
])('reads what Go reads, and nothing else: %.30s', (text) => {
  const bytes = utf8(text);
  expect(parseJson(bytes) !== undefined).toBe(findJsonProblem(bytes) === undefined);
});

test('bytes that are no UTF-8 are no value', () => {
  expect(parseJson(Uint8Array.of(0x22, 0xff, 0x22))).toBe(undefined);
});
