/**
 * As somebody who hears the page: places are found by role and name alone, everything is done by keyboard, and what happened is what a
 * status or a log says. No style sheet's names, no pointer.
 */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { listAnswers } from '../../src/curriculum/answers.ts';
import { readExercise, readExerciseTexts } from '../../src/curriculum/exercises.ts';
import { readLessonFacts } from '../../src/curriculum/lessons.ts';
import { isPrediction } from '../../src/exercise/index.ts';
import { trueAnswer } from '../content/check-answer.ts';
import { test as base } from '../open-browser.ts';
import { soon, tabTo, WIDE } from './lesson-page.ts';

const LESSON = 'image-and-container';
const exercises = await Promise.all(readLessonFacts(LESSON).exercises.map((id) => readExercise(LESSON, id)));
const test = base.override({ contextOptions: { ...WIDE, reducedMotion: 'reduce' } });

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target, 300);
  await page.keyboard.press('Enter');
}

test('a whole lesson, its exercises and its machine, by the accessibility tree alone', async ({ page }) => {
  await page.goto('/en/');
  await press(page, page.getByRole('link', { name: 'Start with the first lesson' }));
  await page.getByRole('heading', { level: 1, name: 'The photo and what comes out of it' }).waitFor();
  await press(page, page.getByRole('link', { name: 'Skip to the content' }));
  expect(exercises.map(({ kind }) => kind)).toEqual(['commands', 'predict', 'order']);
  for (const exercise of exercises) {
    const place = page.getByRole('region', { name: readExerciseTexts(exercise, 'en').title });
    if (isPrediction(exercise)) {
      const answer = await trueAnswer(exercise);
      const values = 'prediction' in answer && answer.prediction.kind !== 'ticks' ? Object.values(answer.prediction.values) : [];
      const fields = await place.getByRole('textbox').all();
      expect(values.length).toBe(fields.length);
      for (const [index, field] of fields.entries()) {
        await tabTo(page, field, 300);
        await page.keyboard.type(values[index] ?? '');
      }
      await press(page, place.getByRole('button', { name: 'Predict and compare' }));
    } else {
      const { answer } = listAnswers(exercise, 'solutions')[0] ?? expect.fail(`${exercise.id} has no solution`);
      if ('lines' in answer) {
        await tabTo(page, place.getByRole('textbox', { name: 'Your commands' }).first(), 300);
        await page.keyboard.type(answer.lines.join('\n'));
        await page.keyboard.press('Control+Enter');
      }
      for (const id of 'blocks' in answer ? answer.blocks : []) {
        const text = 'blocks' in exercise ? exercise.blocks.find((block) => block.id === id)?.text : undefined;
        await press(page, place.getByRole('button', { name: `Put in: ${text}`, exact: true }));
      }
      if ('blocks' in answer) await press(page, place.getByRole('button', { name: 'Run and check' }));
    }
    await soon(() => place.getByRole('status').allInnerTexts()).toContainEqual(expect.stringContaining('Correct'));
  }
  await page
    .getByRole('navigation', { name: 'In this lesson' })
    .getByRole('img', { name: '3 of 3 exercises solved' })
    .first()
    .waitFor();

  const machine = page.getByRole('complementary', { name: 'The machine' });
  await tabTo(page, machine.getByRole('textbox', { name: 'Command' }), 300);
  await page.keyboard.type('docker images\n');
  await soon(() => machine.getByRole('log').innerText()).toContain('REPOSITORY');
});
