/**
 * `tar`, as far as looking into images asks for it: list, extract, create, gzip. GNU tar 1.34's words on the host, busybox' in containers.
 * Archives are written by the engine's own writer (tar/write-tar.ts), so a container's `tar cf` and `docker save` look alike.
 */
import { type Content, concatContents, zeros } from '../../bytes/content.ts';
import { gunzip, gzip, isGzip } from '../../bytes/gunzip.ts';
import { EngineError } from '../../errors.ts';
import { FsError, strerror } from '../../fs/errno.ts';
import type { Node } from '../../fs/node.ts';
import { type TarEntry, tarEntry } from '../../tar/entry.ts';
import { readTar } from '../../tar/read-tar.ts';
import { writeTar } from '../../tar/write-tar.ts';
import { getDescriptor, release, retain } from '../kernel/descriptors.ts';
import { bytesOf } from '../kernel/devices.ts';
import { complain, flush, print, readAll, write } from '../kernel/io.ts';
import { type Process, type Sys, settle } from '../kernel/system.ts';
import { findGroupById, findUserById } from '../users.ts';
import { type Call, joinPath } from './applet.ts';
import { type OptionSpec, type Options, readOptions } from './options.ts';
import { formatLongEntry } from './tar-listing.ts';

const SPEC: OptionSpec = {
  short: 'ctxf:C:vzOpkmhT:X:',
  long: {
    create: 'c',
    list: 't',
    extract: 'x',
    get: 'x',
    'file:': 'f',
    'directory:': 'C',
    verbose: 'v',
    gzip: 'z',
    gunzip: 'z',
    'to-stdout': 'O',
    'same-permissions': 'p',
    'keep-old-files': 'k',
    touch: 'm',
    dereference: 'h',
    'files-from:': 'T',
    'exclude:': 'E',
    'numeric-owner': 'N',
    'strip-components:': 's',
  },
  status: 2,
};
const RECORD = 10_240;

export function* tar(call: Call): Sys<number> {
  const options = yield* readOptions({ ...call, args: withDash(call.args) }, SPEC);
  if (typeof options === 'number') return options;
  const mode = options.last('ctx');
  if (mode === undefined) return yield* refuseMode(call);
  try {
    if (mode === 'c') return yield* create(call, options);
    return yield* read(call, options, mode === 'x');
  } catch (error) {
    if (error instanceof FsError) return yield* fatal(call, `${error.data.path}: Cannot open: ${strerror(error.code)}`);
    throw error;
  }
}

/** `tar xOf -`: the first word is options, dash or not, and their values follow in its order. */
function withDash(args: readonly string[]): readonly string[] {
  const [first, ...rest] = args;
  if (first === undefined || first.startsWith('-') || !/^[a-zA-Z]+$/.test(first)) return args;
  const values = [...first].flatMap((letter) =>
    SPEC.short.includes(`${letter}:`) ? [`-${letter}`, rest.shift() ?? ''] : [`-${letter}`],
  );
  return [...values, ...rest];
}

function* read(call: Call, options: Options, extracts: boolean): Sys<number> {
  const { self } = call;
  const archive = yield* openArchive(call, options);
  const entries = yield* readEntries(call, archive);
  if (entries === undefined) {
    if (call.flavour === 'busybox') return yield* say(call, 'short read', 1);
    yield* complain(self, `${call.name}: This does not look like a tar archive\n`);
    return yield* say(call, 'Exiting with failure status due to previous errors', 2);
  }
  const wanted = options.operands.map((name) => name.replace(/\/+$/, ''));
  const found = new Set<string>();
  let status = 0;
  for (const entry of entries) {
    self.system.step(self);
    if (!isWanted(entry.name, wanted, found)) continue;
    if (!extracts) yield* print(self, `${options.has('v') ? formatLongEntry(entry, call.flavour) : entry.name}\n`);
    else if (options.has('O')) yield* printFile(self, entry);
    else status = (yield* extract(call, options, entry)) ?? status;
  }
  for (const name of wanted) {
    if (found.has(name)) continue;
    yield* complain(self, `${call.name}: ${name}: ${call.flavour === 'gnu' ? 'Not found in archive' : 'not found in archive'}\n`);
    status = call.flavour === 'gnu' ? 2 : 1;
  }
  if (status === 2 && call.flavour === 'gnu') return yield* say(call, 'Exiting with failure status due to previous errors', 2);
  return status;
}

