/** Dockerfile and compose.yaml against the rest of the project, by the engine's own parser. That the image works: `npm run prove:image`. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { SERVER_PACKAGES } from '../../scripts/server-packages.ts';
import { parseDockerignore } from '../../src/engine/build/context/dockerignore.ts';
import { compilePatterns, isExcludedPath } from '../../src/engine/build/context/pattern-matcher.ts';
import type { CopyInstruction } from '../../src/engine/build/dockerfile/instruction.ts';
import { parseDockerfile } from '../../src/engine/build/dockerfile/parse-dockerfile.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const SOURCE = read('Dockerfile');
const { instructions } = parseDockerfile(SOURCE, 'buildkit');
const copies = instructions.filter((instruction): instruction is CopyInstruction => instruction.kind === 'copy');
const patterns = compilePatterns(parseDockerignore(read('.dockerignore')));
/** what the build stage makes by itself */
const MADE = /^(node_modules|dist\/(client|site\.json|exercises\.json))$/;
/** packages of `import … from 'x'` and `import('x')`, types left out */
const IMPORT = /(?:^import (?!type\b)(?:[^'";]* from )?|^} from |\bimport\()'((?:@[a-z0-9-]+\/)?[a-z][a-z0-9-]*)(?:\/[^']*)?'/gm;

test.each(['classic', 'buildkit'] as const)('the %s builder finds nothing wrong in the Dockerfile', (frontend) => {
  expect(parseDockerfile(SOURCE, frontend).problems).toEqual([]);
});

test('all that is copied is there, and not left out of the context', () => {
  const sources = copies.flatMap(({ from, sources: tokens }) =>
    tokens.map(({ text: value }) => (from === 'build' ? value.replace('/app/', '') : value)),
  );
  expect(sources.length).toBeGreaterThan(10);
  const missing = sources.filter(
    (path) => !MADE.test(path) && path !== '.' && (!existsSync(join(ROOT, path)) || isExcludedPath(patterns, path)),
  );
  expect(missing).toEqual([]);
});

test('the context has what a build needs, and no folder of data, secrets or history', () => {
  const excluded = (path: string) => isExcludedPath(patterns, path);
  expect(
    ['src/pages/[locale]/index.astro', 'content/course.ts', 'public', 'astro.config.mjs', 'scripts/up.mjs'].filter(excluded),
  ).toEqual([]);
  const hidden = [
    '.git/config',
    'data/camadas.sqlite',
    'node_modules/pg/package.json',
    'dist/site.json',
    'src/server/create-server.test.ts',
    '.env',
  ];
  expect(hidden.filter((path) => !excluded(path))).toEqual([]);
});

test('it runs as nobody in particular, asks /healthz, and lets go of its packages by a list that is true', () => {
  expect(instructions.flatMap((instruction) => (instruction.kind === 'user' ? [instruction.word.text] : []))).toEqual([
    '1000:1000',
  ]);
  expect(SOURCE).toMatch(/HEALTHCHECK .*src\/server\/check-health\.ts/);
  expect(read('src/server/check-health.ts')).toContain('/healthz');
  const imported = new Set(
    globSync('src/{server,engine,exercise,i18n}/**/*.ts', { cwd: ROOT })
      .filter((path) => !path.endsWith('.test.ts') && path !== 'src/server/dev-routes.ts')
      .flatMap((path) => [...read(path).matchAll(IMPORT)].map(([, name = '']) => name))
      .filter((name) => !name.startsWith('node:')),
  );
  expect([...imported].sort()).toEqual([...SERVER_PACKAGES].sort());
});

test('compose.yaml sets only what the server reads and docs/operator.md explains', () => {
  const { services } = parse(read('compose.yaml'));
  const documented = new Set([...read('docs/operator.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name));
  const server = globSync('src/server/**/*.ts', { cwd: ROOT }).map(read).join('\n');
  const used = [...Object.keys(services.site.environment), ...(SOURCE.match(/^ENV .*$/m)?.[0].matchAll(/([A-Z_]+)=/g) ?? [])].map(
    (name) => (typeof name === 'string' ? name : name[1]),
  );
  expect(used).toContain('DATABASE_URL');
  for (const name of used.filter((each) => each !== 'NODE_ENV')) {
    expect([name, documented.has(name)]).toEqual([name, true]);
    expect([name, new RegExp(`\\b${name}\\b`).test(server)]).toEqual([name, true]);
  }
  expect(services.site).toMatchObject({
    read_only: true,
    cap_drop: ['ALL'],
    depends_on: { database: { condition: 'service_healthy' } },
  });
});
