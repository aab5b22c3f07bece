/** `tar tv`: one line as `ls -l` has it. */

import { formatTimestamp } from '../../machine/timestamps.ts';
import type { TarEntry } from '../../tar/entry.ts';
import type { Flavour } from './applet.ts';

const TYPES: Readonly<Record<TarEntry['type'], string>> = {
  file: '-',
  dir: 'd',
  symlink: 'l',
  hardlink: 'h',
  char: 'c',
  block: 'b',
  fifo: 'p',
};

export function formatLongEntry(entry: TarEntry, flavour: Flavour): string {
  const owner = `${entry.uname || entry.uid}/${entry.gname || entry.gid}`;
  const size = entry.type === 'char' || entry.type === 'block' ? `${entry.major},${entry.minor}` : String(entry.content.size);
  const date = formatTimestamp(Math.floor(entry.mtime) * 1000)
    .replace('T', ' ')
    .replace(/(?::(\d\d))?Z$/, flavour === 'gnu' ? '' : ':$1');
  const width = flavour === 'gnu' ? Math.max(0, 19 - owner.length) : 9;
  const type = entry.type === 'hardlink' && flavour === 'busybox' ? '-' : TYPES[entry.type];
  const tail =
    entry.type === 'symlink'
      ? ` -> ${entry.linkname}`
      : entry.type === 'hardlink'
        ? ` ${flavour === 'gnu' ? 'link to' : '->'} ${entry.linkname}`
        : '';
  return `${type}${formatBits(entry.mode)} ${owner} ${size.padStart(width)} ${date} ${entry.name}${tail}`;
}

function formatBits(mode: number): string {
  const bits = [6, 3, 0]
    .map((shift) => `${mode & (4 << shift) ? 'r' : '-'}${mode & (2 << shift) ? 'w' : '-'}${mode & (1 << shift) ? 'x' : '-'}`)
    .join('');
  const special: readonly (readonly [number, number, string])[] = [
    [0o4000, 2, 's'],
    [0o2000, 5, 's'],
    [0o1000, 8, 't'],
  ];
  return special.reduce((text, [bit, at, letter]) => {
    if ((mode & bit) === 0) return text;
    const shown = text[at] === 'x' ? letter : letter.toUpperCase();
    return text.slice(0, at) + shown + text.slice(at + 1);
  }, bits);
}
