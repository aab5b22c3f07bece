/** What the finished site hands to a browser, and what it must never hand to one. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { BUILD_PACKAGES, SHIPPED_PACKAGES } from '../../scripts/shipped-licenses.ts';
import { listAnswers } from '../../src/curriculum/answers.ts';
import { listExercises } from '../../src/curriculum/exercises.ts';
import { answerWork, isPrediction } from '../../src/exercise/index.ts';
import type { SolutionsFile } from '../../src/ui/exercise/solutions.model.ts';
import {
  closeOverImports,
  gzipSize,
  listInitialScripts,
  listLazyImports,
  listSiteFiles,
  MANIFEST,
  readSiteFile,
  stylesSize,
} from './site.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
const pages = listSiteFiles('.html');
const scripts = listSiteFiles('.js');
const exercises = await listExercises();
const KB = 1000;

test('the build made pages in both languages', () => {
  const inLocale = (code: string) =>
    pages.filter((page) => page.startsWith(`/${code}/`)).map((page) => page.slice(code.length + 1));
  expect(inLocale('en').length).toBeGreaterThan(1);
  expect(inLocale('en').length).toBe(inLocale('pt-br').length);
});

test('no script for a browser names a module of Node', () => {
  const naming = scripts.filter((path) => /["']node:[a-z_/]+["']|require\(["'](fs|path|crypto)["']\)/.test(readSiteFile(path)));
  expect(naming).toEqual([]);
});

test('no page has a style or an event handler inside a tag, and its inline scripts are few', () => {
  const withStyle = pages.filter((page) => /<[a-z][^>]*\sstyle=/i.test(readSiteFile(page)));
  const withHandler = pages.filter((page) => /<[a-z][^>]*\son[a-z]+=/i.test(readSiteFile(page)));
  const hashes = new Set(Object.values(MANIFEST.files).flatMap((file) => file.scripts));
  expect({ withStyle, withHandler, inlineScripts: hashes.size }).toEqual({
    withStyle: [],
    withHandler: [],
    inlineScripts: expect.any(Number),
  });
  expect(hashes.size).toBeLessThanOrEqual(3);
});

/** Sentences of one language, long enough to be nothing else; the page carries those it needs as data. */
test.each(['en', 'pt-BR'])('no script carries the dictionary of %s', (locale) => {
  const words: Record<string, string> = JSON.parse(readFileSync(join(PROJECT, `content/i18n/ui.${locale}.json`), 'utf8'));
  const sentences = Object.values(words).filter((text) => text.length >= 25 && !text.includes('{'));
  const code = scripts.map(readSiteFile).join('\n');
  expect(sentences.length).toBeGreaterThan(0);
  expect(sentences.filter((text) => code.includes(text))).toEqual([]);
});

/** What exercises begin with is shown, and may be a solution of another one that comes later. */
const given = new Set(
  exercises.flatMap(({ start, ...exercise }) => {
    const lines = 'given' in exercise ? exercise.given.join('\n') : '';
    return [...Object.values(start.files), lines].map((text) => (typeof text === 'string' ? text.trim() : ''));
  }),
);

/** What answers write and run, long enough to be no chance. */
function answersIn(folder: 'solutions' | 'wrong'): string[] {
  const texts = exercises.flatMap((exercise) => {
    if (isPrediction(exercise)) return [];
    const works = listAnswers(exercise, folder).map(({ answer }) => answerWork(exercise, answer));
    return works.flatMap(({ lines, files }) => [lines.join('\n'), ...Object.values(files)]).map((text) => text.trim());
  });
  const own = texts.filter((text) => !given.has(text) && text.split('\n').length >= 3);
  expect(own.length).toBeGreaterThan(0);
  return own;
}

/** Whole answers: a wrong one may be the beginning of a right one, or have one file of it. */
function wholeSolutions(path: string): string[] {
  const { solutions } = JSON.parse(readSiteFile(path)) as SolutionsFile;
  return solutions.map(({ lines = [], files = {} }) => wholeAnswer({ lines, files }));
}

function wholeAnswer({
  lines,
  files,
}: {
  readonly lines: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}): string {
  const parts = Object.entries(files).map(([path, text]) => `${path}:\n${text.trim()}`);
  return [lines.join('\n').trim(), ...parts.sort()].join('\n\n');
}

function leaked(texts: readonly string[], paths: readonly string[]): string[] {
  const shipped = paths.map(readSiteFile).join('\n');
  return texts.filter((text) => shipped.includes(text) || shipped.includes(JSON.stringify(text).slice(1, -1)));
}