function* openArchive(call: Call, options: Options): Sys<Content> {
  const { self } = call;
  const path = options.value('f') ?? '-';
  const raw = path === '-' ? yield* readAll(self, getDescriptor(self, 0)) : self.system.files.read(self, path);
  const bytes = yield* bytesOf(self, raw);
  return isGzip(bytes) ? yield* settle(() => gunzip(self.system.ports, bytes)) : raw;
}

/** Undefined where it is no archive; an empty one is none either. */
function* readEntries({ self }: Call, archive: Content): Sys<readonly TarEntry[] | undefined> {
  if (archive.size === 0) return undefined;
  try {
    return yield* settle(() => readTar(archive, self.system.ports.limits));
  } catch (error) {
    if (error instanceof EngineError) return undefined;
    throw error;
  }
}

function isWanted(name: string, wanted: readonly string[], found: Set<string>): boolean {
  if (wanted.length === 0) return true;
  const bare = name.replace(/\/+$/, '');
  const hit = wanted.find((one) => bare === one || bare.startsWith(`${one}/`));
  if (hit !== undefined) found.add(hit);
  return hit !== undefined;
}

function* printFile(self: Process, entry: TarEntry): Sys<void> {
  if (entry.type !== 'file') return;
  yield* flush(self);
  yield* write(self, 1, entry.content);
}

function* extract(call: Call, options: Options, entry: TarEntry): Sys<number | undefined> {
  const { self } = call;
  const { files } = self.system;
  const name = safeName(entry.name, Number(options.value('s') ?? 0));
  if (name === undefined) return undefined;
  const path = joinPath(options.value('C') ?? '.', name);
  if (options.has('v')) yield* print(self, `${entry.name}\n`);
  try {
    const folder = path.slice(0, path.lastIndexOf('/'));
    if (folder !== '' && files.find(self, folder) === undefined) files.makeDir(self, folder, { parents: true });
    place(self, path, entry, options);
    if (entry.type !== 'hardlink') restoreMeta(self, path, entry);
    return undefined;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* complain(self, `${call.name}: ${name}: Cannot open: ${strerror(error.code)}\n`);
    return 2;
  }
}

function place(self: Process, path: string, entry: TarEntry, options: Options): void {
  const { files } = self.system;
  const old = files.find(self, path, false);
  if (entry.type === 'dir') {
    if (old?.kind !== 'dir') files.makeDir(self, path);
    return;
  }
  if (old !== undefined && old.kind !== 'dir') files.remove(self, path);
  if (entry.type === 'file') files.write(self, path, entry.content, { mode: entry.mode });
  else if (entry.type === 'symlink') files.symlink(self, entry.linkname, path);
  else if (entry.type === 'hardlink') files.link(self, joinPath(options.value('C') ?? '.', entry.linkname), path);
  else files.makeSpecial(self, path, entry.type, entry.mode, entry.major, entry.minor);
}

function restoreMeta(self: Process, path: string, entry: TarEntry): void {
  const owner = self.who.uid === 0 ? { uid: entry.uid, gid: entry.gid } : {};
  const mode = entry.type === 'symlink' ? {} : { mode: self.who.uid === 0 ? entry.mode : entry.mode & ~self.umask };
  self.system.files.setMeta(self, path, { ...owner, ...mode, mtime: entry.mtime }, { follow: false });
}

/** Leading slashes and `..` lead nowhere, as in GNU tar. */
function safeName(name: string, strip: number): string | undefined {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) return undefined;
  const kept = parts.slice(strip);
  return kept.length === 0 ? undefined : kept.join('/');
}

