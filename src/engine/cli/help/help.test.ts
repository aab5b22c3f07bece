import { expect, test } from 'vitest';
import { helpOn } from './help.ts';

test.each([
  { words: ['--nope'], problem: 'unknown flag: --nope' },
  { words: ['ps', '-a'], problem: "unknown shorthand flag: 'a' in -a" },
])('docker help $words refuses a flag', ({ words, problem }) => {
  expect(() => helpOn(words, 80)).toThrow(
    `${problem}\n\nUsage:  docker help [command]\n\nRun 'docker help --help' for more information`,
  );
});
