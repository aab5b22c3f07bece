import { expect, test } from 'vitest';
import { KNOWN } from './builtins/ash-options.ts';
import { WITHOUT_ASH_OPTIONS } from './run-args.ts';

test('no builtin whose options the part knows goes past it', () => {
  expect([...KNOWN.keys()].filter((name) => WITHOUT_ASH_OPTIONS.test(name))).toEqual([]);
});
