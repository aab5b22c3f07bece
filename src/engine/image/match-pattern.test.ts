import { expect, test } from 'vitest';
import { matchesPattern } from './match-pattern.ts';

test.each([
  ['alp*', 'alpine', true],
  ['alp*', 'alpine:3.13', true],
  ['alpine', 'alpine:3.13', false],
  ['*', 'shop/base', false],
  ['*/*', 'shop/base', true],
  ['localhost:5000/*', 'localhost:5000/node', true],
  ['*:alpine*', 'node:alpine3.13', true],
  ['a?pine', 'alpine', true],
  ['a?b', 'a/b', false],
  ['[a-c]*', 'busybox', true],
  ['[^a-c]*', 'busybox', false],
  ['[^a]b', '/b', true],
  ['[!-0]b', '/b', true],
  ['[b-a]', 'a', false],
  ['[-a]', 'a', false],
  ['3.1', '3x1', false],
  ['a\\*', 'a*', true],
  ['a[', 'a[', false],
  ['a\\', 'a\\', false],
  ['a[]b]', 'ab', false],
  ['a-b_c', 'a-b_c', true],
  ['x[a\\-c]', 'x-', true],
])('%s on %s: %s', (pattern, name, expected) => expect(matchesPattern(pattern, name)).toBe(expected));
