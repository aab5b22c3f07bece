/** What learners read is spelled right: cspell with its Brazilian and English dictionaries and the project's own words (cspell.config.yaml). */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const CSPELL = resolve(ROOT, 'node_modules/cspell/bin.mjs');

/** The words that are wrong, one a line: `file:line:column - Unknown word (…)`. */
function misspelled(args: readonly string[]): string[] {
  const options = { cwd: ROOT, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: '1' } } as const;
  const run = spawnSync(process.execPath, [CSPELL, 'lint', '--no-progress', '--no-summary', ...args], options);
  // it says its own troubles there, and ends with the status of a word that is wrong
  if (run.stderr !== '') throw new Error(run.stderr);
  return run.stdout.split('\n').filter((line) => line !== '');
}

test('every word is in a dictionary; where it is right, add it to content/words', () => {
  expect(misspelled([])).toEqual([]);
});

test('a mistake in either language is found, and none in code', () => {
  const folder = mkdtempSync(join(tmpdir(), 'camadas-spelling-'));
  try {
    writeFileSync(join(folder, 'pt-BR.mdx'), 'A imajem tem `camdas` e duas camadas.');
    writeFileSync(join(folder, 'en.mdx'), 'We recieve a layer, `lyaer`.');
    const config = ['--config', join(ROOT, 'cspell.config.yaml'), '--root', folder];
    expect(misspelled(['--words-only', ...config, '**']).toSorted()).toEqual(['imajem', 'recieve']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
