/** Wakes the two pages for classes without a server; the words come along in the page, the exercises are fetched. */
import { render } from 'preact';
import { keepHandedIn } from '../keep/keep-handed-in.ts';
import { openKeeper } from '../keep/open-keeper.ts';
import { createSay } from '../kit/say.ts';
import { startEngine } from '../wake/spawn-engine.ts';
import { fetchClassData } from './class-data.ts';
import { type CollectedAnswer, collectAnswers } from './collect-answers.ts';
import { createFileGrader } from './files/file-grader.ts';
import { createFilesModel } from './files/files.model.ts';
import { FilesPage } from './files/files-page.tsx';
import { HandIn } from './hand-in.tsx';
import { readPageData } from './page-data.ts';

/** One is left for the page, and one for what else the machine does. */
const MANY_CORES = 4;

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
  const { exercises, messages: classWords } = await fetchClassData(path);
  const grader = createFileGrader({
    spawn: startEngine,
    threads: navigator.hardwareConcurrency >= MANY_CORES ? 2 : 1,
  });
  const model = createFilesModel({ exercises, grader });
  const say = createSay({ ...classWords, ...messages }, locale);
  render(<FilesPage model={model} exercises={exercises} say={say} />, place);
}
