/**
 * Import directions of `.astro` files, which dependency-cruiser cannot read: pages and site are the only folders that have them, and
 * both take their words and data from the same few places.
 */
import { glob, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

const ALLOWED: ReadonlyMap<string, RegExp> = new Map([
  ['src/pages', /^(src\/(pages|site|ui|curriculum|i18n|styles)\/|node:)/],
  ['src/site', /^src\/(site|ui|i18n|styles)\//],
]);
const PACKAGES = /^(astro|astro:[a-z]+|astro\/[a-z/]+|preact|@astrojs\/[a-z]+|@fontsource-variable\/.+|shiki)$/;

export async function checkAstroImports(root: string): Promise<string[]> {
  const problems: string[] = [];
  for await (const path of glob('src/**/*.astro', { cwd: root })) {
    const folder = path.split('/').slice(0, 2).join('/');
    const allowed = ALLOWED.get(folder);
    if (allowed === undefined) {
      problems.push(`${path}: .astro files belong to src/pages or src/site`);
      continue;
    }
    for (const { target, isType } of listImports(await readFile(join(root, path), 'utf8'))) {
      const resolved = target.startsWith('.') ? relative(root, join(root, dirname(path), target)) : target;
      const isTypeOfCurriculum = isType && resolved.startsWith('src/curriculum/');
      const isFine = target.startsWith('.')
        ? allowed.test(resolved) || isTypeOfCurriculum
        : PACKAGES.test(target) || allowed.test(target);
      if (!isFine) problems.push(`${path} imports ${resolved}`);
    }
  }
  return problems.sort();
}

function listImports(source: string): { target: string; isType: boolean }[] {
  const statements = source.matchAll(/^\s*import\s+(type\s)?(?:[^'";]*?from\s+)?['"]([^'"]+)['"]/gm);
  return [...statements].map(([, type, target = '']) => ({ target, isType: type !== undefined }));
}
