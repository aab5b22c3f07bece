/** Joins an exercise with its machine and its colours, for the island that shows it. */
import { codeToHtml } from 'shiki';
import type { LocalisedExercise } from '../../curriculum/exercises.ts';
import { openLab } from '../../curriculum/lab.ts';
import { classesInsteadOfStyles, codeTheme } from '../../ui/editor/code-theme.ts';
import type { CodeLanguage } from '../../ui/editor/editor.ts';
import { createExerciseData } from '../../ui/wake/exercise-data.ts';
import type { ExerciseData } from '../../ui/wake/lesson-data.ts';

export async function describeExercise(localised: LocalisedExercise): Promise<ExerciseData> {
  const { starts } = await openLab();
  const { machine } = await starts.prepare(localised.exercise.start);
  return createExerciseData({ ...localised, machine, colour });
}

async function colour(code: string, lang: CodeLanguage): Promise<string> {
  const html = await codeToHtml(code, { lang, theme: codeTheme('roles'), transformers: [classesInsteadOfStyles] });
  return html.replace(/^<pre[^>]*><code>|<\/code><\/pre>$/g, '');
}
