/**
 * What learners read is spelled right: cspell with its Brazilian and English dictionaries and the project's own words (cspell.config.yaml).
 * Reading the dictionaries costs most of it, so one run looks at the texts and at two files with mistakes.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';

const ROOT = resolve(import.meta.dirname, '../..');
const CSPELL = resolve(ROOT, 'node_modules/cspell/bin.mjs');
const CACHE = join(ROOT, '.cache');
const { files }: { files: readonly string[] } = parse(readFileSync(join(ROOT, 'cspell.config.yaml'), 'utf8'));
/** files of texts that are there at least: a run that looked at next to nothing says nothing */
const FEWEST_FILES = 100;

/** The words that are wrong, one a line: `file:line:column - Unknown word (…)`; those of the planted files apart. */
let ofTexts: readonly string[] = [];
let planted: readonly string[] = [];
let checked = 0;

beforeAll(() => {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'spelling-'));
  try {
    writeFileSync(join(folder, 'pt-BR.mdx'), 'A imajem tem `camdas` e duas camadas.');
    writeFileSync(join(folder, 'en.mdx'), 'We recieve a layer, `lyaer`.');
    const place = `${relative(ROOT, folder)}/`;
    const options = { cwd: ROOT, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: '1' } } as const;
    const run = spawnSync(process.execPath, [CSPELL, 'lint', '--no-progress', '--dot', ...files, `${place}**`], options);
    const summary = /^CSpell: Files checked: (\d+), [^\n]*\n$/.exec(run.stderr);
    // it says its own troubles there, and ends with the status of a word that is wrong
    if (summary === null) throw new Error(run.stderr);
    checked = Number(summary[1]) - 2;
    const lines = run.stdout.split('\n').filter((line) => line !== '');
    planted = lines.filter((line) => line.startsWith(place)).map((line) => line.slice(place.length));
    ofTexts = lines.filter((line) => !line.startsWith(place));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);

test('every word is in a dictionary; where it is right, add it to content/words', () => {
  expect(checked).toBeGreaterThan(FEWEST_FILES);
  expect(ofTexts).toEqual([]);
});

test('a mistake in either language is found, and none in code', () => {
  expect(planted.toSorted()).toEqual([
    expect.stringMatching(/^en\.mdx:1:4 - Unknown word \(recieve\)/),
    expect.stringMatching(/^pt-BR\.mdx:1:3 - Unknown word \(imajem\)/),
  ]);
});
