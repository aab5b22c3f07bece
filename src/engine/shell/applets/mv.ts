import { FsError, strerror } from '../../fs/errno.ts';
import { print } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { baseName, type Call, errorWords, fail, joinPath, quoteName } from './applet.ts';
import { confirms } from './ask.ts';
import { copyTree } from './copy-tree.ts';
import { isInto, problemsOf, refusesTarget } from './cp.ts';
import { type Options, readOptions, showUsage } from './options.ts';

const LONG = {
  force: 'f',
  interactive: 'i',
  'no-clobber': 'n',
  update: 'u',
  verbose: 'v',
  'target-directory:': 't',
  'no-target-directory': 'T',
};

export function* mv(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: call.flavour === 'gnu' ? 'bfint:uvTZ' : 'finvTt:', long: LONG });
  if (typeof options === 'number') return options;
  const target = options.value('t') ?? options.operands.at(-1);
  const sources = options.has('t') ? options.operands : options.operands.slice(0, -1);
  if (target === undefined || options.operands.length === 0) return yield* showUsage(call, 'missing file operand');
  if (sources.length === 0) return yield* showUsage(call, `missing destination file operand after ${quoteName(target, true)}`);
  const into = yield* isInto(call, options, sources, target);
  if (typeof into === 'number') return into;
  let status = 0;
  for (const source of sources)
    if (!(yield* moveOne(call, source, into ? joinPath(target, baseName(source)) : target, options))) status = 1;
  return status;
}

function* moveOne(call: Call, source: string, target: string, options: Options): Sys<boolean> {
  const { self, flavour } = call;
  const { files } = self.system;
  const isGnu = flavour === 'gnu';
  self.system.step(self);
  if (yield* refusesTarget(call, target)) return false;
  if (!isGnu && files.find(self, target) !== undefined) {
    const last = options.last('fin');
    if (last === 'n' || (last === 'i' && !(yield* confirms(call, `overwrite '${target}'`)))) return true;
  }
  const from = files.find(self, source, false);
  if (from === undefined) {
    const isRefused = !isGnu && files.isReadOnlyTarget(self, source, target);
    const reason = strerror(isRefused ? 'EROFS' : reasonFor(call, source));
    yield* fail(call, isGnu ? `cannot stat ${quoteName(source, true)}: ${reason}` : `can't rename '${source}': ${reason}`);
    return false;
  }
  const to = files.find(self, target, false);
  if (isGnu && to !== undefined && (options.has('n') || (options.has('u') && to.mtime >= from.mtime))) return true;
  if (isGnu && to !== undefined && to === from) {
    yield* fail(call, `${quoteName(source, true)} and ${quoteName(target, true)} are the same file`);
    return false;
  }
  if (to?.kind === 'dir' && from.kind !== 'dir') {
    yield* fail(
      call,
      isGnu
        ? `cannot overwrite directory ${quoteName(target, true)} with non-directory`
        : `can't rename '${source}': Is a directory`,
    );
    return false;
  }
  try {
    files.move(self, source, target);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    if (error.code === 'EXDEV') return yield* moveAcross(call, source, target);
    yield* fail(call, isGnu ? gnuWords(source, target, error) : `can't rename '${source}': ${errorWords(call, error.code)}`);
    return false;
  }
  if (options.has('v'))
    yield* print(
      self,
      isGnu ? `renamed ${quoteName(source, true)} -> ${quoteName(target, true)}\n` : `'${source}' -> '${target}'\n`,
    );
  return true;
}

function gnuWords(source: string, target: string, error: FsError): string {
  if (error.code === 'EINVAL')
    return `cannot move ${quoteName(source, true)} to a subdirectory of itself, ${quoteName(target, true)}`;
  if (error.code === 'ENOTDIR' && !target.endsWith('/'))
    return `cannot overwrite non-directory ${quoteName(target, true)} with directory ${quoteName(source, true)}`;
  return `cannot move ${quoteName(source, true)} to ${quoteName(target, true)}: ${strerror(error.code)}`;
}

function reasonFor(call: Call, path: string): FsError['code'] {
  try {
    call.self.system.files.lookup(call.self, path, false);
    return 'ENOENT';
  } catch (error) {
    if (error instanceof FsError) return error.code;
    throw error;
  }
}

/** To another file system: copied, then removed. */
function* moveAcross(call: Call, source: string, target: string): Sys<boolean> {
  const { files } = call.self.system;
  const all = {
    recursive: true,
    preserve: { mode: true, owner: true, times: true },
    follow: 'never',
    linkMode: 'copy',
    force: true,
    removeFirst: true,
  } as const;
  const copied = yield* copyTree(call, source, target, all, problemsOf(call), function* () {});
  if (!copied) return false;
  try {
    files.remove(call.self, source, { recursive: true });
    return true;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* fail(
      call,
      call.flavour === 'gnu'
        ? `cannot remove ${quoteName(source, true)}: ${errorWords(call, error.code)}`
        : `can't remove '${source}': ${errorWords(call, error.code)}`,
    );
    return false;
  }
}
