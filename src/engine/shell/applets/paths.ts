/** `basename`, `dirname`, `readlink`, `realpath`. */
import { FsError, strerror } from '../../fs/errno.ts';
import { print } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { baseName, type Call, dirName, errorWords, fail, joinPath, quoteName } from './applet.ts';
import { readOptions, showUsage } from './options.ts';

export function* basename(call: Call): Sys<number> {
  const options = yield* readOptions(call, {
    short: 'as:z',
    long: { multiple: 'a', 'suffix:': 's', zero: 'z' },
    stopsAtOperand: true,
  });
  if (typeof options === 'number') return options;
  const { operands } = options;
  if (operands.length === 0) return yield* showUsage(call);
  const isMany = options.has('a') || options.has('s');
  if (!isMany && operands.length > 2) return yield* showUsage(call, `extra operand ‘${operands[2]}’`);
  const suffix = options.value('s') ?? (isMany ? '' : (operands[1] ?? ''));
  for (const path of isMany ? operands : operands.slice(0, 1)) {
    const name = baseName(path);
    const shown = suffix !== '' && name.endsWith(suffix) && name !== suffix ? name.slice(0, -suffix.length) : name;
    yield* print(call.self, shown + (options.has('z') ? '\0' : '\n'));
  }
  return 0;
}

export function* dirname(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'z', long: { zero: 'z' } });
  if (typeof options === 'number') return options;
  if (options.operands.length === 0 || (call.flavour === 'busybox' && options.operands.length > 1)) return yield* showUsage(call);
  for (const path of options.operands) yield* print(call.self, `${dirName(path)}\n`);
  return 0;
}

export function* readlink(call: Call): Sys<number> {
  if (call.isSmall === true && call.args.length !== 1) return yield* showUsage(call);
  const options = yield* readOptions(call, {
    short: 'femnqsvz',
    long: { canonicalize: 'f', 'canonicalize-existing': 'e', 'canonicalize-missing': 'm', 'no-newline': 'n', verbose: 'v' },
  });
  if (typeof options === 'number') return options;
  if (options.operands.length === 0 || (call.flavour === 'busybox' && options.operands.length > 1)) return yield* showUsage(call);
  let status = 0;
  for (const path of options.operands) {
    const result = readOne(call, path, options.last('fem'));
    if (typeof result === 'string') yield* print(call.self, result + (options.has('n') ? '' : '\n'));
    else {
      status = 1;
      if (options.has('v')) yield* fail(call, `${path}: ${strerror(result.code)}`);
    }
  }
  return status;
}

function readOne(call: Call, path: string, mode: string | undefined): string | FsError {
  try {
    if (mode !== undefined) return canonical(call, path, mode === 'e' ? 'all' : mode === 'm' ? 'none' : 'parents');
    const { node } = call.self.system.files.lookup(call.self, path, false);
    return node.kind === 'symlink' ? node.target : new FsError('EINVAL', path);
  } catch (error) {
    if (error instanceof FsError) return error;
    throw error;
  }
}

/** How much of the path has to be there. */
type Existing = 'all' | 'parents' | 'none';

function canonical(call: Call, path: string, existing: Existing): string {
  const { files } = call.self.system;
  try {
    return files.lookup(call.self, path).path;
  } catch (error) {
    if (!(error instanceof FsError) || existing === 'all' || path === '') throw error;
    const link = files.find(call.self, path, false);
    if (link?.kind === 'symlink')
      return canonical(call, link.target.startsWith('/') ? link.target : joinPath(dirName(path), link.target), existing);
    const parent = dirName(path);
    if (parent === path) throw error;
    const above = canonical(call, parent, existing === 'none' ? 'none' : 'all');
    return joinPath(above, baseName(path));
  }
}

export function* realpath(call: Call): Sys<number> {
  const options = yield* readOptions(call, {
    short: 'emqsz',
    long: { 'canonicalize-existing': 'e', 'canonicalize-missing': 'm', quiet: 'q', 'no-symlinks': 's' },
  });
  if (typeof options === 'number') return options;
  if (options.operands.length === 0) return yield* showUsage(call);
  let status = 0;
  for (const path of options.operands) {
    try {
      const existing = options.has('e') ? 'all' : options.has('m') ? 'none' : 'parents';
      yield* print(call.self, `${canonical(call, path, existing)}\n`);
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      status = 1;
      if (!options.has('q'))
        yield* fail(call, `${call.flavour === 'gnu' ? quoteName(path, false) : path}: ${errorWords(call, error.code)}`);
    }
  }
  return status;
}
