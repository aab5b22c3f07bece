/** Keeps the copy of what is solved and begun (`marks.ts`), and the page's marks, as the keeper has them. */
import type { Keeper } from './keeper.ts';
import { type KeptCard, kindOf, subjectOf } from './kept.ts';
import { MARKS_EVENT, MARKS_KEY, type Marks } from './marks.ts';
import { type Backing, writeJson } from './old-storage.ts';

function marksOf(keeper: Pick<Keeper, 'list'>): Marks {
  const records = keeper.list();
  const solved = records.filter(({ key, value }) => kindOf(key) === 'card' && (value as KeptCard).isSolved);
  const begun = records.filter(({ key }) => ['card', 'session'].includes(kindOf(key) ?? ''));
  const subjects = (list: typeof records) => [...new Set(list.map(({ key }) => subjectOf(key)))].sort();
  return { version: 1, solved: subjects(solved), begun: subjects(begun) };
}

export function publishMarks(keeper: Keeper, backing: Backing | undefined): void {
  let last = '';
  const publish = (): void => {
    const marks = marksOf(keeper);
    const text = JSON.stringify(marks);
    if (text === last) return;
    last = text;
    writeJson(backing, MARKS_KEY, marks);
    dispatchEvent(new CustomEvent(MARKS_EVENT, { detail: marks }));
  };
  keeper.onChange(publish);
  publish();
}
