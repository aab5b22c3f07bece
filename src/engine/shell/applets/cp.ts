import { FsError } from '../../fs/errno.ts';
import { print } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { baseName, type Call, errorWords, fail, joinPath, quoteName } from './applet.ts';
import { confirms } from './ask.ts';
import { type CopyOptions, type CopyProblem, copyTree } from './copy-tree.ts';
import { type Options, readOptions, showUsage } from './options.ts';

const LONG: Readonly<Record<string, string>> = {
  archive: 'a',
  force: 'f',
  interactive: 'i',
  link: 'l',
  dereference: 'L',
  'no-clobber': 'n',
  'no-dereference': 'P',
  'preserve?': 'p',
  recursive: 'r',
  'symbolic-link': 's',
  'target-directory:': 't',
  'no-target-directory': 'T',
  update: 'u',
  verbose: 'v',
  'remove-destination': '%remove',
  parents: '%parents',
};

export function* cp(call: Call): Sys<number> {
  const isGnu = call.flavour === 'gnu';
  const options = yield* readOptions(call, { short: isGnu ? 'abdfHilLnprst:uvxPRT' : 'pdRfilsLHarPvnuTt:', long: LONG });
  if (typeof options === 'number') return options;
  const target = options.value('t') ?? options.operands.at(-1);
  const sources = options.has('t') ? options.operands : options.operands.slice(0, -1);
  if (target === undefined || options.operands.length === 0) return yield* showUsage(call, 'missing file operand');
  if (sources.length === 0) return yield* showUsage(call, `missing destination file operand after ${quoteName(target, true)}`);
  const into = yield* isInto(call, options, sources, target);
  if (typeof into === 'number') return into;
  const problem = problemsOf(call);
  let status = 0;
  for (const source of sources) {
    const path = into ? joinPath(target, options.has('%parents') ? source.replace(/^\/+/, '') : baseName(source)) : target;
    if (!(yield* copyOperand(call, source, path, options, problem))) status = 1;
  }
  return status;
}

/** Whether the target is a folder to copy into; or the status where it should be one and is not. */
export function* isInto(call: Call, options: Options, sources: readonly string[], target: string): Sys<boolean | number> {
  const node = call.self.system.files.find(call.self, target);
  if (options.has('T')) return false;
  if (node?.kind === 'dir') return true;
  if (sources.length === 1 && !options.has('t')) return false;
  if (call.flavour === 'gnu')
    return yield* fail(
      call,
      `target ${quoteName(target, true)}: ${node === undefined ? 'No such file or directory' : 'Not a directory'}`,
    );
  return true;
}

/** busybox looks for the target before it does anything: what is in its way other than that it is not there. */
export function* refusesTarget(call: Call, target: string): Sys<boolean> {
  if (call.flavour === 'gnu') return false;
  try {
    call.self.system.files.lookup(call.self, target, false);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    if (error.code !== 'ENOENT') {
      yield* fail(call, `can't stat '${target}': ${errorWords(call, error.code)}`);
      return true;
    }
  }
  return false;
}

function* copyOperand(call: Call, source: string, target: string, options: Options, problem: CopyProblem): Sys<boolean> {
  const { files } = call.self.system;
  const from = files.find(call.self, source);
  const to = files.find(call.self, target);
  const recursive = options.has('r') || options.has('R') || options.has('a');
  if (from !== undefined && (yield* refusesTarget(call, target))) return false;
  if (from !== undefined && to !== undefined && from.ino === to.ino && isSamePath(call, source, target)) {
    yield* fail(
      call,
      call.flavour === 'gnu'
        ? `${quoteName(source, true)} and ${quoteName(target, true)} are the same file`
        : `'${source}' and '${target}' are the same file`,
    );
    return false;
  }
  if (options.has('n') && to !== undefined) return true;
  if (call.flavour === 'busybox' && options.has('i') && to?.kind === 'file' && !(yield* confirms(call, `overwrite '${target}'`)))
    return true;
  if (call.flavour === 'busybox' && options.has('T') && to?.kind === 'dir' && from?.kind !== 'dir') {
    yield* fail(call, `'${target}' is a directory`);
    return false;
  }
  if (options.has('u') && from !== undefined && to !== undefined && to.mtime >= from.mtime) return true;
  if (call.flavour === 'gnu' && from?.kind === 'dir' && recursive && isInside(call, target, source)) {
    yield* fail(call, `cannot copy a directory, ${quoteName(source, true)}, into itself, ${quoteName(target, true)}`);
    return false;
  }
  const isVerbose = options.has('v');
  return yield* copyTree(call, source, target, copyOptions(call, options, recursive), problem, function* (a, b) {
    if (isVerbose)
      yield* print(call.self, call.flavour === 'gnu' ? `${quoteName(a, true)} -> ${quoteName(b, true)}\n` : `'${a}' -> '${b}'\n`);
  });
}

