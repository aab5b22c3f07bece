/**
 * For the container image: leaves in package.json only the packages that a running server loads, so that `npm prune` takes away what the
 * pages were made with. Not for a working copy: it is written over.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

/** What `src/server` and what it imports load; `tests/scripts/container.test.ts` compares. */
export const SERVER_PACKAGES: readonly string[] = [
  '@noble/hashes',
  'fflate',
  'fzstd',
  'kysely',
  'pg',
  'prom-client',
  'rate-limiter-flexible',
  'tinypool',
  'unbash',
  'zod',
];

if (import.meta.main) {
  const path = resolve(import.meta.dirname, '../package.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as { dependencies: Record<string, string> };
  const kept = Object.entries(manifest.dependencies).filter(([name]) => SERVER_PACKAGES.includes(name));
  await writeFile(path, `${JSON.stringify({ ...manifest, dependencies: Object.fromEntries(kept) }, null, 2)}\n`);
}
