/** The entries of a new archive. */
import { FsError } from '../../fs/errno.ts';
import type { Node } from '../../fs/node.ts';
import { type TarEntry, tarEntry } from '../../tar/entry.ts';
import { complain, print } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { matchesPattern, parsePattern } from '../lang/pattern.ts';
import { findGroupById, findUserById } from '../users.ts';
import { type Call, errorWords, fail, joinPath } from './applet.ts';
import type { Options } from './options.ts';
import { readTime } from './time-reading.ts';

interface State {
  failed: boolean;
}

interface Collection {
  readonly call: Call;
  readonly options: Options;
  readonly entries: TarEntry[];
  readonly state: State;
  readonly toStdout: boolean;
  /** hard links are stored once: link number to the name of the first */
  readonly links: Map<number, string>;
  hasWarned: boolean;
}

export function* collectEntries(
  call: Call,
  options: Options,
  names: readonly string[],
  entries: TarEntry[],
  state: State,
  toStdout: boolean,
): Sys<number> {
  const collection: Collection = { call, options, entries, state, toStdout, links: new Map(), hasWarned: false };
  for (const name of names) yield* collect(collection, name);
  return 0;
}

function* collect(collection: Collection, path: string): Sys<void> {
  const { call, options, state } = collection;
  const { files } = call.self.system;
  call.self.system.step(call.self);
  const name = yield* memberName(collection, path);
  if (name === undefined || isExcluded(name, options)) return;
  let node: Node;
  try {
    node = files.lookup(call.self, path, options.has('h')).node;
    if (node.kind === 'file') files.read(call.self, path);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    state.failed = true;
    const verb = error.code === 'EACCES' && files.find(call.self, path, false)?.kind === 'file' ? 'open' : 'stat';
    yield* fail(
      call,
      call.flavour === 'gnu'
        ? `${path}: Cannot ${verb}: ${errorWords(call, error.code)}`
        : verb === 'open'
          ? `can't open '${path}': ${errorWords(call, error.code)}`
          : `${path}: ${errorWords(call, error.code)}`,
    );
    return;
  }
  const entry = yield* entryOf(collection, name, node);
  if (entry !== undefined) {
    collection.entries.push(entry);
    if (options.has('v')) {
      const line = `${entry.name}\n`;
      if (collection.toStdout) yield* complain(call.self, line);
      else yield* print(call.self, line);
    }
  }
  if (node.kind !== 'dir' || options.has('%flat')) return;
  for (const [child] of files.list(call.self, path)) yield* collect(collection, joinPath(path, child));
}

/** Names in an archive do not begin with a slash. */
function* memberName(collection: Collection, path: string): Sys<string | undefined> {
  const { call, options } = collection;
  if (!path.startsWith('/') || options.has('P')) return path;
  if (!collection.hasWarned) {
    collection.hasWarned = true;
    yield* fail(call, call.flavour === 'gnu' ? "Removing leading `/' from member names" : "removing leading '/' from member names");
  }
  const name = path.replace(/^\/+/, '');
  return name === '' ? './' : name;
}

const TYPES = { file: 'file', dir: 'dir', symlink: 'symlink', fifo: 'fifo', char: 'char', block: 'block' } as const;

function* entryOf(collection: Collection, name: string, node: Node): Sys<TarEntry | undefined> {
  const { call, options } = collection;
  if (node.kind === 'socket') return undefined;
  const numeric = options.has('%numeric');
  const owner = options.value('%ownerName');
  const group = options.value('%groupName');
  const uid = owner === undefined ? node.uid : Number(/\d+/.exec(owner)?.[0] ?? 0);
  const gid = group === undefined ? node.gid : Number(/\d+/.exec(group)?.[0] ?? 0);
  const time = options.value('%mtime');
  const base = {
    name: node.kind === 'dir' && !name.endsWith('/') ? `${name}/` : name,
    mode: node.mode,
    uid,
    gid,
    uname: numeric ? '' : (findUserById(call.self, uid)?.name ?? ''),
    gname: numeric ? '' : (findGroupById(call.self, gid)?.name ?? ''),
    mtime: Math.floor(time === undefined ? node.mtime : ((yield* readTime(call, time)) ?? node.mtime)),
  };
  if (node.kind === 'file') {
    const first = node.link === undefined ? undefined : collection.links.get(node.link);
    if (first !== undefined) return tarEntry({ ...base, type: 'hardlink', linkname: first });
    if (node.link !== undefined) collection.links.set(node.link, base.name);
    return tarEntry({ ...base, type: 'file', content: node.content });
  }
  if (node.kind === 'symlink') return tarEntry({ ...base, type: 'symlink', linkname: node.target });
  if (node.kind === 'dir') return tarEntry({ ...base, type: 'dir' });
  return tarEntry({ ...base, type: TYPES[node.kind], major: node.major, minor: node.minor });
}

/** `--exclude`: the pattern may match any part of the name that ends or begins at a slash. */
export function isExcluded(name: string, options: Options): boolean {
  const plain = name.replace(/\/+$/, '');
  return options.values('%exclude').some((glob) => {
    const pattern = parsePattern([{ text: glob.replace(/\/+$/, ''), isQuoted: false }]);
    const parts = plain.split('/');
    return parts.some(
      (_, index) =>
        matchesPattern(pattern, parts.slice(index).join('/')) ||
        matchesPattern(pattern, parts.slice(0, index + 1).join('/')) ||
        matchesPattern(pattern, parts[index] ?? ''),
    );
  });
}
