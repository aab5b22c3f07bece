/** Reading `content/`. Paths are from the project's root, so that problems name files as an author knows them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { ContentError } from './content-error.ts';

/** Every script of the project runs in its root. */
export function projectPath(...parts: readonly string[]): string {
  return path.join(process.cwd(), ...parts);
}

export function lessonFolder(lesson: string): string {
  return `content/lessons/${lesson}`;
}
export function exerciseFolder(lesson: string, exercise: string): string {
  return `${lessonFolder(lesson)}/exercises/${exercise}`;
}

/** @throws ContentError where there is no such file */
export function readText(file: string): string {
  const place = projectPath(file);
  if (existsSync(place)) return readFileSync(place, 'utf8');
  throw new ContentError([{ file, key: '', found: 'no such file', allowed: 'a file', todo: 'write it' }]);
}

/** @throws ContentError where there is no such file or it is no YAML */
export function readYaml(file: string): unknown {
  const source = readText(file);
  try {
    return parse(source);
  } catch (error) {
    throw new ContentError([{ file, key: '', found: String(error), allowed: 'YAML', todo: 'correct the line named above' }]);
  }
}

export interface Document {
  readonly frontMatter: unknown;
  readonly body: string;
}

/** @throws ContentError */
export function readDocument(file: string): Document {
  const source = readText(file);
  const match = /^---\n(.*?)\n---\n(.*)$/s.exec(source);
  if (match === null)
    throw new ContentError([
      { file, key: '', found: 'no front matter', allowed: 'YAML between two lines of ---', todo: 'begin the file with it' },
    ]);
  return { frontMatter: parse(match[1] ?? ''), body: match[2] ?? '' };
}

/** Names of the folders in a folder, sorted; none where it does not exist. */
export function listFolders(folder: string): string[] {
  const place = projectPath(folder);
  if (!existsSync(place)) return [];
  return readdirSync(place, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Files below a folder, by their path inside it, sorted. */
export function listFiles(folder: string): string[] {
  const place = projectPath(folder);
  if (!existsSync(place)) return [];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(place, path.join(entry.parentPath, entry.name)))
    .sort();
}
