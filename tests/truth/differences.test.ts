/**
 * docs/differences.md against two recordings (one for each builder) and the engine: each block holds what both print, every difference of them has an entry,
 * and no entry is about something that has become equal.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listCommands } from '../../scripts/transcript.ts';
import { play } from './play-transcript.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const PAGE = read('docs/differences.md');
const RECORDINGS = ['differences', 'differences-buildkit'];

interface Difference {
  readonly command: string;
  readonly real: readonly string[];
  readonly ours: readonly string[];
}

/** What came after each command. The classic builder's notice, and blank lines at the end, are left out. */
function readOutputs(transcript: string): Map<string, readonly string[]> {
  const parts = transcript.replace(/^DEPRECATED:.*\n(?: {12}.*\n)+\n/gm, '').split(/^\$ /m);
  return new Map(parts.slice(1).map((part) => [part.split('\n')[0] ?? '', part.trimEnd().split('\n').slice(1)]));
}

function readBlocks(kind: string): string[] {
  return [...PAGE.matchAll(new RegExp(`^\`\`\`${kind}\\n([^\`]*)^\`\`\``, 'gm'))].map(([, body = '']) => body);
}

function readDifferences(): Difference[] {
  return readBlocks('difference').flatMap((body) =>
    body
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const [command = '', ...lines] = part.trimEnd().split('\n');
        const marked = (mark: string) => lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(2));
        return { command, real: marked('-'), ours: marked('+') };
      }),
  );
}

const differences = readDifferences();
const recorded = new Map(RECORDINGS.flatMap((name) => [...readOutputs(read(`tests/truth/${name}.console`))]));
const played = Promise.all(
  RECORDINGS.map(async (name) => {
    const { lines, problems } = await play(name, listCommands(read(`tests/truth/${name}.console`), name));
    return { outputs: [...readOutputs(`${lines.join('\n')}\n`)], problems };
  }),
).then((plays) => ({
  ours: new Map(plays.flatMap(({ outputs }) => outputs)),
  problems: plays.flatMap(({ problems }) => problems),
}));

test('what a real Docker printed stands in the recording', () => {
  expect(differences.length).toBeGreaterThan(15);
  for (const { command, real } of differences) expect(recorded.get(command), command).toEqual(real);
});

test('what ours prints is as described, and differs', async () => {
  const { ours, problems } = await played;
  expect(problems).toEqual([]);
  for (const one of differences) {
    expect(ours.get(one.command), one.command).toEqual(one.ours);
    expect(one.ours, `${one.command} is as in a real Docker: take its entry out`).not.toEqual(one.real);
  }
});

test('every difference of the recordings has an entry', async () => {
  const { ours } = await played;
  const listed = new Set(differences.map(({ command }) => command));
  const different = [...recorded].filter(([command, lines]) => lines.join('\n') !== ours.get(command)?.join('\n'));
  expect(different.map(([command]) => command).filter((command) => !listed.has(command))).toEqual([]);
});

test('each entry has an id of its own, a reason and, but for the last, a check', () => {
  const entries = PAGE.split(/^## /m).slice(1);
  const ids = entries.map((entry) => /^([a-z][a-z0-9-]*): \S/.exec(entry)?.[1]);
  expect(ids.filter((id) => id === undefined)).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  const unchecked = ids.filter((_, at) => !/^```(difference|hostile-gaps)$/m.test(entries[at] ?? ''));
  expect(unchecked).toEqual(['not-checked']);
});

test('hostile archives: as many as the list of their gaps holds', () => {
  const gaps: readonly { readonly ways: string; readonly cases: readonly string[] }[] = JSON.parse(
    read('tests/engine/hostile-gaps.json'),
  );
  const cases = gaps.reduce((sum, gap) => sum + gap.ways.split('|').length * gap.cases.length, 0);
  expect(readBlocks('hostile-gaps')).toEqual([`${cases} cases, ${gaps.length} reasons\n`]);
});
