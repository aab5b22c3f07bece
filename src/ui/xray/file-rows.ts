/** Which of a layer's files are shown as rows: those of the chosen kinds, with the folders around them, as far as these are open. */
import type { XrayFile } from '../lab/xray-data.ts';

export type Kind = 'A' | 'C' | 'D';
export const KINDS: readonly Kind[] = ['A', 'C', 'D'];

export interface FileTreeRow {
  readonly file: XrayFile;
  /** last part of its path */
  readonly name: string;
  /** from 1 */
  readonly level: number;
  /** absent for what holds nothing that is listed */
  readonly isOpen?: boolean;
}

/** Up to this many rows a tree begins with all of its folders open. */
const FEW = 80;

/** Folders that are open at first: all of them in a short list, else those that hold one folder and nothing else. */
export function openAtFirst(files: readonly XrayFile[]): ReadonlySet<string> {
  if (files.length <= FEW) return new Set(files.map(({ path }) => path));
  const tops = files.filter(({ path }) => levelOf(path) === 1);
  return new Set(tops.length === 1 ? tops.map(({ path }) => path) : []);
}

/** Every folder around what came with the last step. */
export function foldersOfNew(files: readonly XrayFile[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const { path, isNew } of files) {
    if (isNew !== true) continue;
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) folders.add(path.slice(0, end));
  }
  return folders;
}

/** @param files a folder before what it holds */
export function listRows(files: readonly XrayFile[], kinds: ReadonlySet<Kind>, open: ReadonlySet<string>): FileTreeRow[] {
  const kept = keep(files, kinds);
  const rows: FileTreeRow[] = [];
  let closed: string | undefined;
  for (const [index, file] of kept.entries()) {
    const { path } = file;
    if (closed !== undefined && path.startsWith(closed)) continue;
    closed = undefined;
    const holds = kept[index + 1]?.path.startsWith(`${path}/`) === true;
    const isOpen = open.has(path);
    if (holds && !isOpen) closed = `${path}/`;
    rows.push({ file, name: path.slice(path.lastIndexOf('/') + 1), level: levelOf(path), ...(holds ? { isOpen } : {}) });
  }
  return rows;
}

/** Row of the folder that holds it. */
export function findParent(rows: readonly FileTreeRow[], row: FileTreeRow): FileTreeRow | undefined {
  const path = row.file.path.slice(0, row.file.path.lastIndexOf('/'));
  return rows.find(({ file }) => file.path === path);
}

function keep(files: readonly XrayFile[], kinds: ReadonlySet<Kind>): XrayFile[] {
  const kept: XrayFile[] = [];
  let above = '';
  for (const file of files.toReversed()) {
    const isAsked = file.change !== undefined && kinds.has(file.change);
    if (!isAsked && !above.startsWith(`${file.path}/`)) continue;
    kept.push(file);
    above = file.path;
  }
  return kept.reverse();
}

function levelOf(path: string): number {
  return path.split('/').length - 1;
}