test('no solution and no wrong answer is in any page, script or data, but solutions in the files that are fetched after passing', () => {
  const data = listSiteFiles('.json');
  const afterPassing = data.filter((path) => /^\/solutions\/[a-z0-9-]+\.json$/.test(path));
  const others = [...scripts, ...pages, ...data.filter((path) => !afterPassing.includes(path))];
  expect(afterPassing.length).toBeGreaterThan(0);
  expect(leaked(answersIn('solutions'), others)).toEqual([]);
  expect(leaked(answersIn('wrong'), others)).toEqual([]);
  const shown = new Set(afterPassing.flatMap(wholeSolutions));
  const wrong = exercises.flatMap((exercise) =>
    isPrediction(exercise) ? [] : listAnswers(exercise, 'wrong').map(({ answer }) => wholeAnswer(answerWork(exercise, answer))),
  );
  expect(shown.size).toBeGreaterThan(0);
  // a command or two may be wrong in one exercise and right in another
  expect(wrong.filter((whole) => whole.split('\n').length >= 3 && shown.has(whole))).toEqual([]);
});

test('no page names a file of solutions', () => {
  expect(pages.filter((page) => /["'/]solutions\/[a-z]/.test(readSiteFile(page)))).toEqual([]);
});

test('budgets: a page before anything is touched', () => {
  /** where nothing can be read and everything is done */
  const tools = /\/(lab|entregar|hand-in|corrigir|grade|turma|class|meus-dados|my-data)\//;
  const reading = pages.filter((page) => !tools.test(page));
  const over = reading.flatMap((page) => {
    const js = gzipSize(listInitialScripts(page));
    const css = stylesSize(page);
    // fewer styles than that: they were not found
    return js > 7.5 * KB || css > 20 * KB || css < 5 * KB ? [`${page}: ${js} B of scripts, ${css} B of styles`] : [];
  });
  expect(over).toEqual([]);
});

test('budget: of the data for its scripts a page carries what its first console needs; the rest is a file', () => {
  const withIslands = pages.filter((page) => /\sdata-island=/.test(readSiteFile(page)) && !page.startsWith('/lab/'));
  const data = new Set(listSiteFiles('.json'));
  const wrong = withIslands.flatMap((page) => {
    const html = readSiteFile(page);
    const path = /<link id="lesson-data"[^>]* href="([^"]+)"/.exec(html)?.[1] ?? 'none';
    const json = [...html.matchAll(/<script type="application\/json"[^>]*>([^<]*)/g)].map(([, text = '']) => text).join('');
    const size = gzipSync(json, { level: 9 }).length;
    return data.has(path) && size > 100 && size <= 2 * KB ? [] : [`${page}: data in ${path}, ${size} B in the page`];
  });
  expect(withIslands.length).toBeGreaterThan(20);
  expect(wrong).toEqual([]);
});

test('the editor is loaded by nobody before it is asked for', () => {
  const editor = scripts.filter((path) => readSiteFile(path).includes('monaco-editor'));
  const early = pages.filter((page) => [...listInitialScripts(page)].some((path) => editor.includes(path)));
  expect(early).toEqual([]);
});

test('budget: the editor with all that it loads, its workers and the words of its help', () => {
  const [editor = ''] = scripts.filter((path) => /\/monaco-editor\.[^/]+\.js$/.test(path));
  const lazily = listLazyImports(editor).flat();
  // the islands are there before the editor is, and it imports from them
  const islands = closeOverImports(scripts.filter((path) => /\/awake\./.test(path)));
  const all = closeOverImports([editor, ...lazily, ...scripts.filter((path) => /\/colour-code\./.test(path))]);
  const files = [...all].filter((path) => !islands.has(path));
  const grammars = scripts.filter((path) => /\/(shellscript|docker)\.[^/]+\.js$/.test(path));
  const workers = scripts.filter((path) => /\/(editor|ts|css|html|json)\.worker-/.test(path));
  expect(workers, "Monaco's own worker is not needed").toEqual([]);
  const words = listSiteFiles('.json').filter((path) => path === '/assist/pt-BR.json');
  expect(words).toHaveLength(1);
  expect(gzipSize(new Set([...files, ...grammars, ...workers, ...words]))).toBeLessThanOrEqual(750 * KB);
});

test('every dependency is either shipped with its licence or never shipped', () => {
  const { dependencies } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
  const known = new Set([...SHIPPED_PACKAGES, ...BUILD_PACKAGES]);
  expect(Object.keys(dependencies).filter((name) => !known.has(name))).toEqual([]);
  const texts = readSiteFile('/licenses.txt');
  expect(
    ['Jason Miller', 'Arjun Barrett', 'Paul Miller', 'Lars Kappert', 'SIL OPEN FONT LICENSE', 'GPL-2.0'].filter(
      (name) => !texts.includes(name),
    ),
  ).toEqual([]);
});
