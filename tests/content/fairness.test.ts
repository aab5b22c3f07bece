/** Exercises are fair: no name is asked for that the page does not show, and no hint before the last gives the answer away. */
import { describe, expect, test } from 'vitest';
import { listAnswers } from '../../src/curriculum/answers.ts';
import { readExerciseTexts } from '../../src/curriculum/exercises.ts';
import type { Answer, Condition } from '../../src/exercise/index.ts';
import { LOCALES } from '../../src/i18n/index.ts';
import { type JudgedExercise, judged, predictions, trueAnswer } from './check-answer.ts';

describe.each(judged)('$id', (exercise) => {
  test.each(LOCALES)('what a goal asks for by name stands on the page: %s', (locale) => {
    const page = shownTexts(exercise, JSON.stringify(readExerciseTexts(exercise, locale)));
    const names = exercise.goals.flatMap(({ condition }) => namesOf(condition));
    expect(names.filter((name) => !page.includes(name) && !page.includes(JSON.stringify(name).slice(1, -1)))).toEqual([]);
  });

  test.each(LOCALES)('the first two hints hold no whole solution: %s', (locale) => {
    const early = readExerciseTexts(exercise, locale).hints.slice(0, 2);
    const solutions = listAnswers(exercise, 'solutions').map(({ answer }) => answerText(answer));
    expect(solutions.filter((solution) => solution === '' || early.some((hint) => hint.includes(solution)))).toEqual([]);
  });
});

describe.each(predictions)('$id', (exercise) => {
  test('the first two hints do not hold the whole answer', async () => {
    const answer = await trueAnswer(exercise);
    const values = 'prediction' in answer && answer.prediction.kind === 'fields' ? Object.values(answer.prediction.values) : [];
    // one digit stands in many sentences and gives nothing away
    if (values.join('').length < 2) return;
    const early = LOCALES.flatMap((locale) => readExerciseTexts(exercise, locale).hints.slice(0, 2));
    const wholes = ['|', ' | ', ', ', ' ']
      .map((between) => values.join(between))
      .flatMap((whole) => [whole, whole.replaceAll('.', ',')]);
    expect(early.filter((hint) => wholes.some((whole) => hint.includes(whole)))).toEqual([]);
  });
});

/** The condition, or those inside it. */
function partsOf(condition: Condition): Condition[] {
  if (condition.kind === 'all' || condition.kind === 'any') return condition.of.flatMap(partsOf);
  return condition.kind === 'not' || condition.kind === 'after-probes' ? partsOf(condition.of) : [condition];
}

const NAME_KEYS = ['ref', 'a', 'b', 'repository', 'container', 'path', 'name', 'value'];

/** Names alone: an ID is what the machine shows of itself. */
function namesOf(condition: Condition): string[] {
  return partsOf(condition).flatMap((part) =>
    Object.entries(part).flatMap(([key, value]) =>
      NAME_KEYS.includes(key) && typeof value === 'string' && !/^[0-9a-f]{12,}$/.test(value) ? [value] : [],
    ),
  );
}

/** Everything that a learner sees before an answer. */
function shownTexts(exercise: JudgedExercise, words: string): string {
  const { files, commands } = exercise.start;
  const given = 'given' in exercise ? exercise.given : [];
  const build = 'build' in exercise ? exercise.build : [];
  const blocks = 'blocks' in exercise ? exercise.blocks.map(({ text }) => text) : [];
  const contents = Object.values(files).filter((file) => typeof file === 'string');
  return [words, ...commands, ...Object.keys(files), ...contents, ...given, ...build, ...blocks].join('\n');
}

function answerText(answer: Answer): string {
  if ('lines' in answer) return answer.lines.join('\n');
  if ('blocks' in answer) return answer.blocks.join(' ');
  return 'files' in answer ? Object.values(answer.files).join('\n') : '';
}
