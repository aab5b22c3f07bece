/** `tar`: list, extract, create, with gzip. */

import { type Content, contentOf, sliceContent } from '../../bytes/content.ts';
import { gunzip, isGzip } from '../../bytes/gunzip.ts';
import { gzip } from '../../bytes/gzip.ts';
import { EngineError } from '../../errors.ts';
import { FsError } from '../../fs/errno.ts';
import { readTar, type TarEntry, TarError } from '../../tar/read-tar.ts';
import { writeTar } from '../../tar/write-tar.ts';
import { bytesOf } from '../kernel/devices.ts';
import { complain, print, readAll, readText, write } from '../kernel/io.ts';
import { type Sys, settle } from '../kernel/system.ts';
import { matchesPattern, parsePattern } from '../lang/pattern.ts';
import { type Call, errorWords, fail } from './applet.ts';
import { openInput } from './inputs.ts';
import { type Options, readOptions, showUsage } from './options.ts';
import { collectEntries, isExcluded } from './tar-create.ts';
import { extractEntry, listLine } from './tar-extract.ts';

const BLOCK = 512;
const GNU_STOP = 'Error is not recoverable: exiting now';
const LONG: Readonly<Record<string, string>> = {
  create: 'c',
  extract: 'x',
  get: 'x',
  list: 't',
  append: 'r',
  update: 'u',
  'file:': 'f',
  'directory:': 'C',
  gzip: 'z',
  gunzip: 'z',
  verbose: 'v',
  'to-stdout': 'O',
  'exclude:': '%exclude',
  'strip-components:': '%strip',
  'preserve-permissions': 'p',
  'same-permissions': 'p',
  'no-same-owner': 'o',
  'same-owner': '%owner',
  'numeric-owner': '%numeric',
  'files-from:': 'T',
  'keep-old-files': 'k',
  touch: 'm',
  dereference: 'h',
  wildcards: '%wildcards',
  'no-recursion': '%flat',
  'owner:': '%ownerName',
  'group:': '%groupName',
  'mtime:': '%mtime',
  'sort:': '%sort',
  'format:': '%format',
  'auto-compress': 'a',
  'one-file-system': '%one',
  'absolute-names': 'P',
};

const GNU_END = 'Exiting with failure status due to previous errors';

export function* tar(call: Call): Sys<number> {
  const options = yield* readOptions(
    { ...call, args: oldStyle(call.args) },
    { short: 'cxtruf:C:zJjavpokmOT:X:hPSb:nl', long: LONG, status: 2 },
  );
  if (typeof options === 'number') return options;
  if (options.has('J') || options.has('j')) return yield* fail(call, 'xz and bzip2 are not simulated here', 2);
  const mode = options.last('cxtru');
  if (mode === undefined) {
    if (call.flavour === 'busybox') return yield* showUsage(call);
    yield* complain(
      call.self,
      `tar: You must specify one of the '-Acdtrux', '--delete' or '--test-label' options\nTry 'tar --help' or 'tar --usage' for more information.\n`,
    );
    return 2;
  }
  if (mode === 'r' || mode === 'u') return yield* fail(call, 'adding to an archive is not simulated here', 2);
  return mode === 'c' ? yield* create(call, options) : yield* read(call, options, mode);
}

/** `tar xzf a.tgz` is `tar -x -z -f a.tgz`: letters that take values take them from the words behind. */
function oldStyle(args: readonly string[]): readonly string[] {
  const [first = '', ...rest] = args;
  if (first.startsWith('-') || !/^[A-Za-z]+$/.test(first)) return args;
  const values = [...rest];
  const out: string[] = [];
  for (const letter of first) {
    out.push(`-${letter}`);
    if ('fCTXb'.includes(letter)) out.push(values.shift() ?? '');
  }
  return [...out, ...values];
}

function workFolder(call: Call, options: Options): string {
  const folder = options.value('C');
  if (folder === undefined) return call.self.cwd;
  const { node, path } = call.self.system.files.lookup(call.self, folder);
  if (node.kind !== 'dir') throw new FsError('ENOTDIR', folder);
  return path;
}

