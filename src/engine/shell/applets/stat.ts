import { FsError } from '../../fs/errno.ts';
import type { Node } from '../../fs/node.ts';
import { print } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { findGroupById, findUserById } from '../users.ts';
import { type Call, errorWords, fail, quoteName } from './applet.ts';
import { formatTime, nanoseconds } from './dates.ts';
import { readEscape } from './escapes.ts';
import { formatMode } from './mode.ts';
import { readOptions, showUsage } from './options.ts';
import { diskKilobytes, linksOf, sizeAt } from './sizes.ts';

export function* stat(call: Call): Sys<number> {
  const options = yield* readOptions(call, {
    short: 'c:fLt',
    long: { 'format:': 'c', 'printf:': '%printf', dereference: 'L', terse: 't', 'file-system': 'f' },
  });
  if (typeof options === 'number') return options;
  if (options.operands.length === 0) return yield* showUsage(call);
  let status = 0;
  for (const path of options.operands) {
    try {
      const { node } = call.self.system.files.lookup(call.self, path, options.has('L'));
      const format = options.value('c');
      const raw = options.value('%printf');
      if (format !== undefined) yield* print(call.self, `${fill(call, format, path, node, false)}\n`);
      else if (raw !== undefined) yield* print(call.self, fill(call, raw, path, node, true));
      else if (options.has('t'))
        yield* print(
          call.self,
          `${fill(call, call.flavour === 'gnu' ? '%n %s %b %f %u %g %D %i %h %t %T %X %Y %Z %W %o' : '%n %s %b %f %u %g %D %i %h %t %T %X %Y %Z %o', path, node, false)}\n`,
        );
      else yield* print(call.self, report(call, path, node));
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      const words = call.flavour === 'gnu' ? `cannot statx ${quoteName(path, true)}` : `can't stat '${path}'`;
      status = yield* fail(call, `${words}: ${errorWords(call, error.code)}`);
    }
  }
  return status;
}

function kindName(node: Node): string {
  if (node.kind === 'file') return node.content.size === 0 ? 'regular empty file' : 'regular file';
  const names = {
    dir: 'directory',
    symlink: 'symbolic link',
    fifo: 'fifo',
    char: 'character special file',
    block: 'block special file',
    socket: 'socket',
  };
  return names[node.kind];
}

function fullTime(seconds: number): string {
  return `${formatTime('%Y-%m-%d %H:%M:%S', seconds)}.${nanoseconds(seconds)} +0000`;
}

const DEVICE = 46;
const TYPE_BITS: Readonly<Record<Node['kind'], number>> = {
  file: 0o100000,
  dir: 0o040000,
  symlink: 0o120000,
  fifo: 0o010000,
  char: 0o020000,
  block: 0o060000,
  socket: 0o140000,
};

function fieldOf(call: Call, letter: string, path: string, node: Node): string | undefined {
  const { self } = call;
  switch (letter) {
    case 'n':
      return path;
    case 'N':
      return node.kind === 'symlink' ? `'${path}' -> '${node.target}'` : call.flavour === 'gnu' ? `'${path}'` : path;
    case 'a':
      return node.mode.toString(8);
    case 'A':
      return formatMode(node);
    case 'u':
      return String(node.uid);
    case 'U':
      return findUserById(self, node.uid)?.name ?? 'UNKNOWN';
    case 'g':
      return String(node.gid);
    case 'G':
      return findGroupById(self, node.gid)?.name ?? 'UNKNOWN';
    case 's':
      return String(sizeAt(self, path, node));
    case 'b':
      return String(diskKilobytes(self, path, node) * 2);
    case 'B':
      return '512';
    case 'o':
      return '4096';
    case 'h':
      return String(linksOf(self, path, node));
    case 'i':
      return String(node.ino);
    case 'd':
      return String(DEVICE);
    case 'D':
      return DEVICE.toString(16);
    case 'f':
      return (TYPE_BITS[node.kind] | node.mode).toString(16);
    case 'F':
      return kindName(node);
    case 'm':
      return self.system.files.mountOf(self.system.files.lookup(self, path, false).path);
    case 't':
      return 'major' in node ? node.major.toString(16) : '0';
    case 'T':
      return 'minor' in node ? node.minor.toString(16) : '0';
    case 'x':
    case 'y':
    case 'z':
      return fullTime(node.mtime);
    case 'X':
    case 'Y':
    case 'Z':
      return String(Math.floor(node.mtime));
    case 'w':
      return '-';
    case 'W':
      return '0';
    default:
      return undefined;
  }
}

function fill(call: Call, format: string, path: string, node: Node, withEscapes: boolean): string {
  let out = '';
  for (let at = 0; at < format.length; ) {
    const match = /^%([-#0 +']*)(\d*)(?:\.(\d*))?([A-Za-z%])/.exec(format.slice(at, at + 32));
    if (match !== null) {
      const value =
        match[4] === '%' ? '%' : (fieldOf(call, match[4] ?? '', path, node) ?? (call.flavour === 'gnu' ? '?' : (match[4] ?? '')));
      const width = Number(match[2] || 0);
      const padded =
        match[1]?.includes('-') === true
          ? value.padEnd(width)
          : value.padStart(width, match[1]?.includes('0') === true ? '0' : ' ');
      out += padded;
      at += match[0].length;
    } else if (withEscapes && format[at] === '\\') {
      const escape = readEscape(format, at + 1, 'format');
      if (escape === 'stop') return out;
      out += escape.text;
      at = escape.end;
    } else out += format[at++];
  }
  return out;
}

function report(call: Call, path: string, node: Node): string {
  const isGnu = call.flavour === 'gnu';
  const field = (letter: string) => fieldOf(call, letter, path, node) ?? '';
  const name = node.kind === 'symlink' ? (isGnu ? `${path} -> ${node.target}` : `'${path}' -> '${node.target}'`) : path;
  const isDevice = node.kind === 'char' || node.kind === 'block';
  const first = `  File: ${name}\n`;
  const second = `  Size: ${field('s').padEnd(10)}\tBlocks: ${field('b').padEnd(10)} IO Block: ${field('o').padEnd(6)} ${field('F')}\n`;
  const deviceType = isDevice ? ` Device type: ${field('t')},${field('T')}` : '';
  const third = isGnu
    ? `Device: 0,${DEVICE}\tInode: ${field('i').padEnd(10)}  Links: ${isDevice ? field('h').padEnd(5) : field('h')}${deviceType}\n`
    : `Device: ${DEVICE.toString(16)}h/${DEVICE}d\tInode: ${field('i').padEnd(10)}  Links: ${deviceType === '' ? field('h') : `${field('h').padEnd(5)}${deviceType}`}\n`;
  const owners = `Uid: (${field('u').padStart(5)}/${field('U').padStart(8)})   Gid: (${field('g').padStart(5)}/${field('G').padStart(8)})`;
  const fourth = `Access: (${node.mode.toString(8).padStart(4, '0')}/${formatMode(node)})  ${owners}\n`;
  const times = `Access: ${field('x')}\nModify: ${field('y')}\nChange: ${field('z')}\n`;
  return first + second + third + fourth + times + (isGnu ? ` Birth: ${field('y')}\n` : '');
}
