import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import {
  type AnswerFile,
  type Exercise,
  type ExerciseId,
  formatAnswerBundle,
  formatAnswerFile,
  MAX_BUNDLE_BYTES,
} from '../../../exercise/index.ts';
import type { Grade } from '../../../server/domain/class-event.ts';
import { listRows } from '../../../server/domain/grid.ts';
import type { ClassExercise } from '../class-data.ts';
import { exportFile } from './export-files.ts';
import { createFilesModel } from './files.model.ts';

const CONTENT = '1.0a1b2c3d4e';
const exercise = (id: string, number: string): ClassExercise => ({
  facts: { id } as unknown as Exercise,
  content: CONTENT,
  number,
  title: `Title of ${id}`,
  says: { goals: {}, nearMisses: {}, deadEnds: {}, hints: [] },
});
const EXERCISES = [exercise('second-tag', '2.1'), exercise('count-layers', '3.1')];
let drawn = 0;
const answer = (id: string, line: string, more: Partial<AnswerFile> = {}): AnswerFile => ({
  id: `drawn-${++drawn}`.padEnd(8, '-'),
  exercise: id as ExerciseId,
  content: CONTENT,
  locale: 'en',
  answer: { lines: [line] },
  ...more,
});
const bundle = (name: string, ...answers: AnswerFile[]) => new File([formatAnswerBundle({ name, answers })], `${name}.json`);

function create(more: { readonly grade?: (line: string) => Promise<Grade> } = {}) {
  const played: string[] = [];
  const model = createFilesModel({
    exercises: EXERCISES,
    grader: {
      threads: 2,
      stop: () => undefined,
      async grade({ answer: given, content }) {
        const line = 'lines' in given ? (given.lines[0] ?? '') : '';
        played.push(line);
        if (more.grade !== undefined) return more.grade(line);
        return { kind: line === 'right' ? 'passed' : 'not-yet', unmet: [], end: line, content };
      },
    },
  });
  const table = () =>
    listRows(model.state.value ?? expect.fail('no table')).map(
      ({ name, cells }) => `${name}: ${Object.entries(cells).map(([id, { status, attempts }]) => `${id} ${status} ${attempts}`)}`,
    );
  const said = () => model.problems.value.map(({ file, code, detail }) => `${file} ${code} ${detail ?? ''}`.trim());
  return { model, played, table, said };
}

test('every answer is played once, alike ones together, and all of them count', async () => {
  const { model, played, table } = create();
  await model.add([
    bundle('Ana', answer('count-layers', 'right'), answer('second-tag', 'wrong'), answer('second-tag', 'right', { writtenAt: 9 })),
    bundle('Bia', answer('second-tag', 'wrong', { content: '2.ffffffffff' })),
  ]);
  expect(table()).toEqual(['Ana: count-layers passed 1,second-tag passed 2', 'Bia: second-tag tried 1']);
  expect(played.sort()).toEqual(['right', 'right', 'wrong']);
  expect(model.progress.value).toEqual({ phase: 'done', unread: 0, done: 4, total: 4, failed: 0 });
  expect(model.outdated.value).toEqual(new Map([['second-tag', 1]]));
  const [id = ''] = model.state.value?.learners.keys() ?? [];
  expect(model.listAttempts(id, 'second-tag').map(({ at }) => at)).toEqual([undefined, 9]);
  const { name, blob } = exportFile('/csv?shape=table&separator=semicolon', model.state.value ?? expect.fail(), EXERCISES);
  expect([name, await blob.text()]).toEqual([
    'camadas-table.csv',
    'name;2.1 second-tag;3.1 count-layers;passed\r\nAna;1;1;2\r\nBia;0;;0\r\n',
  ]);
});

test("a class's archive, with names; what a course has collected; and what is neither", async () => {
  const { model, table, said } = create();
  const long = answer('second-tag', 'x'.repeat(4500));
  const stored = (file: AnswerFile) =>
    strToU8(JSON.stringify({ ...JSON.parse(formatAnswerFile(file)), grade: { kind: 'passed', end: 'y'.repeat(900) } }, null, 1));
  const archive = zipSync({
    'learners.json': strToU8(
      JSON.stringify({ format: 'camadas-learners', title: 'Recife', learners: [{ id: 'l1', name: 'Ana' }] }),
    ),
    'l1/second-tag/1-a.json': stored(long),
    'l2/second-tag/1-b.json': stored(answer('second-tag', 'right')),
    'l2/second-tag/2-c.json': strToU8('{'),
  });
  const collected = zipSync({
    'Bia_12_file/camadas-Bia.json': new Uint8Array(await bundle('Bia', answer('second-tag', 'right')).arrayBuffer()),
  });
  await model.add([
    new File([archive as Uint8Array<ArrayBuffer>], 'class.zip'),
    new File([collected as Uint8Array<ArrayBuffer>], 'moodle.zip'),
    new File([archive.subarray(0, 90) as Uint8Array<ArrayBuffer>], 'cut.zip'),
    new File(['\u0000'], 'photo.jpg'),
    new File([' '.repeat(MAX_BUNDLE_BYTES + 1)], 'huge.json'),
    new File([formatAnswerFile(answer('second-tag', 'right'))], 'one.json'),
  ]);
  expect(table()).toEqual([
    'Ana: second-tag tried 1',
    'l2: second-tag passed 1',
    'Bia: second-tag passed 1',
    'one: second-tag passed 1',
  ]);
  expect(said()).toEqual([
    'class.zip › l2/second-tag/2-c.json not-json',
    'cut.zip zip-broken',
    'photo.jpg not-json',
    'huge.json too-large',
  ]);
  expect(model.state.value?.settings.title).toBe('Recife');
});

test('it stops at once, keeps what there is, and goes on', async () => {
  let begin = (): void => undefined;
  const first = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const { model, table } = create({
    async grade() {
      begin();
      await new Promise((resolve) => setTimeout(resolve, 5));
      return { kind: 'passed', unmet: [], end: '', content: CONTENT };
    },
  });
  const added = model.add(Array.from({ length: 20 }, (_, index) => bundle(`P${index}`, answer('second-tag', `${index}`))));
  await first;
  model.stop();
  await added;
  expect(model.progress.value).toMatchObject({ phase: 'stopped', total: 20 });
  expect(model.progress.value.done).toBeLessThan(20);
  await model.goOn();
  expect(model.progress.value).toMatchObject({ phase: 'done', done: 20, total: 20 });
  expect(table()).toHaveLength(20);
  model.clear();
  expect([model.state.value, model.progress.value.phase]).toEqual([undefined, 'none']);
});

test('what could not be fetched is told, and tried again when asked', async () => {
  let isDown = true;
  const { model } = create({
    grade: async () => {
      if (isDown) throw new Error('no network');
      return { kind: 'passed', unmet: [], end: '', content: CONTENT };
    },
  });
  await model.add(Array.from({ length: 30 }, (_, index) => bundle(`P${index}`, answer('second-tag', `${index}`))));
  expect(model.progress.value).toMatchObject({ phase: 'done', done: 0, total: 30, failed: 30 });
  isDown = false;
  await model.goOn();
  expect(model.progress.value).toMatchObject({ done: 30, failed: 0 });
});
