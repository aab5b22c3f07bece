/**
 * Grades everything again after a check was mended. An answer to a version that means the same as the present one is judged by the
 * present facts, an older one by its own; what comes out otherwise is written into the log.
 */
import { listAnswers, setGrade } from '../db/answer-queries.ts';
import type { ClassLog } from '../db/class-log.ts';
import type { Storage } from '../db/storage.ts';
import type { Tables } from '../db/tables.ts';
import type { Grade } from '../domain/class-event.ts';
import { decided } from '../domain/decision.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Contents } from './contents.ts';
import type { Grader } from './grader.ts';

export interface Regraded {
  readonly answers: number;
  /** answers that now come to something else, most frequent first */
  readonly changes: readonly { readonly exercise: string; readonly from: string; readonly to: string; readonly answers: number }[];
}

const PAGE = 200;

export async function regrade(
  parts: { readonly storage: Storage; readonly log: ClassLog; readonly contents: Contents; readonly grader: Grader },
  { isTrial }: { readonly isTrial: boolean },
): Promise<Regraded> {
  const changes = new Map<string, { exercise: string; from: string; to: string; answers: number }>();
  let answers = 0;
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page = await listAnswers(parts.storage.db, {}, after, PAGE);
    const grades = await Promise.all(page.map((row) => (row.grade === null ? undefined : gradeAgain(parts, row))));
    for (const [index, row] of page.entries()) {
      const grade = grades[index];
      if (grade === undefined || row.grade === null) continue;
      answers += 1;
      const was: Grade = JSON.parse(row.grade);
      if (nameOf(was) === nameOf(grade)) continue;
      const change = { exercise: row.exercise_id, from: nameOf(was), to: nameOf(grade), answers: 0 };
      const key = JSON.stringify(change);
      const counted = changes.get(key) ?? change;
      counted.answers += 1;
      changes.set(key, counted);
      if (!isTrial) await write(parts.log, row, was, grade);
    }
    after = page.length === PAGE ? page.at(-1)?.id : undefined;
  }
  return { answers, changes: [...changes.values()].sort((a, b) => b.answers - a.answers) };
}

async function gradeAgain({ contents, grader }: Parameters<typeof regrade>[0], row: Tables['answers']): Promise<Grade | undefined> {
  const present = contents.current(row.exercise_id);
  const meansTheSame = present !== undefined && present.content.split('.')[0] === row.content.split('.')[0];
  const found = meansTheSame ? present : await contents.find(row.exercise_id, row.content);
  if (found === undefined) return undefined;
  const grade = await grader.grade({ facts: found.facts, content: found.content, answer: JSON.parse(row.body) });
  return found.changed.length > 0 && 'end' in grade ? { ...grade, changed: found.changed } : grade;
}

/** `near-miss removed-container`: what a learner would be told */
function nameOf(grade: Grade): string {
  if (!('end' in grade)) return grade.kind;
  return [grade.kind, grade.nearMiss, grade.deadEnd].filter((part) => part !== undefined).join(' ');
}

async function write(log: ClassLog, row: Tables['answers'], was: Grade, grade: Grade): Promise<void> {
  const about = { learner: row.learner_id, answer: row.id, exercise: row.exercise_id };
  try {
    await log.submit(row.class_id, async (_state, tx) => {
      await setGrade(tx, row.class_id, row.id, grade);
      return decided({ kind: 'answer.regraded', ...about, grade, was });
    });
  } catch (error) {
    // erased meanwhile
    if (!(error instanceof Refusal && error.code === 'class-unknown')) throw error;
  }
}
