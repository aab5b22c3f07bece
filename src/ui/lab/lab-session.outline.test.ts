/** A session that began on an outline: what needs files gets them first, what was done before is done again, and a wrong outline is refused. */
import { expect, test } from 'vitest';
import { openLab } from '../../curriculum/lab.ts';
import { loadOutlineWriting, NO_NETWORK } from '../../engine/index.ts';
import { createStartCache, defineExercise, EMPTY_START, StartError, StartMismatch } from '../../exercise/index.ts';
import { openLabSession } from './lab-session.ts';
import { needsNoFiles } from './needs-no-files.ts';
import { createOutputRows } from './output-rows.ts';

const lab = await openLab();
const start = {
  ...EMPTY_START,
  commands: ['docker pull -q alpine:3.13', "docker run --name caixa alpine:3.13 sh -c 'echo oi > /nota.txt'"],
};
const { writeOutline } = await loadOutlineWriting();
const outline = writeOutline((await lab.starts.prepare(start)).machine);

const open = (given: Partial<Parameters<typeof openLabSession>[1]> = {}, ground = lab) =>
  openLabSession(ground, { start, steps: [], outline, ...given });

async function run(session: Awaited<ReturnType<typeof open>>, line: string): Promise<string> {
  const rows = createOutputRows();
  await session.run({ line }, rows);
  return rows
    .rows()
    .map(({ text }) => text)
    .join('\n');
}

test('a line that looks into files waits for them, and stands on what the lines before it changed', async () => {
  const session = await open();
  expect(await run(session, 'docker tag alpine:3.13 meu:1')).toBe('');
  expect(await run(session, 'docker run --rm meu:1 cat /etc/alpine-release')).toBe('3.13.5');
  expect(await run(session, 'docker cp caixa:/nota.txt - | tar xO')).toBe('oi');
  expect(session.steps.map(({ line, status }) => [line, status])).toEqual([
    ['docker tag alpine:3.13 meu:1', 0],
    ['docker run --rm meu:1 cat /etc/alpine-release', 0],
    ['docker cp caixa:/nota.txt - | tar xO', 0],
  ]);
});

test('a line that is tried and then needs files prints once', async () => {
  const session = await open({ steps: [{ line: 'docker start caixa' }] });
  expect(await run(session, 'docker rm -f caixa')).toBe('caixa');
  expect(await run(session, 'docker ps -aq')).toBe('');
});

test('goals that look into files are judged with them', async () => {
  const condition = { kind: 'file-in-container', container: 'caixa', path: '/nota.txt', is: { kind: 'present' } } as const;
  const exercise = defineExercise({ id: 'e', lesson: 'l', start, kind: 'challenge', goals: [{ id: 'note', condition }] });
  const session = await open({ exercise });
  await run(session, 'docker images');
  expect((await session.snapshot()).goals).toEqual([{ id: 'note', met: true }]);
});

test('without a network, what needs no files is answered; what needs them says why not, and nothing is lost', async () => {
  const ports = { ...lab.ports, http: NO_NETWORK };
  const session = await open({}, { ...lab, ports, starts: createStartCache(ports) });
  await session.expectFiles();
  expect(await run(session, 'docker images -q')).not.toBe('');
  await expect(run(session, 'docker run alpine:3.13')).rejects.toThrow(StartError);
  expect(await run(session, 'docker ps -aq')).not.toBe('');
  expect(session.steps.map(({ line }) => line)).toEqual(['docker images -q', 'docker ps -aq']);
});

test('an outline of other images is refused once; the session goes on with what the images really are', async () => {
  const session = await open({ outline: outline.replaceAll('"alpine:3.13"', '"alpine:3.14"').replace('"drawn":', '"drawn":7') });
  await run(session, 'docker tag alpine:3.13 meu:1');
  await expect(session.whole()).rejects.toThrow(StartMismatch);
  const made = await openLabSession(lab, { start, steps: [{ line: 'docker tag alpine:3.13 meu:1' }] });
  expect(session.machine).toEqual(made.machine);
  await session.whole();
});

test('what is no outline is refused where it is read', async () => {
  for (const text of ['', '<!doctype html>', '{}', '[]', '{"machine":{"$":"what","of":1}}']) {
    const session = await open({ outline: text });
    expect(await run(session, 'docker images -q')).not.toBe('');
  }
});

test.each([
  ['docker images', true],
  ["docker images --format '{{.ID}}'", true],
  ['docker run --help', true],
  ['docker', true],
  ['docker images | wc -l', false],
  ['docker images $(cat x)', false],
  ['docker images > x', false],
  ['docker imagesx', false],
  ['docker run alpine', false],
  ['docker pull alpine', false],
  ['docker image rmx a', false],
  ['echo docker images', false],
])('%s: %s', (line, expected) => {
  expect(needsNoFiles(line)).toBe(expected);
});
