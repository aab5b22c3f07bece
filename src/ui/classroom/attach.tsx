/** Wakes the two pages for classes without a server; the words come along in the page, the exercises are fetched. */
import { render } from 'preact';
import type { Exercise } from '../../exercise/index.ts';
import { keepHandedIn } from '../keep/keep-handed-in.ts';
import { openKeeper } from '../keep/open-keeper.ts';
import { createSay } from '../kit/say.ts';
import { createLabClient, EngineGone, type LabClient } from '../lab/lab-client.ts';
import { fetchClassData } from './class-data.ts';
import { type CollectedAnswer, collectAnswers } from './collect-answers.ts';
import { createGradeModel } from './grade.model.ts';
import { Grade } from './grade.tsx';
import { HandIn } from './hand-in.tsx';
import { readPageData } from './page-data.ts';

export async function attachHandIn(place: HTMLElement): Promise<void> {
  const { locale, messages, path } = readPageData(place);
  const [{ exercises }, keeper] = await Promise.all([fetchClassData(path), openKeeper()]);
  const say = createSay(messages, locale);
  const keep = (answers: readonly CollectedAnswer[]): void => {
    for (const { exercise, answer } of answers) keepHandedIn(keeper, exercise.facts, answer, Date.now());
  };
  const show = () => render(<HandIn answers={collectAnswers(exercises, keeper)} say={say} onSaved={keep} />, place);
  keeper.onChange(show);
  show();
}

export async function attachGrade(place: HTMLElement): Promise<void> {
  const { locale, messages, path } = readPageData(place);
  const { exercises } = await fetchClassData(path);
  const client = createLabClient({
    spawn: () => new Worker(new URL('../lab/engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' }),
  });
  const model = createGradeModel({ exercises, check: (exercise, answer) => checkOn(client, exercise, answer) });
  render(<Grade model={model} say={createSay(messages, locale)} />, place);
}

async function checkOn(
  client: LabClient,
  exercise: Exercise,
  answer: Parameters<Parameters<typeof createGradeModel>[0]['check']>[1],
) {
  const session = `grade.${exercise.id}`;
  try {
    await client.request<'open'>({ kind: 'open', session, start: exercise.start, exercise, steps: [], at: 0 });
    return (await client.request<'check'>({ kind: 'check', session, answer })).verdict;
  } catch (error) {
    if (error instanceof EngineGone) return undefined;
    throw new TypeError(`${exercise.id} cannot be judged by this answer`, { cause: error });
  }
}
