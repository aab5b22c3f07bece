import { expect, test } from 'vitest';
import { KNOWN } from './builtins/ash-options.ts';
import { WITH_ASH_OPTIONS } from './run-args.ts';

test('the builtins that wait for the part with ash’s options are those that it knows', () => {
  expect([...WITH_ASH_OPTIONS].sort()).toEqual([...KNOWN.keys()].sort());
});
