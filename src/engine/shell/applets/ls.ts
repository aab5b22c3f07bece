import { compareText } from '../../bytes/utf8.ts';
import { type Errno, FsError } from '../../fs/errno.ts';
import type { Node } from '../../fs/node.ts';
import { mayAccess } from '../../fs/permissions.ts';
import { print } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { findGroupById, findUserById } from '../users.ts';
import { type Call, errorWords, fail, joinPath, quoteName } from './applet.ts';
import { busyboxColumns, gnuColumns } from './columns.ts';
import { formatTime, listTime, nanoseconds } from './dates.ts';
import { formatMode } from './mode.ts';
import { type Options, readOptions } from './options.ts';
import { diskKilobytes, humanBusybox, humanGnu, linksOf, sizeAt } from './sizes.ts';

interface Entry {
  /** as it is shown */
  readonly name: string;
  readonly path: string;
  readonly node: Node;
}

interface Listing {
  readonly call: Call;
  readonly options: Options;
  readonly isGnu: boolean;
  /** names are quoted and stand in columns */
  readonly isTerminal: boolean;
  readonly isLong: boolean;
  status: number;
  hasPrinted: boolean;
  /** links that lead nowhere, in the folder at hand, where `-L` asks for what they lead to */
  readonly dead: { readonly path: string; readonly code: Errno }[];
}

const LONG: Readonly<Record<string, string>> = {
  all: 'a',
  'almost-all': 'A',
  directory: 'd',
  'human-readable': 'h',
  inode: 'i',
  'numeric-uid-gid': 'n',
  recursive: 'R',
  reverse: 'r',
  size: 's',
  dereference: 'L',
  'no-group': 'G',
  'full-time': '%full',
  'group-directories-first': '%dirs',
  'color?': '%color',
  'time-style:': '%style',
  'width:': 'w',
  classify: 'F',
  'quote-name': 'Q',
  'sort:': '%sort',
  'time:': '%time',
  si: '%si',
};

const COLUMNS_OF_NO_TERMINAL = 80;

export function* ls(call: Call): Sys<number> {
  const isGnu = call.flavour === 'gnu';
  const short = isGnu ? 'aAbBcCdfFgGhHiIklLmnNopqQrRsStuUvw:xXZ1' : 'Cadi1lgnsxAkFpRQctuSXrvLHhT:w:';
  const options = yield* readOptions(call, { short, long: LONG, status: 2 });
  if (typeof options === 'number') return options;
  const isTerminal = call.self.fds.get(1)?.isTerminal === true;
  const isLong =
    ['l', 'n', 'o', 'g', '%full'].some(
      (letter) => options.has(letter) && (isGnu || letter === 'l' || letter === 'n' || letter === 'g' || letter === '%full'),
    ) && options.last('lngoC1x') !== 'C';
  const listing: Listing = { call, options, isGnu, isTerminal, isLong, status: 0, hasPrinted: false, dead: [] };
  const files: Entry[] = [];
  const folders: Entry[] = [];
  for (const path of options.operands.length === 0 ? ['.'] : options.operands) {
    const node = yield* findOperand(listing, path);
    if (node === undefined) continue;
    const isFolder = node.kind === 'dir' && !options.has('d');
    (isFolder ? folders : files).push({ name: path, path, node });
  }
  yield* showEntries(listing, sorted(listing, files), false);
  const names = options.operands.length > 1 || files.length > 0 || options.has('R');
  for (const folder of sorted(listing, folders)) yield* showFolder(listing, folder, names || listing.status !== 0);
  return listing.status;
}

/** A link to a folder is listed as the folder, unless `-l`, `-d` or `-F` asks for the link. */
function* findOperand(listing: Listing, path: string): Sys<Node | undefined> {
  const { call, options } = listing;
  const { files } = call.self.system;
  try {
    if (options.has('L') || options.has('H')) return files.lookup(call.self, path).node;
    const own = files.lookup(call.self, path, false).node;
    if (own.kind !== 'symlink' || listing.isLong || (listing.isGnu && options.has('d')) || options.has('F')) return own;
    const target = targetOf(listing, path);
    if (!listing.isGnu && target === undefined) throw new FsError('ENOENT', path);
    return target?.kind === 'dir' || !listing.isGnu ? (target ?? own) : own;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    if (listing.isGnu) yield* fail(call, `cannot access ${quoteName(path, true)}: ${errorWords(call, error.code)}`);
    else yield* fail(call, `${path}: ${errorWords(call, error.code)}`);
    listing.status = listing.isGnu ? 2 : 1;
    return undefined;
  }
}

