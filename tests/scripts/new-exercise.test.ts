/** What `npm run new:exercise` writes can be loaded as it is, and only the author's sentences are missing. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { newFiles } from '../../scripts/new-exercise/templates.ts';
import { exerciseTexts, OPEN_SENTENCE, textIds } from '../../src/curriculum/text-schema.ts';
import { EXERCISE_KINDS, type Exercise } from '../../src/exercise/index.ts';

/** as deep in the project as an exercise's folder is */
const PLACE = resolve(import.meta.dirname, '../../.cache/new-exercise/a/b');
afterAll(() => rmSync(dirname(dirname(PLACE)), { recursive: true, force: true }));

test.each(EXERCISE_KINDS)('%s', async (kind) => {
  const files = newFiles({ lesson: 'removing', id: 'try-me', kind });
  const folder = join(PLACE, kind);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { exercise } = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'exercise.ts')).href)) as { exercise: Exercise };
  expect(exercise).toMatchObject({ id: 'try-me', lesson: 'removing', kind });
  const open = parse(files['text.en.yaml'] ?? '');
  expect(exerciseTexts.safeParse(open).error?.issues.map(({ path }) => path[0])).toContain('title');
  const written = exerciseTexts.parse(JSON.parse(JSON.stringify(open).replaceAll(OPEN_SENTENCE, 'A sentence.')));
  const ids = Object.entries(textIds(exercise)).map(([section, list]) => [section, Object.keys(written[section as 'goals']), list]);
  expect(ids.filter(([, has, needs]) => String(has) !== String(needs))).toEqual([]);
});
