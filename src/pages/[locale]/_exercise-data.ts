/** What a page hands to the island of one exercise: its facts, its words, coloured code and the machine at its start. */
import { codeToHtml } from 'shiki';
import type { LocalisedExercise } from '../../curriculum/exercises.ts';
import { openLab } from '../../curriculum/lab.ts';
import { classesInsteadOfStyles, codeTheme } from '../../ui/editor/code-theme.ts';
import { type CodeLanguage, languageOf } from '../../ui/editor/editor.ts';
import { startSnapshot } from '../../ui/lab/describe-snapshot.ts';
import type { ExerciseData } from '../../ui/wake/lesson-data.ts';

export async function describeExercise({ exercise, texts, number }: LocalisedExercise): Promise<ExerciseData> {
  const { starts } = await openLab();
  const { machine } = await starts.prepare(exercise.start);
  const given = 'given' in exercise ? exercise.given.join('\n') : '';
  const filesHtml: Record<string, string> = {};
  for (const path of 'editable' in exercise ? exercise.editable : []) {
    const file = exercise.start.files[path];
    filesHtml[path] = await colour(typeof file === 'string' ? file : '', languageOf(path));
  }
  return { exercise, texts, number, startHtml: await colour(given, 'shellscript'), filesHtml, start: startSnapshot(machine) };
}

async function colour(code: string, lang: CodeLanguage): Promise<string> {
  const html = await codeToHtml(code, { lang, theme: codeTheme('roles'), transformers: [classesInsteadOfStyles] });
  return html.replace(/^<pre[^>]*><code>|<\/code><\/pre>$/g, '');
}