/** Runs `inside` in the folder of `-C`. */
function* inFolder(call: Call, options: Options, inside: () => Sys<number>): Sys<number> {
  const { self } = call;
  const cwd = self.cwd;
  try {
    self.cwd = workFolder(call, options);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    const folder = options.value('C') ?? '';
    if (call.flavour === 'busybox')
      return yield* fail(call, `can't change directory to '${folder}': ${errorWords(call, error.code)}`);
    yield* fail(call, `${folder}: Cannot open: ${errorWords(call, error.code)}`);
    return yield* fail(call, 'Error is not recoverable: exiting now', 2);
  }
  const status = yield* inside();
  self.cwd = cwd;
  return status;
}

function* readArchive(call: Call, options: Options): Sys<Content | number> {
  const { self } = call;
  const name = options.value('f') ?? '-';
  if (name === '-') {
    const input = self.fds.get(0);
    return input === undefined ? contentOf('') : yield* readAll(self, input);
  }
  try {
    return self.system.files.read(self, name);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    if (call.flavour === 'busybox') return yield* fail(call, `can't open '${name}': ${errorWords(call, error.code)}`);
    const problem = `${name}: Cannot open: ${errorWords(call, error.code)}`;
    if (options.has('z')) {
      // gzip is a process of its own, and opens the file
      yield* complain(self, `tar (child): ${problem}\ntar (child): ${GNU_STOP}\n`);
      yield* fail(call, 'Child returned status 2');
    } else yield* fail(call, problem);
    return yield* fail(call, GNU_STOP, 2);
  }
}

function* read(call: Call, options: Options, mode: string): Sys<number> {
  const archive = yield* readArchive(call, options);
  if (typeof archive === 'number') return archive;
  const entries = yield* parse(call, archive, options);
  if (typeof entries === 'number') return entries;
  return yield* inFolder(call, options, () => handleEntries(call, options, mode, entries));
}

function* parse(call: Call, archive: Content, options: Options): Sys<readonly TarEntry[] | number> {
  const { self } = call;
  try {
    const head = yield* bytesOf(self, sliceContent(archive, 0, 3));
    const packed = isGzip(head);
    if (options.has('z') && !packed && archive.size > 0) {
      if (call.flavour === 'busybox') return yield* fail(call, 'invalid gzip magic');
      yield* complain(
        self,
        '\ngzip: stdin: not in gzip format\ntar: Child returned status 1\ntar: Error is not recoverable: exiting now\n',
      );
      return 2;
    }
    const plain = packed ? yield* unpack(call, archive) : archive;
    if (plain.size === 0) return yield* call.flavour === 'busybox' ? fail(call, 'short read') : refuseForeign(call, options);
    return yield* settle(() => readTar(plain, self.system.ports.limits));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    if (error instanceof TarError && call.flavour === 'busybox')
      return yield* fail(call, error.code === 'tar.truncated' && archive.size >= BLOCK ? 'short read' : 'invalid tar magic');
    if (call.flavour === 'busybox') return yield* fail(call, 'corrupted data');
    if (error.code !== 'tar.truncated' || archive.size < BLOCK) return yield* refuseForeign(call, options);
    yield* fail(call, 'Unexpected EOF in archive');
    return yield* fail(call, 'Error is not recoverable: exiting now', 2);
  }
}

function wantedNames(options: Options): readonly string[] {
  return options.operands.map((name) => name.replace(/\/+$/, ''));
}

function* refuseForeign(call: Call, options: Options): Sys<number> {
  yield* fail(call, 'This does not look like a tar archive');
  for (const name of wantedNames(options)) yield* fail(call, `${name}: Not found in archive`);
  return yield* fail(call, GNU_END, 2);
}

function* unpack(call: Call, archive: Content): Sys<Content> {
  const bytes = yield* bytesOf(call.self, archive);
  return yield* settle(() => gunzip(call.self.system.ports, bytes));
}

