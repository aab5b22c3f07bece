/**
 * Where an archive goes and under which name (moby `pkg/archive/copy.go` PrepareArchiveCopy):
 *
 * | what is there | a folder is copied | a file is copied |
 * | --- | --- | --- |
 * | a folder | into it (`x/.`: what is in x, into it) | into it |
 * | a file | refused | replaces it |
 * | nothing | under that name | under that name; refused for `name/` |
 */
import { assertsFolder, splitEntry } from './copy-paths.ts';

export interface Existing {
  readonly path: string;
  readonly exists: boolean;
  readonly isFolder: boolean;
}
export type CopyTarget =
  | { readonly kind: 'into'; readonly folder: string; readonly base: string }
  | { readonly kind: 'folder-onto-file' | 'no-such-folder' };

/** @param source with the name it is packed under, `.` for what is in a folder */
export function chooseTarget(source: { readonly base: string; readonly isFolder: boolean }, destination: Existing): CopyTarget {
  if (destination.exists && destination.isFolder) return { kind: 'into', folder: destination.path, base: source.base };
  const { dir, base } = splitEntry(destination.path);
  if (destination.exists) return source.isFolder ? { kind: 'folder-onto-file' } : { kind: 'into', folder: dir, base };
  if (!source.isFolder && assertsFolder(destination.path)) return { kind: 'no-such-folder' };
  return { kind: 'into', folder: dir, base };
}
