/** The checks themselves: each finds what it is there for, on a small project with everything wrong. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkAstroImports } from '../../scripts/checks/astro-imports.ts';
import { checkFileLength } from '../../scripts/checks/file-length.ts';
import { checkImports } from '../../scripts/checks/imports.ts';
import { listLostWork } from '../../scripts/checks/lost-work.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
const CONFIGURATION = ['.dependency-cruiser.cjs', '.gitignore', 'biome.json', 'package.json', 'scripts/lint', 'tsconfig.json'];
const long = (lines: number) => Array.from({ length: lines }, (_, index) => `// comment\n\nexport const a${index} = 1;\n`).join('');
const WRONG: Readonly<Record<string, string>> = {
  'src/engine/machine/clock.ts': [
    'export const a = new Date();',
    'export const fine = new Date(0);',
    'export const b = Date.now();',
    'export const c = Math.random();',
    'setTimeout(() => {}, 1);',
    'console.log(a);',
    'export default c;',
    '',
  ].join('\n'),
  'src/engine/fs/up.ts': "import { x } from '../cli/words.ts';\nexport const y = x;\n",
  'src/engine/cli/words.ts': "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n",
  'src/engine/index.ts': 'export const door = 1;\n',
  'src/engine/oci/one.ts': "import { two } from './two.ts';\nexport const one = two;\n",
  'src/engine/oci/two.ts': "import type { one } from './one.ts';\nexport const two = 2;\nexport type One = typeof one;\n",
  'src/exercise/inner.ts': "import { y } from '../engine/fs/up.ts';\nexport const z = y;\n",
  'src/i18n/translate.ts': 'export const words = 1;\n',
  'src/ui/island.ts': "import { words } from '../i18n/translate.ts';\nexport const w = words;\n",
  'src/server/main.ts': "import { w } from '../ui/island.ts';\nimport { nope } from './nope.ts';\nexport const v = [w, nope];\n",
  'src/pages/index.astro':
    "---\nimport { door } from '../engine/index.ts';\nimport Fine from '../site/fine.astro';\n---\n{door}<Fine />\n",
  'src/site/fine.astro':
    "---\nimport type { Lesson } from '../curriculum/lesson.ts';\nimport { load } from '../curriculum/lesson.ts';\n---\n",
  'src/engine/shell/too-long.ts': long(401),
  'src/engine/shell/long-enough.ts': long(400),
  'src/engine/shell/table.data.ts': long(500),
};
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'camadas-checks-'));
  for (const path of CONFIGURATION) cpSync(join(PROJECT, path), join(folder, path), { recursive: true });
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of Object.entries(WRONG)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

test('lint: no clock, no chance, no console, no default export in the engine', () => {
  const biome = join(PROJECT, 'node_modules/.bin/biome');
  const run = spawnSync(biome, ['lint', '--reporter=github', 'src/engine/machine/clock.ts'], { cwd: folder, encoding: 'utf8' });
  const found = [...run.stdout.matchAll(/^::\w+ title=([^,]+),file=[^,]+,line=(\d+)/gm)].map(([, rule, line]) => `${line} ${rule}`);
  expect(found.sort()).toEqual([
    '1 plugin',
    '3 lint/nursery/noJsRestrictedProperties',
    '4 lint/nursery/noJsRestrictedProperties',
    '5 lint/style/noRestrictedGlobals',
    '6 lint/suspicious/noConsole',
    '7 lint/style/noDefaultExport',
  ]);
});

test('imports: directions, circles of types too, doors, dictionaries, what is not there', async () => {
  const found = await checkImports(folder, 1);
  expect(found.sort()).toEqual([
    'engine-order-cli: src/engine/cli/words.ts imports fs',
    'engine-order-fs: src/engine/fs/up.ts imports src/engine/cli/words.ts',
    'engine-stands-alone: src/engine/cli/words.ts imports fs',
    'imports-of-exercise: src/exercise/inner.ts imports src/engine/fs/up.ts',
    'imports-of-server: src/server/main.ts imports ./nope.ts',
    'imports-of-server: src/server/main.ts imports src/ui/island.ts',
    'imports-of-ui: src/ui/island.ts imports src/i18n/translate.ts',
    'no-circles: src/engine/oci/one.ts imports src/engine/oci/two.ts',
    'no-unresolved: src/server/main.ts imports ./nope.ts',
  ]);
});

test('imports: reading next to nothing is a broken check', async () => {
  expect(await checkImports(folder)).toEqual([expect.stringMatching(/^only \d+ modules were read: the check itself is broken$/)]);
});

test('imports of .astro files', async () => {
  expect(await checkAstroImports(folder)).toEqual([
    'src/pages/index.astro imports src/engine/index.ts',
    'src/site/fine.astro imports src/curriculum/lesson.ts',
  ]);
});

test('file length: lines of code, not tables', async () => {
  expect(await checkFileLength(folder)).toEqual([
    'src/engine/shell/too-long.ts has 401 lines of code, 400 are allowed: split it by subject',
  ]);
});

test('lost work: a generator that is awaited or thrown away', () => {
  const source = [
    'function* work(): Generator<number, number> {',
    '  return yield 1;',
    '}',
    'export async function lose(): Promise<void> {',
    '  await work();',
    '  work();',
    '  const kept = work();',
    '  kept.next();',
    '}',
    '',
  ].join('\n');
  const config = JSON.stringify({
    compilerOptions: { target: 'ES2023', strict: true, noEmit: true, types: [] },
    files: ['work.ts'],
  });
  writeFileSync(join(folder, 'work.ts'), source);
  writeFileSync(join(folder, 'tsconfig.work.json'), config);
  expect(listLostWork(join(folder, 'tsconfig.work.json'))).toEqual([
    'work.ts(5): work is begun here and never run: await work()',
    'work.ts(6): work is begun here and never run: work();',
  ]);
});
