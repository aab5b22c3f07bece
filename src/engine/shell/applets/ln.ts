import { FsError, strerror } from '../../fs/errno.ts';
import { print } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { baseName, type Call, errorWords, fail, joinPath, quoteName } from './applet.ts';
import { type Options, readOptions, showUsage } from './options.ts';

const LONG = {
  symbolic: 's',
  'suffix:': 'S',
  force: 'f',
  'no-dereference': 'n',
  verbose: 'v',
  'target-directory:': 't',
  'no-target-directory': 'T',
  relative: 'r',
  interactive: 'i',
};

export function* ln(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: call.flavour === 'gnu' ? 'bfinrsS:t:vTLP' : 'sfnbtvTS:', long: LONG });
  if (typeof options === 'number') return options;
  const { operands } = options;
  const [only] = operands;
  if (only === undefined) return yield* showUsage(call, 'missing file operand');
  const { files } = call.self.system;
  const target = options.value('t') ?? (operands.length === 1 ? '.' : (operands.at(-1) ?? '.'));
  const sources = options.has('t') || operands.length === 1 ? operands : operands.slice(0, -1);
  const node = files.find(call.self, target, !options.has('n'));
  const into = node?.kind === 'dir' && !options.has('T');
  // busybox goes on: the second link finds the first in its way
  if (!into && sources.length > 1 && call.flavour === 'gnu')
    return yield* fail(
      call,
      `target ${quoteName(target, true)}: ${node === undefined ? 'No such file or directory' : 'Not a directory'}`,
    );
  let status = 0;
  for (const source of sources)
    if (
      !(yield* linkOne(
        call,
        source,
        operands.length === 1 && !options.has('t') ? baseName(source) : into ? joinPath(target, baseName(source)) : target,
        options,
      ))
    )
      status = 1;
  return status;
}

function* linkOne(call: Call, source: string, path: string, options: Options): Sys<boolean> {
  const { files } = call.self.system;
  const isGnu = call.flavour === 'gnu';
  const isSymbolic = options.has('s');
  try {
    if (!isSymbolic) {
      const node = files.find(call.self, source, false);
      if (node === undefined) {
        const missing = isGnu ? `failed to access ${quoteName(source, true)}` : source;
        yield* fail(call, `${missing}: ${strerror('ENOENT')}`);
        return false;
      }
      if (node.kind === 'dir' && isGnu) {
        yield* fail(call, `${source}: hard link not allowed for directory`);
        return false;
      }
    }
    const isTaken = (options.has('f') || options.has('b')) && files.find(call.self, path, false) !== undefined;
    if (isTaken && options.has('b')) files.rename(call.self, path, `${path}${options.value('S') ?? '~'}`);
    else if (isTaken) files.remove(call.self, path, { kind: 'file' });
    if (isSymbolic) files.symlink(call.self, source, path);
    else files.link(call.self, source, path);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    const kind = isSymbolic ? 'symbolic' : 'hard';
    const shown =
      error.code === 'EEXIST' || isSymbolic ? quoteName(path, true) : `${quoteName(path, true)} => ${quoteName(source, true)}`;
    yield* fail(
      call,
      isGnu
        ? `failed to create ${kind} link ${shown}: ${errorWords(call, error.code)}`
        : `${path}: ${errorWords(call, error.code)}`,
    );
    return false;
  }
  if (options.has('v'))
    yield* print(call.self, `${quoteName(path, true)} ${isSymbolic || !isGnu ? '->' : '=>'} ${quoteName(source, true)}\n`);
  return true;
}
