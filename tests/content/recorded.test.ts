/** The lessons' commands print on the engine what they print on a real Docker (recorded by `record.ts`). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listCommands } from '../../scripts/transcript.ts';
import { openLab } from '../../src/curriculum/lab.ts';
import { readBlob } from '../../src/curriculum/lab-catalog.ts';
import { validateMachine } from '../../src/engine/index.ts';
import { diff, normalise } from '../truth/compare.mjs';
import { createPlayer } from './play-scenario.ts';
import { listScenarios, type Scenario } from './scenarios.ts';

const RECORDED = join(import.meta.dirname, 'recorded');
const BLOBS = 'content/registry/blobs/sha256';
const player = createPlayer((await openLab()).ports);
const scenarios = await listScenarios();
const known = knownDigests();

const recordingOf = ({ name }: Scenario) => readFileSync(join(RECORDED, `${name}.console`), 'utf8');

const files = readdirSync(RECORDED);
const recorded = scenarios.filter(({ name }) => files.includes(`${name}.console`));

test('each scenario has a recording', () => {
  const missing = scenarios.filter((scenario) => !recorded.includes(scenario)).map(({ name }) => name);
  expect(missing, `where a real Docker is: node tests/content/record.ts ${missing.join(' ')}`).toEqual([]);
});

test('no recording is left over', () => {
  const left = files.filter((file) => !scenarios.some(({ name }) => file === `${name}.console`));
  expect(left, 'take these files away, they belong to no text').toEqual([]);
});

test.each(recorded)('$name was recorded as it is written', (scenario) => {
  expect(listCommands(recordingOf(scenario), '.console')).toEqual(scenario.commands);
});

test.each(recorded)('$name prints what a real Docker printed', async (scenario) => {
  const { machine, lines } = await player.play(scenario);
  expect(await validateMachine(player.ctx, machine)).toEqual([]);
  const expected = normalise(withoutBuildErrors(recordingOf(scenario)), known);
  const actual = normalise(withoutBuildErrors(`${lines.join('\n')}\n`), known);
  const differences = diff(expected, actual).filter(([mark]) => mark !== ' ');
  expect(differences, lines.join('\n')).toEqual([]);
});

/**
 * What a failed build says is the client's: the recordings' is the one of docker 20.10, ours speaks as buildx does. That it failed and
 * what came of it is compared.
 */
function withoutBuildErrors(transcript: string): string {
  return transcript.replace(/^(\$ docker build -q .*\n)(?:(?!\$ |\? \d+$).*\n)*(?=\? \d+$)/gm, '$1');
}

/** Every digest that is the registry's content: blobs, and the diff and chain IDs that configurations and `rmi` name. */
function knownDigests(): string[] {
  const blobs = readdirSync(BLOBS);
  const inside = blobs
    .map((hex) => readBlob(`sha256:${hex}`))
    .filter((bytes) => bytes[0] === 0x7b)
    .flatMap((bytes) => [...new TextDecoder().decode(bytes).matchAll(/[0-9a-f]{64}/g)].map((match) => match[0]));
  return [...new Set([...blobs, ...inside])].sort();
}
