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

test('each scenario has a recording, and no recording is left over', () => {
  expect(readdirSync(RECORDED).sort()).toEqual(scenarios.map(({ name }) => `${name}.console`).sort());
});

test.each(scenarios)('$name was recorded as it is written', (scenario) => {
  expect(listCommands(recordingOf(scenario), '.console')).toEqual(scenario.commands);
});

test.each(scenarios)('$name prints what a real Docker printed', async (scenario) => {
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
