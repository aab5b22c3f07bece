/**
 * A machine that was read from the outline of a start is the one that the start's commands make, for every start of the site: before its
 * files are there, in all that lines print and change; and afterwards whole.
 */
import { describe, expect, test } from 'vitest';
import { loadOutlineWriting, type Machine, readOutline } from '../engine/index.ts';
import { parseOutlineFile, type StartState } from '../exercise/index.ts';
import { describeSnapshot } from '../ui/lab/describe-snapshot.ts';
import { openLabSession } from '../ui/lab/lab-session.ts';
import { needsNoFiles } from '../ui/lab/needs-no-files.ts';
import { createOutputRows } from '../ui/lab/output-rows.ts';
import { openLab } from './lab.ts';
import { outlineOf } from './outlines.ts';
import { listStarts } from './starts.ts';

const lab = await openLab();
const { writeOutline } = await loadOutlineWriting();
const starts = (await listStarts()).filter(({ commands }) => commands.length > 0);

/** In this order, each on what the ones before left. */
function linesFor(machine: Machine): readonly string[] {
  const [container] = [...machine.containers.values()];
  const [reference = ''] = [...describeSnapshot(machine).view.images].flatMap(({ tags }) => tags);
  return [
    'docker images',
    'docker image ls -a --digests --no-trunc',
    'docker ps -a',
    'docker ps -as',
    `docker history ${reference}`,
    `docker inspect ${reference}`,
    `docker tag ${reference} meu/nome:1`,
    "docker images --format '{{.ID}} {{.Tag}} {{.Size}}'",
    'docker system df',
    'docker info',
    'docker version',
    ...(container === undefined ? [] : [`docker inspect ${container.name}`, `docker rm ${container.name}`]),
    'docker rmi meu/nome:1',
    `docker rmi ${reference}`,
    'docker images -q',
  ];
}

async function openBoth(start: StartState) {
  const outline = parseOutlineFile((await outlineOf(start))?.text ?? '')?.outline ?? '';
  let fills = 0;
  const outlined: typeof lab.starts.outlined = (...given) => {
    const known = lab.starts.outlined(...given);
    return {
      ...known,
      whole() {
        fills += 1;
        return known.whole();
      },
    };
  };
  const made = await openLabSession(lab, { start, steps: [] });
  const read = await openLabSession({ ...lab, starts: { ...lab.starts, outlined } }, { start, steps: [], outline });
  return { outline, made, read, fills: () => fills };
}

test('every start of the site that fetches anything has an outline', () => {
  expect(starts.length).toBeGreaterThan(25);
});

describe.each(starts.map((start) => [[...start.commands, ...Object.keys(start.files)].join('; '), start] as const))(
  '%s',
  (_, start) => {
    test('lines print and change the same before its files are there; with them it is the same machine', async () => {
      const { outline, made, read, fills } = await openBoth(start);
      expect(writeOutline(readOutline(outline))).toBe(outline);
      expect(await read.snapshot()).toEqual(await made.snapshot());
      for (const line of linesFor(made.machine)) {
        expect(needsNoFiles(line), line).toBe(true);
        const [a, b] = [createOutputRows(), createOutputRows()];
        expect(await read.run({ line }, a), line).toBe(await made.run({ line }, b));
        expect(a.rows(), line).toEqual(b.rows());
        expect(writeOutline(read.machine), line).toBe(writeOutline(made.machine));
        expect(await read.snapshot(), line).toEqual(await made.snapshot());
        expect(fills(), `fetches files for ${line}`).toBe(0);
      }
      await read.whole();
      expect(read.machine).toEqual(made.machine);
      expect(read.machineAt(0)).toEqual(made.machineAt(0));
    });
  },
);