function copyOptions(call: Call, options: Options, recursive: boolean): CopyOptions {
  const all = options.has('a') || options.has('p');
  const listed = options.value('p') ?? '';
  const only = listed === '' || listed === 'all' ? undefined : listed.split(',');
  const kept = (what: string) => all && (only === undefined || only.includes(what));
  const follow = options.last('LPHad');
  return {
    recursive,
    preserve: {
      mode: kept('mode'),
      owner: kept('ownership'),
      times: kept('timestamps'),
    },
    follow:
      follow === 'L'
        ? 'always'
        : follow === 'P' || follow === 'a' || follow === 'd'
          ? 'never'
          : follow === 'H'
            ? 'operands'
            : recursive
              ? 'never'
              : 'always',
    linkMode: options.has('l') ? 'hard' : options.has('s') ? 'symbolic' : 'copy',
    force: options.has('f'),
    removeFirst: options.has('%remove'),
    ...(call.flavour === 'busybox' ? { made: new Set() } : {}),
  };
}

function isSamePath(call: Call, a: string, b: string): boolean {
  const { files } = call.self.system;
  const [x, y] = [files.lookup(call.self, a), files.lookup(call.self, b)];
  return x.path === y.path || (x.node.kind === 'file' && x.node === y.node && x.node.link !== undefined);
}

/** Whether `path` (which need not be there) lies in the folder. */
function isInside(call: Call, path: string, folder: string): boolean {
  const { files } = call.self.system;
  const root = files.lookup(call.self, folder).path;
  for (let at = path; ; at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) || '/' : '.') {
    if (files.find(call.self, at) !== undefined) {
      const real = files.lookup(call.self, at).path;
      return real === root || real.startsWith(`${root}/`);
    }
    if (at === '/' || at === '.') return false;
  }
}

/** How both programs word what goes wrong while copying. */
export function problemsOf(call: Call): CopyProblem {
  const isGnu = call.flavour === 'gnu';
  return function* (kind, path, error) {
    const reason = error === undefined ? '' : `: ${errorWords(call, error.code)}`;
    const name = isGnu ? quoteName(path, true) : `'${path}'`;
    const words = isGnu
      ? {
          stat: `cannot stat ${name}${reason}`,
          open: `cannot open ${name} for reading${reason}`,
          create: `cannot create regular file ${name}${path.endsWith('/') ? `: ${errorWords(call, 'ENOTDIR')}` : reason}`,
          directory: `cannot create directory ${name}${reason}`,
          link: `cannot create symbolic link ${name}${reason}`,
          recursion: `cannot copy a directory, ${name}, into itself`,
          omit: `-r not specified; omitting directory ${name}`,
          overwriteDir: `cannot overwrite directory ${name} with non-directory`,
          overwriteFile: `cannot overwrite non-directory ${name} with directory`,
        }
      : {
          stat: `can't stat ${name}${reason}`,
          open: `can't open ${name}${reason}`,
          create: `can't create ${name}${reason}`,
          directory: `can't create directory ${name}${reason}`,
          link: `can't create symlink ${name}${reason}`,
          recursion: `recursion detected, omitting directory ${name}`,
          omit: `omitting directory ${name}`,
          overwriteDir: `can't create ${name}: File exists`,
          overwriteFile: `target ${name} is not a directory`,
        };
    yield* fail(call, words[kind]);
  };
}