function* handleEntries(call: Call, options: Options, mode: string, entries: readonly TarEntry[]): Sys<number> {
  const { self } = call;
  const wanted = wantedNames(options);
  const found = new Set<string>();
  let failed = false;
  for (const entry of entries) {
    self.system.step(self);
    const match = wanted.length === 0 ? '' : wanted.find((name) => isWanted(entry.name, name, call, options));
    if (match === undefined || isExcluded(entry.name, options)) continue;
    found.add(match);
    if (mode === 't') {
      yield* print(self, options.has('v') ? `${listLine(call, entry, options)}\n` : `${entry.name}\n`);
      continue;
    }
    const stripped = strip(entry.name, Number(options.value('%strip') ?? 0));
    if (stripped === undefined) continue;
    if (options.has('v')) {
      const line = `${entry.name}\n`;
      if (options.has('O')) yield* complain(self, line);
      else yield* print(self, line);
    }
    if (options.has('O')) {
      if (entry.type === 'file') yield* write(self, 1, entry.content);
    } else if (!(yield* extractEntry(call, { ...entry, name: stripped }, options))) failed = true;
  }
  for (const name of wanted) {
    if (found.has(name)) continue;
    failed = true;
    yield* fail(call, call.flavour === 'gnu' ? `${name}: Not found in archive` : `${name}: not found in archive`);
    if (call.flavour === 'busybox') return 1;
  }
  if (!failed) return 0;
  if (call.flavour === 'busybox') return 1;
  return yield* fail(call, GNU_END, 2);
}

function isWanted(name: string, wanted: string, call: Call, options: Options): boolean {
  const plain = name.replace(/\/+$/, '');
  if (plain === wanted || plain.startsWith(`${wanted}/`)) return true;
  if (!options.has('%wildcards') && call.flavour === 'gnu') return false;
  return matchesPattern(parsePattern([{ text: wanted, isQuoted: false }]), plain);
}

/** Undefined where nothing of the name is left. */
function strip(name: string, count: number): string | undefined {
  if (count === 0) return name;
  const parts = name.replace(/^\/+/, '').split('/').slice(count);
  const rest = parts.join('/');
  return rest === '' ? undefined : rest;
}

function* create(call: Call, options: Options): Sys<number> {
  const names = [...options.operands];
  for (const list of options.values('T')) {
    const input = yield* openInput(call, list, 'open');
    if (input === undefined) return 2;
    names.push(...(yield* readText(call.self, input.file)).split('\n').filter((line) => line !== ''));
  }
  if (names.length === 0) {
    if (call.flavour === 'busybox') return yield* fail(call, 'empty archive');
    yield* complain(
      call.self,
      `tar: Cowardly refusing to create an empty archive\nTry 'tar --help' or 'tar --usage' for more information.\n`,
    );
    return 2;
  }
  const target = options.value('f') ?? '-';
  const state = { failed: false };
  const entries: TarEntry[] = [];
  const collected = yield* inFolder(call, options, () => collectEntries(call, options, names, entries, state, target === '-'));
  if (collected !== 0) return collected;
  const plain = writeTar(entries, call.flavour === 'gnu' ? 'gnu-ustar' : 'go');
  const packed = options.has('z') || (options.has('a') && /\.(tgz|tar\.gz)$/.test(target));
  const archive = packed ? contentOf(gzip(yield* bytesOf(call.self, plain))) : plain;
  try {
    if (target === '-') yield* write(call.self, 1, archive);
    else call.self.system.files.write(call.self, target, archive);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    if (call.flavour === 'busybox') return yield* fail(call, `can't open '${target}': ${errorWords(call, error.code)}`);
    yield* fail(call, `${target}: Cannot open: ${errorWords(call, error.code)}`);
    return yield* fail(call, 'Error is not recoverable: exiting now', 2);
  }
  if (!state.failed) return 0;
  return call.flavour === 'gnu' ? yield* fail(call, GNU_END, 2) : yield* fail(call, 'error exit delayed from previous errors');
}
