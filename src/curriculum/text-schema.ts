/**
 * The words of an exercise in one language: a sentence for each id that its facts name, no more and no less. Sentences are plain text
 * with the marks of an inline code span, `**strong**` and `_emphasis_`; an empty line parts paragraphs, and one between lines of three
 * backticks is a block of code or output.
 */
import { z } from 'astro/zod';
import { type Exercise, isPrediction } from '../exercise/index.ts';

/** What `npm run new:exercise` leaves where a sentence is to be written. */
export const OPEN_SENTENCE = '…';

const sentence = z
  .string()
  .trim()
  .min(1)
  .refine((text) => text !== OPEN_SENTENCE, 'a sentence: it is still to be written');
const byId = z.record(z.string(), sentence).default({});

export const exerciseTexts = z.strictObject({
  title: sentence,
  /** What to do. */
  brief: sentence,
  /** What the editor, the list or the form is for, one line: its accessible name. */
  ask: sentence,
  goals: byId,
  nearMisses: byId,
  deadEnds: byId,
  /** Of a prediction: why each item is as it is, shown with the real output. */
  items: byId,
  /** Of a prediction with fields: what each field asks for. */
  fields: byId,
  /** Of a choice whose options are words: how each is shown, by `field.option`. An option without one is shown as it is. */
  options: byId,
  /** The idea, the family of commands, nearly the line. */
  hints: z.array(sentence).length(3),
  /** Shown on passing: what has just been seen, in a sentence or two. */
  passed: sentence,
});
export type ExerciseTexts = z.infer<typeof exerciseTexts>;

/** The ids that `options` may have. */
export function optionIds(exercise: Exercise): string[] {
  if (!isPrediction(exercise) || exercise.question.kind !== 'fields') return [];
  return exercise.question.fields.flatMap(({ id, input }) =>
    input.kind === 'choice' ? input.options.map((option) => `${id}.${option}`) : [],
  );
}

type Section = 'goals' | 'nearMisses' | 'deadEnds' | 'items' | 'fields';

/** The ids that the texts must have, by section. */
export function textIds(exercise: Exercise): Readonly<Record<Section, readonly string[]>> {
  const nearMisses = exercise.nearMisses.map(({ id }) => id);
  if (!isPrediction(exercise)) {
    const goals = [...exercise.goals, ...exercise.hiddenVariants].map(({ id }) => id);
    return { goals, nearMisses, deadEnds: exercise.deadEnds.map(({ id }) => id), items: [], fields: [] };
  }
  const { question } = exercise;
  const fields = question.kind === 'fields' ? question.fields.map(({ id }) => id) : [];
  const items = question.kind === 'fields' ? fields : question.items.map(({ id }) => id);
  return { goals: [], nearMisses, deadEnds: [], items, fields };
}
