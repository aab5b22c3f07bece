/** `gzip`, `gunzip`, `zcat`. */

import { type Content, contentOf } from '../../bytes/content.ts';
import { isGzip, gunzip as unpack } from '../../bytes/gunzip.ts';
import { gzip as pack } from '../../bytes/gzip.ts';
import { EngineError } from '../../errors.ts';
import { FsError, strerror } from '../../fs/errno.ts';
import { bytesOf } from '../kernel/devices.ts';
import { complain, print, readAll, write } from '../kernel/io.ts';
import { type Sys, settle } from '../kernel/system.ts';
import { baseName, type Call, errorWords, fail } from './applet.ts';
import { type Options, readOptions } from './options.ts';

const LONG = {
  stdout: 'c',
  'to-stdout': 'c',
  decompress: 'd',
  uncompress: 'd',
  force: 'f',
  keep: 'k',
  list: 'l',
  test: 't',
  verbose: 'v',
  quiet: 'q',
  fast: '1',
  best: '9',
  recursive: 'r',
  'no-name': 'n',
};

export const gzip = (call: Call): Sys<number> => run(call, false, false);
export const gunzip = (call: Call): Sys<number> => run(call, true, false);
export const zcat = (call: Call): Sys<number> => run(call, true, true);

function* run(call: Call, unpacks: boolean, toStdout: boolean): Sys<number> {
  const options = yield* readOptions(call, { short: 'cdfhklnNqrtvS:123456789', long: LONG });
  if (typeof options === 'number') return options;
  const isUnpacking = unpacks || options.has('d') || options.has('t') || options.has('l');
  let status = 0;
  for (const name of options.operands.length === 0 ? ['-'] : options.operands) {
    const one = yield* handle(call, name, options, isUnpacking, toStdout || options.has('c') || name === '-');
    status = Math.max(status, one);
  }
  return status;
}

/** GNU's gunzip and zcat are scripts around gzip, and say so in their messages. */
function named(call: Call): Call {
  return call.flavour === 'gnu' ? { ...call, name: 'gzip' } : call;
}

function* handle(call: Call, name: string, options: Options, isUnpacking: boolean, toStdout: boolean): Sys<number> {
  const { self } = call;
  const isGnu = call.flavour === 'gnu';
  const path =
    isUnpacking &&
    name !== '-' &&
    self.system.files.find(self, name) === undefined &&
    self.system.files.find(self, `${name}.gz`) !== undefined
      ? `${name}.gz`
      : name;
  const content = yield* readInput(call, path, isUnpacking);
  if (typeof content === 'number') return content;
  if (isUnpacking && !toStdout && !options.has('t') && !options.has('l') && !/\.(gz|tgz|z|Z)$/.test(path)) {
    yield* fail(named(call), isGnu ? `${name}: unknown suffix -- ignored` : `${name}: unknown suffix - ignored`);
    return isGnu ? 2 : 1;
  }
  const result = isUnpacking
    ? yield* unpacked(call, name, content)
    : contentOf(pack(yield* bytesOf(self, content), headerOf(call, path, options)));
  if (result === undefined) return 1;
  if (options.has('l')) {
    const ratio = result.size === 0 ? 0 : (1 - content.size / result.size) * 100;
    yield* print(
      self,
      `         compressed        uncompressed  ratio uncompressed_name\n${String(content.size).padStart(19)} ${String(result.size).padStart(19)} ${ratio.toFixed(1).padStart(5)}% ${path.replace(/\.gz$/, '')}\n`,
    );
    return 0;
  }
  if (options.has('t')) return 0;
  if (toStdout) {
    yield* write(self, 1, result);
    return 0;
  }
  return yield* replace(call, path, result, options, isUnpacking);
}

/** GNU's gzip keeps a file's name and time, unless `-n`; busybox' keeps neither. */
function headerOf({ self, flavour }: Call, path: string, options: Options): { name: string; mtime: number } | undefined {
  const node = flavour === 'gnu' && path !== '-' && !options.has('n') ? self.system.files.find(self, path) : undefined;
  return node === undefined ? undefined : { name: baseName(path), mtime: node.mtime * 1000 };
}

function* readInput(call: Call, path: string, isUnpacking: boolean): Sys<Content | number> {
  const { self } = call;
  try {
    if (path === '-') {
      const input = self.fds.get(0);
      return input === undefined ? contentOf('') : yield* readAll(self, input);
    }
    return self.system.files.read(self, path);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    const isFolder = error.code === 'EISDIR';
    const shown = isUnpacking && call.flavour === 'gnu' && !/\.gz$/.test(path) ? `${path}.gz` : path;
    yield* fail(
      named(call),
      isFolder
        ? call.flavour === 'gnu'
          ? `${path} is a directory -- ignored`
          : `${path}: Is a directory`
        : `${shown}: ${errorWords(call, error.code)}`,
    );
    return isFolder && call.flavour === 'gnu' ? 2 : 1;
  }
}

function* unpacked(call: Call, name: string, content: Content): Sys<Content | undefined> {
  const { self } = call;
  const bytes = yield* bytesOf(self, content);
  const isGnu = call.flavour === 'gnu';
  if (!isGzip(bytes)) {
    const what = name === '-' ? 'stdin' : name;
    if (isGnu) yield* complain(self, `\ngzip: ${what}: not in gzip format\n`);
    else yield* fail(call, call.name === 'zcat' ? 'no gzip/bzip2/xz magic' : 'invalid magic');
    return undefined;
  }
  try {
    return yield* settle(() => unpack(self.system.ports, bytes));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    yield* fail(
      named(call),
      isGnu ? `${name === '-' ? 'stdin' : name}: invalid compressed data--format violated` : 'corrupted data',
    );
    return undefined;
  }
}

function* replace(call: Call, path: string, result: Content, options: Options, isUnpacking: boolean): Sys<number> {
  const { self } = call;
  const { files } = self.system;
  const target = isUnpacking ? path.replace(/\.tgz$/, '.tar').replace(/\.(gz|z|Z)$/, '') : `${path}.gz`;
  try {
    if (files.find(self, target) !== undefined && !options.has('f')) {
      yield* fail(
        named(call),
        call.flavour === 'gnu' ? `${target} already exists;	not overwritten` : `can't open '${target}': ${strerror('EEXIST')}`,
      );
      return call.flavour === 'gnu' ? 2 : 1;
    }
    const node = files.lookup(self, path).node;
    files.write(self, target, result, { mode: node.mode });
    files.setMeta(self, target, { mtime: node.mtime });
    if (!options.has('k')) files.remove(self, path, { kind: 'file' });
    return 0;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return yield* fail(named(call), `${error.data.path}: ${errorWords(call, error.code)}`);
  }
}
