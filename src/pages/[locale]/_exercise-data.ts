/** Joins an exercise with its machine and its colours, for the island that shows it. */
import { codeToHtml } from 'shiki';
import { openLab } from '../../curriculum/lab.ts';
import { outlineOf, outlinePath } from '../../curriculum/outlines.ts';
import { classesInsteadOfStyles, codeTheme } from '../../ui/editor/code-theme.ts';
import type { CodeLanguage } from '../../ui/editor/editor.ts';
import { createExerciseData, type ExerciseSource } from '../../ui/wake/exercise-data.ts';
import type { ExerciseData } from '../../ui/wake/lesson-data.ts';

export async function describeExercise(source: Omit<ExerciseSource, 'machine' | 'outline' | 'colour'>): Promise<ExerciseData> {
  const { starts } = await openLab();
  const { machine } = await starts.prepare(source.exercise.start);
  const outline = await outlineOf(source.exercise.start);
  return createExerciseData({
    ...source,
    machine,
    colour,
    ...(outline === undefined ? {} : { outline: outlinePath(outline) }),
  });
}

async function colour(code: string, lang: CodeLanguage): Promise<string> {
  const html = await codeToHtml(code, { lang, theme: codeTheme('roles'), transformers: [classesInsteadOfStyles] });
  return html.replace(/^<pre[^>]*><code>|<\/code><\/pre>$/g, '');
}
