/** A hash of everything the site is built from, so that a start without changes builds nothing. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

const SOURCES = [
  'astro.config.mjs',
  'content',
  'package-lock.json',
  'package.json',
  'public',
  // those that build and those that do not: a list of the former would miss what they import
  'scripts',
  'src',
  'tsconfig.json',
];
/** no part of a build */
const LEFT_OUT = /\.(test\.tsx?|md)$/;

export async function hashSources(root: string): Promise<string> {
  const paths = (await Promise.all(SOURCES.map((source) => listFiles(join(root, source))))).flat().sort();
  const hashes = await Promise.all(
    paths.map(
      async (path) =>
        `${relative(root, path)} ${createHash('sha256')
          .update(await readFile(path))
          .digest('hex')}`,
    ),
  );
  const settings = `SITE_URL=${process.env['SITE_URL'] ?? ''}`;
  return createHash('sha256')
    .update([settings, ...hashes].join('\n'))
    .digest('hex');
}

async function listFiles(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR') return undefined;
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (entries === undefined) return [path];
  return entries.filter((entry) => entry.isFile() && !LEFT_OUT.test(entry.name)).map((entry) => join(entry.parentPath, entry.name));
}