/** What a link leads to; undefined where to nothing. @throws FsError ELOOP */
function targetOf({ call: { self } }: Listing, path: string): Node | undefined {
  try {
    return self.system.files.lookup(self, path).node;
  } catch (error) {
    if (!(error instanceof FsError) || error.code === 'ELOOP') throw error;
    return undefined;
  }
}

function* printHeader({ call, hasPrinted }: Listing, { path }: Entry, withHeader: boolean): Sys<void> {
  if (hasPrinted) yield* print(call.self, '\n');
  if (withHeader) yield* print(call.self, `${path}:\n`);
}

function* showFolder(listing: Listing, folder: Entry, withHeader: boolean): Sys<void> {
  const { call, options } = listing;
  call.self.system.step(call.self);
  let entries: Entry[];
  try {
    entries = entriesOf(listing, folder);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    listing.dead.length = 0;
    if (!listing.isGnu) yield* printHeader(listing, folder, withHeader);
    if (listing.isGnu) yield* fail(call, `cannot open directory ${quoteName(folder.path, true)}: ${errorWords(call, error.code)}`);
    else yield* fail(call, `can't open '${folder.path}': ${errorWords(call, error.code)}`);
    listing.status = listing.isGnu ? (listing.status === 0 ? 1 : listing.status) : 1;
    if (listing.isGnu && options.operands.length <= 1) listing.status = 2;
    if (!listing.isGnu && listing.isLong) yield* print(call.self, 'total 0\n');
    listing.hasPrinted ||= !listing.isGnu;
    return;
  }
  yield* printHeader(listing, folder, withHeader);
  for (const { path, code } of listing.dead.splice(0)) {
    yield* fail(call, `${path}: ${errorWords(call, code)}`);
    listing.status = 1;
  }
  listing.hasPrinted = listing.hasPrinted || withHeader;
  if (listing.isLong || options.has('s')) {
    const total = entries.reduce((sum, { path, node }) => sum + diskKilobytes(call.self, path, node), 0);
    yield* print(
      call.self,
      `total ${options.has('h') ? (listing.isGnu ? humanGnu(total * 1024) : humanBusybox(total * 1024)) : total}\n`,
    );
  }
  yield* showEntries(listing, entries, true);
  listing.hasPrinted = true;
  if (!options.has('R')) return;
  for (const entry of entries) {
    if (entry.node.kind === 'dir' && entry.name !== '.' && entry.name !== '..')
      yield* showFolder(listing, { ...entry, name: entry.path }, true);
  }
}

function entriesOf(listing: Listing, folder: Entry): Entry[] {
  const { call, options } = listing;
  const all = options.has('a') || options.has('f');
  const entries: Entry[] = [];
  // Names can be read where nothing behind them can.
  const isClosed = !listing.isGnu && !mayAccess(folder.node, call.self.who, 'execute');
  const dotted = all && isClosed ? ['.', '..'] : [];
  for (const name of dotted) listing.dead.push({ path: joinPath(folder.path, name), code: 'EACCES' });
  for (const [name, node] of call.self.system.files.list(call.self, folder.path)) {
    if (name.startsWith('.') && !all && !options.has('A')) continue;
    const path = joinPath(folder.path, name);
    if (isClosed) {
      listing.dead.push({ path, code: 'EACCES' });
      continue;
    }
    const target = options.has('L') ? call.self.system.files.find(call.self, path) : node;
    if (target === undefined && !listing.isGnu) {
      listing.dead.push({ path, code: 'ENOENT' });
      continue;
    }
    const shown = target ?? node;
    entries.push({ name, path, node: shown });
  }
  const sort = sorted(listing, entries);
  if (!all || isClosed) return sort;
  const dots = ['.', '..'].flatMap((name) => {
    const node = call.self.system.files.find(call.self, joinPath(folder.path, name));
    return node === undefined ? [] : [{ name, path: joinPath(folder.path, name), node }];
  });
  return sorted(listing, [...dots, ...entries]);
}