function* create(call: Call, options: Options): Sys<number> {
  const { self } = call;
  const { operands } = options;
  if (operands.length === 0) {
    const words = call.flavour === 'gnu' ? 'Cowardly refusing to create an empty archive' : 'empty archive';
    yield* complain(self, `${call.name}: ${words}\n`);
    if (call.flavour === 'gnu') yield* complain(self, "Try 'tar --help' or 'tar --usage' for more information.\n");
    return call.flavour === 'gnu' ? 2 : 1;
  }
  const entries: TarEntry[] = [];
  const links = new Map<number, string>();
  let status = 0;
  for (const operand of operands) {
    if (operand.startsWith('/'))
      yield* complain(
        self,
        `${call.name}: ${call.flavour === 'gnu' ? "Removing leading `/' from member names" : "removing leading '/' from member names"}\n`,
      );
    const path = joinPath(options.value('C') ?? '.', operand);
    const source = operand.startsWith('/') ? operand : path;
    const node = self.system.files.find(self, source, options.has('h'));
    if (node === undefined) {
      const words =
        call.flavour === 'gnu' ? `${operand}: Cannot stat: No such file or directory` : `${operand}: No such file or directory`;
      yield* complain(self, `${call.name}: ${words}\n`);
      status = call.flavour === 'gnu' ? 2 : 1;
      continue;
    }
    for (const entry of entriesOf(self, node, operand.replace(/^\/+/, '').replace(/\/+$/, '') || '.', links)) {
      self.system.step(self);
      if (options.has('v')) yield* print(self, `${entry.name}\n`);
      entries.push(entry);
    }
  }
  yield* writeArchive(call, options, padded(writeTar(entries)));
  if (status !== 0 && call.flavour === 'gnu') return yield* say(call, 'Exiting with failure status due to previous errors', 2);
  return status;
}

/** A folder, then what is in it, in the order of its names. */
function* entriesOf(self: Process, node: Node, name: string, links: Map<number, string>): Generator<TarEntry> {
  const { mode, uid, gid } = node;
  const names = { uname: findUserById(self, uid)?.name ?? '', gname: findGroupById(self, gid)?.name ?? '' };
  const meta = { mode, uid, gid, ...names, mtime: Math.floor(node.mtime) };
  switch (node.kind) {
    case 'dir':
      yield tarEntry({ ...meta, name: `${name}/`, type: 'dir' });
      for (const [child, inside] of [...node.entries].sort(([a], [b]) => (a < b ? -1 : 1)))
        yield* entriesOf(self, inside, `${name}/${child}`, links);
      return;
    case 'symlink':
      return yield tarEntry({ ...meta, name, type: 'symlink', linkname: node.target });
    case 'file': {
      const first = node.link === undefined ? undefined : links.get(node.link);
      if (first !== undefined) return yield tarEntry({ ...meta, name, type: 'hardlink', linkname: first });
      if (node.link !== undefined) links.set(node.link, name);
      return yield tarEntry({ ...meta, name, type: 'file', content: node.content });
    }
    case 'socket':
      return;
    default:
      yield tarEntry({ ...meta, name, type: node.kind, major: node.major, minor: node.minor });
  }
}

/** tar writes whole records of 20 blocks. */
function padded(archive: Content): Content {
  const rest = archive.size % RECORD;
  return rest === 0 ? archive : concatContents([archive, zeros(RECORD - rest)]);
}

function* writeArchive({ self }: Call, options: Options, archive: Content): Sys<void> {
  const packed = options.has('z') ? gzip(yield* bytesOf(self, archive)) : archive;
  const path = options.value('f') ?? '-';
  yield* flush(self);
  if (path === '-') return yield* write(self, 1, packed);
  const file = self.system.files.open(self, path, { write: true, create: true, truncate: true });
  const fds = retain(new Map([[-1, file]]));
  try {
    yield* file.write(
      self,
      packed instanceof Uint8Array ? { size: packed.length, chunks: [{ kind: 'bytes', bytes: packed }] } : packed,
    );
  } finally {
    for (const open of fds.values()) release(open);
  }
}

function* refuseMode(call: Call): Sys<number> {
  if (call.flavour === 'gnu') {
    yield* complain(
      call.self,
      `${call.name}: You must specify one of the '-Acdtrux', '--delete' or '--test-label' options\nTry 'tar --help' or 'tar --usage' for more information.\n`,
    );
    return 2;
  }
  return yield* say(call, 'you must specify -c, -t or -x', 1);
}

function* fatal(call: Call, message: string): Sys<number> {
  if (call.flavour === 'busybox') {
    yield* complain(
      call.self,
      `${call.name}: can't open '${message.split(': Cannot open: ')[0]}': ${message.split(': Cannot open: ')[1]}\n`,
    );
    return 1;
  }
  yield* complain(call.self, `${call.name}: ${message}\n`);
  return yield* say(call, 'Error is not recoverable: exiting now', 2);
}

function* say(call: Call, message: string, status: number): Sys<number> {
  yield* complain(call.self, `${call.name}: ${message}\n`);
  return status;
}
