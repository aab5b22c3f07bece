import { expect, test } from 'vitest';
import {
  type Answer,
  type AnswerFile,
  type Exercise,
  type ExerciseId,
  formatAnswerBundle,
  formatAnswerFile,
  type Verdict,
} from '../../exercise/index.ts';
import type { ClassExercise } from './class-data.ts';
import { createGradeModel, type GivenFile } from './grade.model.ts';

const exercise = (id: string, number: string): ClassExercise => ({
  facts: { id } as unknown as Exercise,
  content: '1.0a1b2c3d4e',
  number,
  title: `Title of ${id}`,
  says: { goals: {}, nearMisses: {}, deadEnds: {}, hints: [] },
});
const EXERCISES = [exercise('second-tag', '2.1'), exercise('count-layers', '3.1')];
const answer = (id: string, text: string, more: Partial<AnswerFile> = {}): AnswerFile => ({
  id: 'a1b2c3d4',
  exercise: id as ExerciseId,
  content: '1.0a1b2c3d4e',
  locale: 'en',
  answer: { lines: [text] },
  ...more,
});
const file = (name: string, text: string): GivenFile => ({ name, size: text.length, text: async () => text });
const bundle = (name: string, ...answers: AnswerFile[]): GivenFile => file(`${name}.json`, formatAnswerBundle({ name, answers }));

function create() {
  const played: string[] = [];
  const model = createGradeModel({
    exercises: EXERCISES,
    check: async (_, given: Answer): Promise<Verdict | undefined> => {
      const line = 'lines' in given ? (given.lines[0] ?? '') : '';
      played.push(line);
      if (line === 'for ever') return undefined;
      if (line === 'ticks') throw new TypeError('second-tag asks for ticks');
      return { kind: line === 'right' ? 'passed' : 'not-yet', goals: [], items: [] };
    },
  });
  return { model, played };
}
const state = (model: ReturnType<typeof create>['model']) =>
  model.rows.value.map(({ name, file: from, cells }) => [
    name,
    from,
    Object.fromEntries([...cells].map(([id, cell]) => [id, cell.verdict?.kind ?? cell.state])),
  ]);

test('every answer is played once, alike ones together, and columns keep to the course', async () => {
  const { model, played } = create();
  await model.add([
    bundle('Ana', answer('count-layers', 'right'), answer('second-tag', 'wrong')),
    bundle('Bia', answer('second-tag', 'wrong')),
  ]);
  expect(state(model)).toEqual([
    ['Ana', 'Ana.json', { 'count-layers': 'passed', 'second-tag': 'not-yet' }],
    ['Bia', 'Bia.json', { 'second-tag': 'not-yet' }],
  ]);
  expect(played.sort()).toEqual(['right', 'wrong']);
  expect(model.columns.value.map(({ number }) => number)).toEqual(['2.1', '3.1']);
  expect(model.progress.value).toEqual({ done: 3, total: 3 });
});

test('the last answer to an exercise counts, and one for other facts is marked', async () => {
  const { model } = create();
  await model.add([
    bundle(
      'Ana',
      answer('second-tag', 'right', { writtenAt: 2, content: '2.ffffffffff' }),
      answer('second-tag', 'wrong', { writtenAt: 1 }),
    ),
  ]);
  expect(model.rows.value[0]?.cells.get('second-tag')).toMatchObject({ verdict: { kind: 'passed' }, isOutdated: true });
});

test('what cannot be read is named, and the rest goes on', async () => {
  const { model } = create();
  await model.add([
    file('photo.jpg', '\u0000'),
    file('huge.json', ' '.repeat(1_000_001)),
    bundle('Ana', answer('second-tag', 'for ever'), answer('count-layers', 'ticks'), answer('no-such', 'right')),
    file('one.json', formatAnswerFile(answer('second-tag', 'right'))),
  ]);
  expect(model.problems.value).toEqual([
    { file: 'photo.jpg', code: 'not-json' },
    { file: 'huge.json', code: 'too-large' },
    { file: 'Ana.json', code: 'exercise-unknown', detail: 'no-such' },
  ]);
  expect(state(model)).toEqual([
    ['Ana', 'Ana.json', { 'second-tag': 'stopped', 'count-layers': 'misfit' }],
    ['one', 'one.json', { 'second-tag': 'passed' }],
  ]);
});

test('the same file twice counts once; another of the same name is another', async () => {
  const { model } = create();
  await model.add([bundle('Ana', answer('second-tag', 'wrong')), bundle('Ana', answer('second-tag', 'wrong'))]);
  await model.add([bundle('Ana', answer('second-tag', 'right'))]);
  expect(model.problems.value).toEqual([{ file: 'Ana.json', code: 'again' }]);
  expect(state(model)).toEqual([
    ['Ana', 'Ana.json', { 'second-tag': 'not-yet' }],
    ['Ana', 'Ana.json (2)', { 'second-tag': 'passed' }],
  ]);
});

test('the table for a gradebook: 1, 0 and nothing, and the sum', async () => {
  const { model } = create();
  await model.add([
    bundle('=Ana', answer('second-tag', 'right'), answer('count-layers', 'wrong')),
    bundle('Bia', answer('second-tag', 'for ever')),
  ]);
  const words = { name: 'Name', file: 'File', passed: 'Passed' };
  expect(model.csv(words, { separator: ';', withMark: false })).toBe(
    ['Name;File;2.1 Title of second-tag;3.1 Title of count-layers;Passed', "'=Ana;'=Ana.json;1;0;1", 'Bia;Bia.json;;;0', ''].join(
      '\r\n',
    ),
  );
  model.clear();
  expect([model.rows.value, model.columns.value]).toEqual([[], []]);
});
