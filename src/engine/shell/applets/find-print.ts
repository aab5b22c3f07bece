/** What `find` prints of a file: `-printf` and `-ls`. */
import type { Node } from '../../fs/node.ts';
import { findGroupById, findUserById } from '../users.ts';
import { type Call, dirName } from './applet.ts';
import { formatTime, listTime } from './dates.ts';
import { readEscape } from './escapes.ts';
import { formatMode } from './mode.ts';
import { diskKilobytes, linksOf, sizeAt } from './sizes.ts';

export interface Found {
  readonly path: string;
  readonly name: string;
  readonly node: Node;
  readonly depth: number;
}

/** `-printf` of findutils: its directives and escapes; what it does not know stays as it is. */
export function formatFound(call: Call, format: string, found: Found): string {
  const { node, path } = found;
  const letters = { file: 'f', dir: 'd', symlink: 'l', fifo: 'p', char: 'c', block: 'b', socket: 's' };
  let out = '';
  for (let at = 0; at < format.length; ) {
    if (format[at] === '\\') {
      const escape = readEscape(format, at + 1, 'format');
      if (escape === 'stop') return out;
      out += escape.text;
      at = escape.end;
      continue;
    }
    const match = /^%(-?\d*)([A-Za-z%])(.)?/.exec(format.slice(at, at + 16));
    if (match === null) {
      out += format[at++];
      continue;
    }
    const values: Readonly<Record<string, string>> = {
      p: path,
      f: path === '/' ? '/' : path.replace(/\/+$/, '').replace(/^.*\//, ''),
      h: path.includes('/') ? dirName(path) : '.',
      P: found.depth === 0 ? '' : path.split('/').slice(-found.depth).join('/'),
      s: String(sizeAt(call.self, path, node)),
      k: String(diskKilobytes(call.self, path, node)),
      b: String(diskKilobytes(call.self, path, node) * 2),
      m: node.mode.toString(8),
      M: formatMode(node),
      u: findUserById(call.self, node.uid)?.name ?? String(node.uid),
      g: findGroupById(call.self, node.gid)?.name ?? String(node.gid),
      U: String(node.uid),
      G: String(node.gid),
      y: letters[node.kind],
      l: node.kind === 'symlink' ? node.target : '',
      i: String(node.ino),
      n: String(linksOf(call.self, path, node)),
      d: String(found.depth),
      t: formatTime('%a %b %e %H:%M:%S.0000000000 %Y', node.mtime),
      '%': '%',
    };
    const isTime = match[2] === 'T' && match[3] !== undefined;
    const value = isTime
      ? match[3] === '@'
        ? `${Math.floor(node.mtime)}.0000000000`
        : formatTime(`%${match[3]}`, node.mtime)
      : (values[match[2] ?? ''] ?? match[0]);
    const width = Number(match[1] || 0);
    out += width < 0 ? value.padEnd(-width) : value.padStart(width);
    at += match[0].length - (match[3] === undefined || isTime ? 0 : match[3].length);
  }
  return out;
}

/** A line of `-ls`, as GNU's has it. */
export function listFound(call: Call, { node, path }: Found): string {
  const user = findUserById(call.self, node.uid)?.name ?? String(node.uid);
  const group = findGroupById(call.self, node.gid)?.name ?? String(node.gid);
  const target = node.kind === 'symlink' ? ` -> ${node.target}` : '';
  const time = listTime(node.mtime, call.self.system.now / 1000, 'gnu');
  return `${String(node.ino).padStart(9)} ${String(diskKilobytes(call.self, path, node)).padStart(6)} ${formatMode(node)} ${String(linksOf(call.self, path, node)).padStart(3)} ${user.padEnd(8)} ${group.padEnd(8)} ${String(sizeAt(call.self, path, node)).padStart(8)} ${time} ${path}${target}`;
}
