import { expect, test } from 'vitest';
import type { Exercise } from '../../../exercise/index.ts';
import type { GradingTask } from '../../../server/domain/grade-answer.ts';
import type { WorkerLike } from '../../lab/lab-client.ts';
import type { FromWorker, ToWorker } from '../../lab/protocol.ts';
import { createFileGrader } from './file-grader.ts';

const task = (line: string): GradingTask => ({ facts: { id: 'one' } as Exercise, content: '1.0', answer: { lines: [line] } });

/** Answers each line but `hang` and `crash`. */
function fakeWorkers(canLoad = true) {
  const made: { isTerminated: boolean }[] = [];
  const spawn = (): WorkerLike => {
    const state = { isTerminated: false };
    made.push(state);
    const worker: WorkerLike = {
      onmessage: null,
      onerror: null,
      terminate: () => {
        state.isTerminated = true;
      },
      postMessage({ id, request }: ToWorker) {
        const line = request.kind === 'grade' && 'lines' in request.task.answer ? request.task.answer.lines[0] : '';
        queueMicrotask(() => {
          if (!canLoad || line === 'crash')
            worker.onerror?.call(worker as unknown as AbstractWorker, new Event('error') as ErrorEvent);
          else if (line === 'fail') say({ kind: 'failed', id, message: 'no network' });
          else if (line !== 'hang') say({ kind: 'done', id, result: { grade: { kind: 'misfit', content: line ?? '' } } });
        });
      },
    };
    const say = (data: FromWorker) =>
      state.isTerminated || worker.onmessage?.call(worker as unknown as Worker, { data } as MessageEvent<FromWorker>);
    if (canLoad) queueMicrotask(() => say({ kind: 'done', id: 0, result: {} }));
    return worker;
  };
  return { spawn, made };
}

test('one that hangs or falls over costs its worker and nobody else anything', async () => {
  const { spawn, made } = fakeWorkers();
  const grader = createFileGrader({ spawn, threads: 2, timeMs: 20 });
  const grades = await Promise.all(['a', 'hang', 'b', 'crash', 'c'].map((line) => grader.grade(task(line))));
  expect(grades.map((grade) => ('limit' in grade ? grade.limit : grade.content))).toEqual(['a', 'time', 'b', 'memory', 'c']);
  expect(made.filter(({ isTerminated }) => isTerminated)).toHaveLength(2);
  await expect(grader.grade(task('fail'))).rejects.toThrow('no network');
});

test('a grader that does not load says so, and stopping rejects what runs and what waits', async () => {
  const unloaded = createFileGrader({ spawn: fakeWorkers(false).spawn, threads: 1 });
  await expect(unloaded.grade(task('a'))).rejects.toThrow('could not be loaded');
  const grader = createFileGrader({ spawn: fakeWorkers().spawn, threads: 1 });
  const both = ['hang', 'a'].map((line) => expect(grader.grade(task(line))).rejects.toThrow('stopped'));
  grader.stop();
  await Promise.all(both);
  expect(await grader.grade(task('b'))).toMatchObject({ content: 'b' });
});
