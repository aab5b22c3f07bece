/** What learners read is spelled right: cspell with its Brazilian and English dictionaries and the project's own words (cspell.config.yaml). */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const CSPELL = resolve(ROOT, 'node_modules/cspell/bin.mjs');

/** The words that are wrong, one a line: `file:line:column - Unknown word (…)`. */
function misspelled(args: readonly string[], input?: string): string[] {
  const options = { cwd: ROOT, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: '1' } } as const;
  const run = spawnSync(process.execPath, [CSPELL, 'lint', '--no-progress', '--no-summary', ...args], { ...options, input });
  // it says its own troubles there, and ends with the status of a word that is wrong
  if (run.stderr !== '') throw new Error(run.stderr);
  return run.stdout.split('\n').filter((line) => line !== '');
}

test('every word is in a dictionary; where it is right, add it to content/words', () => {
  expect(misspelled([])).toEqual([]);
});

test.each([
  { file: 'pt-BR.mdx', text: 'A imajem tem `camdas` e duas camadas.', wrong: ['imajem'] },
  { file: 'en.mdx', text: 'We recieve a layer, `lyaer`.', wrong: ['recieve'] },
])('a mistake in $file is found, and none in code', ({ file, text, wrong }) => {
  const place = `stdin://${ROOT}/content/lessons/any/${file}`;
  expect(misspelled(['--words-only', place], text)).toEqual(wrong);
});
