import { expect, test } from 'vitest';
import type { Exercise } from '../../exercise/index.ts';
import { answerKey, type KeptAnswer } from '../keep/kept.ts';
import { createStorage } from '../kit/storage.ts';
import { bringBack } from './bring-back.ts';

const facts = (id: string) =>
  ({
    id,
    version: 2,
    kind: 'commands',
    given: [],
    editable: [],
    start: { files: {}, commands: [], movedTags: [] },
  }) as unknown as Exercise;
const EXERCISES = ['one', 'two', 'three'].map((id) => ({ facts: facts(id), content: `2.${id}` }));
const answer = (exercise: string, receivedAt: number, line: string, content = `2.${exercise}`) => ({
  exercise,
  content,
  receivedAt,
  answer: { lines: [line] },
});

test('the last answer to each exercise comes back, from all pages; older versions and what is newer here stay', async () => {
  const pages = [
    { answers: [answer('one', 5, 'late'), answer('two', 1, 'x', '1.two')], after: 'p 2' },
    { answers: [answer('one', 3, 'early'), answer('three', 4, 'y'), answer('gone', 4, 'z')] },
  ];
  const asked: string[] = [];
  const keeper = createStorage();
  keeper.write(answerKey('three' as Exercise['id'], 'handed-in'), {
    version: 1,
    exerciseVersion: 2,
    draft: { code: 'newer here', files: {}, blocks: [], ticks: [], fields: {} },
    at: 99,
  });
  const client = {
    async call(_method: string, path: string) {
      asked.push(path);
      return pages.shift() as never;
    },
  };
  expect(await bringBack({ client, classId: 'c', exercises: EXERCISES, keeper })).toBe(2);
  expect(asked).toEqual(['/api/classes/c/answers?after=', '/api/classes/c/answers?after=p%202']);
  const kept = (id: string) => keeper.read<KeptAnswer>(answerKey(id as Exercise['id'], 'handed-in'), 1);
  expect([kept('one')?.draft?.code, kept('one')?.at]).toEqual(['late', 5]);
  expect(kept('two')).toBeUndefined();
  expect(kept('three')?.draft?.code).toBe('newer here');
});