function sorted(listing: Listing, entries: readonly Entry[]): Entry[] {
  const { options } = listing;
  const { self } = listing.call;
  if (options.has('U') || options.has('f')) return [...entries];
  const by = options.value('%sort') ?? '';
  const key = options.last('tSXv') ?? { size: 'S', time: 't', extension: 'X', version: 'v' }[by];
  const extension = (name: string) => (name.includes('.') ? name.slice(name.lastIndexOf('.')) : '');
  const sizes = new Map(key === 'S' ? entries.map((entry) => [entry, sizeAt(self, entry.path, entry.node)]) : []);
  const sizeOf = (entry: Entry): number => sizes.get(entry) ?? 0;
  const compare = (a: Entry, b: Entry): number => {
    if (key === 't' && a.node.mtime !== b.node.mtime) return b.node.mtime - a.node.mtime;
    if (key === 'S' && sizeOf(a) !== sizeOf(b)) return sizeOf(b) - sizeOf(a);
    if (key === 'X' && extension(a.name) !== extension(b.name)) return compareText(extension(a.name), extension(b.name));
    if (key === 'v') return compareVersions(a.name, b.name);
    return compareText(a.name, b.name);
  };
  const list = [...entries].sort(compare);
  if (options.has('r')) list.reverse();
  if (options.has('%dirs')) list.sort((a, b) => Number(b.node.kind === 'dir') - Number(a.node.kind === 'dir'));
  return list;
}

function compareVersions(a: string, b: string): number {
  const parts = (text: string) => text.match(/\d+|\D+/g) ?? [];
  const [x, y] = [parts(a), parts(b)];
  for (let at = 0; at < Math.min(x.length, y.length); at++) {
    const [p = '', q = ''] = [x[at], y[at]];
    if (p === q) continue;
    if (/^\d/.test(p) && /^\d/.test(q) && Number(p) !== Number(q)) return Number(p) - Number(q);
    return compareText(p, q);
  }
  return x.length - y.length;
}

function* showEntries(listing: Listing, entries: readonly Entry[], inFolder: boolean): Sys<void> {
  if (entries.length === 0) return;
  const { call, options, isGnu } = listing;
  if (!inFolder) listing.hasPrinted = true;
  const names = shownNames(listing, entries);
  if (listing.isLong) {
    for (const line of longLines(listing, entries, names)) yield* print(call.self, `${line}\n`);
    return;
  }
  const prefixed = entries.map((entry, index) => `${shortPrefix(listing, entry)}${names[index]}${suffixOf(listing, entry)}`);
  const columns = listing.isTerminal ? call.self.system.columns : COLUMNS_OF_NO_TERMINAL;
  // busybox leaves the last column of the terminal free.
  const width = Number(options.value('w')) || (isGnu ? columns : columns - 1);
  const layout = options.last('C1xm');
  const isColumns = layout === 'C' || layout === 'x' || (layout === undefined && listing.isTerminal);
  if (layout === 'm') yield* print(call.self, `${prefixed.join(', ')}\n`);
  else if (!isColumns) yield* print(call.self, prefixed.map((name) => `${name}\n`).join(''));
  else if (isGnu) yield* print(call.self, gnuColumns(prefixed, width, layout === 'x'));
  else yield* print(call.self, busyboxColumns(prefixed, width, layout === 'x', 0));
}

/** On a terminal GNU quotes what a shell would not read as one word; the others then get a blank in front. */
function shownNames(listing: Listing, entries: readonly Entry[]): readonly string[] {
  const { options } = listing;
  if (options.has('Q')) return entries.map(({ name }) => `"${name.replace(/["\\]/g, '\\$&')}"`);
  if (!listing.isGnu || !listing.isTerminal || options.has('N')) return entries.map(({ name }) => name);
  const quoted = entries.map(({ name }) => quoteName(name, false));
  const anyQuoted = quoted.some((name, index) => name !== entries[index]?.name);
  const isSingle = options.has('1') || options.has('m');
  return anyQuoted && !isSingle ? quoted.map((name, index) => (name === entries[index]?.name ? ` ${name}` : name)) : quoted;
}

function shortPrefix(listing: Listing, { path, node }: Entry): string {
  let prefix = '';
  if (listing.options.has('i')) prefix += listing.isGnu ? `${node.ino} ` : `${String(node.ino).padStart(7)} `;
  if (listing.options.has('s')) {
    const blocks = diskKilobytes(listing.call.self, path, node);
    prefix += listing.isGnu ? `${blocks} ` : `${String(blocks).padStart(6)} `;
  }
  return prefix;
}

