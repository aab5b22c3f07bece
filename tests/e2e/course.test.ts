/** Every exercise of the course can be done in the page: on a phone, by touch, with its first solution or what the engine finds true. */
import type { Page } from 'playwright-core';
import { describe } from 'vitest';
import { course } from '../../content/course.ts';
import { listAnswers } from '../../src/curriculum/answers.ts';
import { readExercise } from '../../src/curriculum/exercises.ts';
import { getLesson, readLessonFacts } from '../../src/curriculum/lessons.ts';
import { type Answer, type Exercise, isPrediction } from '../../src/exercise/index.ts';
import { trueAnswer } from '../content/check-answer.ts';
import { test as base } from '../open-browser.ts';
import { block, editorOf } from './form-page.ts';
import { card, expectFeedback, PHONE, soon } from './lesson-page.ts';

const lessons = await Promise.all(
  course.map(async (lesson) => ({
    lesson,
    path: `/pt-br/${getLesson(lesson, 'pt-BR').slug}/`,
    exercises: await Promise.all(readLessonFacts(lesson).exercises.map((id) => readExercise(lesson, id))),
  })),
);

async function rightAnswer(exercise: Exercise): Promise<Answer> {
  if (isPrediction(exercise)) return trueAnswer(exercise);
  const solution = listAnswers(exercise, 'solutions')[0];
  if (solution === undefined) throw new Error(`${exercise.id} has no solution`);
  return solution.answer;
}

/** Each part of the answer goes where a learner would put it. */
async function fillIn(page: Page, id: string, answer: Answer): Promise<void> {
  const place = card(page, id);
  if ('blocks' in answer) for (const name of answer.blocks) await block(page, id, name).locator('[data-action=put]').tap();
  if ('lines' in answer) await editorOf(page, id, '').locator(':scope > textarea').fill(answer.lines.join('\n'));
  for (const [path, text] of Object.entries('files' in answer ? (answer.files ?? {}) : {})) {
    const tab = place.getByRole('tab', { name: path, exact: true });
    if ((await tab.count()) > 0) await tab.tap();
    await editorOf(page, id, path).locator(':scope > textarea').fill(text);
  }
  if (!('prediction' in answer)) return;
  const { prediction } = answer;
  if (prediction.kind === 'ticks') {
    for (const item of prediction.items) await place.locator(`input[value="${item}"]`).tap();
    return;
  }
  for (const [field, value] of Object.entries(prediction.values)) {
    const input = place.locator(`[data-field="${field}"]`);
    const isChoice = (await input.evaluate((element) => element.localName)) === 'select';
    if (isChoice) await input.selectOption(value);
    else await input.fill(/^\d+\.\d+$/.test(value) ? value.replace('.', ',') : value);
  }
}

describe.each(lessons)('$lesson', ({ path, exercises }) => {
  const test = base.override({ contextOptions: { ...PHONE, reducedMotion: 'reduce' } });

  test('each exercise passes, and shows its solutions', { timeout: 180_000 }, async ({ page }) => {
    await page.goto(path);
    for (const exercise of exercises) {
      const { id } = exercise;
      await fillIn(page, id, await rightAnswer(exercise));
      await card(page, id).locator('[type=submit]').tap();
      await expectFeedback(page, id, 'passed', 'Certo');
      const solutions = isPrediction(exercise) ? 0 : listAnswers(exercise, 'solutions').length;
      await soon(() => card(page, id).locator('.solution').count()).toBe(solutions);
    }
    const solved = page.locator('.lesson-nav [aria-current=page]');
    await soon(() => solved.getAttribute('data-state')).toBe('all');
  });
});
