/** File names for a pattern. */

import { FsError } from '../../fs/errno.ts';
import type { Process } from '../kernel/system.ts';
import { matchesPattern, type Pattern, type Piece, parsePattern } from './pattern.ts';

/** The paths that match, sorted by bytes; none where nothing does. */
export function expandPathnames(self: Process, pieces: readonly Piece[], hasHidden: boolean): readonly string[] {
  const parts = splitAtSlashes(pieces);
  let found: readonly string[] = [''];
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    found = found.flatMap((prefix) => expandPart(self, prefix, part, { isLast, hasHidden }));
    if (found.length === 0) break;
  }
  return found;
}

/** Components with the slashes behind them kept as text. */
function splitAtSlashes(pieces: readonly Piece[]): readonly { readonly pieces: readonly Piece[]; readonly slashes: string }[] {
  const parts: { pieces: Piece[]; slashes: string }[] = [{ pieces: [], slashes: '' }];
  for (const piece of pieces) {
    for (const text of piece.text.split(/(\/+)/)) {
      if (text === '') continue;
      const part = parts.at(-1);
      if (part === undefined) continue;
      if (text.startsWith('/')) {
        part.slashes += text;
        parts.push({ pieces: [], slashes: '' });
      } else part.pieces.push({ text, isQuoted: piece.isQuoted });
    }
  }
  if (parts.at(-1)?.pieces.length === 0) parts.pop();
  return parts;
}

function expandPart(
  self: Process,
  prefix: string,
  part: { readonly pieces: readonly Piece[]; readonly slashes: string },
  { isLast, hasHidden }: { readonly isLast: boolean; readonly hasHidden: boolean },
): readonly string[] {
  const pattern = parsePattern(part.pieces);
  const literal = literalOf(pattern);
  if (literal !== undefined) {
    const path = prefix + literal + part.slashes;
    if (!isLast) return [path];
    return self.system.files.find(self, path, false) === undefined ? [] : [path];
  }
  self.system.step(self);
  const matches: string[] = [];
  for (const [name, node] of listQuietly(self, prefix === '' ? '.' : prefix)) {
    if (name.startsWith('.') && !hasHidden && !startsWithDot(pattern)) continue;
    if (!matchesPattern(pattern, name)) continue;
    const path = prefix + name + part.slashes;
    const needsFolder = part.slashes !== '';
    if (needsFolder && node.kind !== 'dir' && self.system.files.find(self, path)?.kind !== 'dir') continue;
    matches.push(path);
  }
  return matches;
}

function literalOf(pattern: Pattern): string | undefined {
  let text = '';
  for (const token of pattern) {
    if (token.kind !== 'char') return undefined;
    text += token.char;
  }
  return text;
}

function startsWithDot(pattern: Pattern): boolean {
  const [first] = pattern;
  return first?.kind === 'char' && first.char === '.';
}

function listQuietly(self: Process, path: string): ReturnType<Process['system']['files']['list']> {
  try {
    return self.system.files.list(self, path);
  } catch (error) {
    if (error instanceof FsError) return [];
    throw error;
  }
}