function suffixOf(listing: Listing, { node }: Entry): string {
  const { options } = listing;
  if (options.has('F')) {
    if (node.kind === 'dir') return '/';
    if (node.kind === 'symlink') return listing.isLong ? '' : '@';
    if (node.kind === 'fifo') return '|';
    if (node.kind === 'socket') return '=';
    return node.kind === 'file' && (node.mode & 0o111) !== 0 ? '*' : '';
  }
  return options.has('p') && node.kind === 'dir' ? '/' : '';
}

function longLines(listing: Listing, entries: readonly Entry[], names: readonly string[]): readonly string[] {
  const rows = entries.map((entry) => longFields(listing, entry));
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(0, ...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row, index) => {
    const entry = entries[index];
    const [prefix = '', links = '', user = '', group = '', size = '', time = ''] = row;
    const mode = entry === undefined ? '' : formatMode(entry.node);
    const target = entry?.node.kind === 'symlink' ? ` -> ${entry.node.target}` : '';
    const name = `${names[index]}${entry === undefined ? '' : suffixOf(listing, entry)}${target}`;
    if (!listing.isGnu) return busyboxLine(listing, row, mode, name, entry?.node);
    const pad = (text: string, column: number) => text.padEnd(widths[column] ?? 0);
    const owner = listing.options.has('g') ? '' : ` ${pad(user, 2)}`;
    const owners = listing.options.has('o') || listing.options.has('G') ? owner : `${owner} ${pad(group, 3)}`;
    const lead = prefix === '' ? '' : `${prefix.padStart(widths[0] ?? 0)} `;
    return `${lead}${mode} ${links.padStart(widths[1] ?? 0)}${owners} ${size.padStart(widths[4] ?? 0)} ${time.padStart(widths[5] ?? 0)} ${name}`;
  });
}

function busyboxLine(listing: Listing, row: readonly string[], mode: string, name: string, node: Node | undefined): string {
  const [prefix = '', links = '', user = '', group = '', size = '', time = ''] = row;
  const clip = (text: string) => (listing.options.has('n') ? text : text.slice(0, 8)).padEnd(8);
  const owners = listing.options.has('g') ? `${clip(group)} ` : `${clip(user)} ${clip(group)} `;
  const isDevice = node?.kind === 'char' || node?.kind === 'block';
  return `${prefix}${mode} ${links.padStart(4)} ${owners}${isDevice ? size : size.padStart(listing.options.has('h') ? 7 : 9)} ${time} ${name}`;
}

/** prefix (inode and blocks), links, user, group, size, time */
function longFields(listing: Listing, { path, node }: Entry): readonly string[] {
  const { call, options, isGnu } = listing;
  const user = options.has('n') ? undefined : findUserById(call.self, node.uid)?.name;
  const group = options.has('n') ? undefined : findGroupById(call.self, node.gid)?.name;
  const bytes = sizeAt(call.self, path, node);
  let size: string;
  if (node.kind === 'char' || node.kind === 'block')
    size = isGnu
      ? `${node.major}, ${String(node.minor).padStart(3)}`
      : `${String(node.major).padStart(4)}, ${String(node.minor).padStart(3)}`;
  else if (options.has('%si')) size = humanGnu(bytes, 1000);
  else if (options.has('h')) size = isGnu ? humanGnu(bytes) : humanBusybox(bytes);
  else size = String(bytes);
  const prefix = shortPrefix(listing, { name: '', path, node });
  return [
    isGnu ? prefix.trimEnd() : prefix,
    String(linksOf(call.self, path, node)),
    user ?? String(node.uid),
    group ?? String(node.gid),
    size,
    timeOf(listing, node),
  ];
}

function timeOf(listing: Listing, node: Node): string {
  const { call, options, isGnu } = listing;
  const style = options.value('%style');
  if (options.has('%full') || style === 'full-iso') {
    return isGnu
      ? `${formatTime('%Y-%m-%d %H:%M:%S', node.mtime)}.${nanoseconds(node.mtime)} +0000`
      : formatTime('%Y-%m-%d %H:%M:%S %z', node.mtime);
  }
  if (style === 'long-iso') return formatTime('%Y-%m-%d %H:%M', node.mtime);
  if (style?.startsWith('+') === true) return formatTime(style.slice(1), node.mtime);
  return listTime(node.mtime, call.self.system.now / 1000, isGnu ? 'gnu' : 'busybox');
}
