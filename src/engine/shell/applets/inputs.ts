/** Opening the files that a filter is given, `-` and none meaning stdin. */
import { FsError } from '../../fs/errno.ts';
import { getDescriptor, release } from '../kernel/descriptors.ts';
import type { OpenFile, Sys } from '../kernel/system.ts';
import { type Call, errorWords, fail, quoteName } from './applet.ts';

export interface Input {
  /** as it was given; `-` for stdin */
  readonly name: string;
  readonly file: OpenFile;
}

/** How a program says that it cannot open a file. */
export type OpenWords = 'plain' | 'open' | 'head' | 'sort' | 'sed' | 'rev' | 'awk' | 'tac';

/** Undefined where it cannot be opened; the complaint has been printed. A folder cannot be read. */
export function* openInput(call: Call, name: string, words: OpenWords = 'plain'): Sys<Input | undefined> {
  if (name === '-') return { name, file: keep(getDescriptor(call.self, 0)) };
  try {
    return { name, file: keep(call.self.system.files.open(call.self, name, { read: true })) };
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* fail(call, wording(call, name, error, words));
    return undefined;
  }
}

function keep(file: OpenFile): OpenFile {
  file.refs += 1;
  return file;
}

export function closeInput(input: Input): void {
  release(input.file);
}

function wording(call: Call, name: string, error: FsError, words: OpenWords): string {
  const reason = errorWords(call, error.code);
  if (call.flavour === 'gnu') {
    const isFolder = error.code === 'EISDIR';
    if (words === 'head')
      return isFolder
        ? `error reading ${quoteName(name, true)}: ${reason}`
        : `cannot open ${quoteName(name, true)} for reading: ${reason}`;
    if (words === 'tac')
      return isFolder ? `${name}: read error: Invalid argument` : `failed to open ${quoteName(name, true)} for reading: ${reason}`;
    if (words === 'sort') return isFolder ? `read failed: ${name}: ${reason}` : `cannot read: ${name}: ${reason}`;
    if (words === 'sed') return isFolder ? `couldn't edit ${name}: not a regular file` : `can't read ${name}: ${reason}`;
    if (words === 'awk') return `cannot open ${name} (${reason})`;
    if (words === 'rev') return `cannot open ${name}: ${reason}`;
    return `${quoteName(name, false)}: ${reason}`;
  }
  if (error.code === 'EISDIR') return words === 'open' ? 'read error: Is a directory' : `${name}: ${reason}`;
  return words === 'open' ? `can't open '${name}': ${reason}` : `${name}: ${reason}`;
}
