/** `mkdir` and `rmdir`. */
import { FsError } from '../../fs/errno.ts';
import { print } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { type Call, dirName, errorWords, fail, quoteName } from './applet.ts';
import { applyMode } from './mode.ts';
import { readOptions, showUsage } from './options.ts';

export function* mkdir(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'm:pvZ', long: { 'mode:': 'm', parents: 'p', verbose: 'v' } });
  if (typeof options === 'number') return options;
  if (options.operands.length === 0) return yield* showUsage(call);
  const text = options.value('m');
  const mode = text === undefined ? undefined : applyMode(text, 0o777, { isDir: true, umask: 0 });
  if (text !== undefined && mode === undefined)
    return yield* fail(call, call.flavour === 'gnu' ? `invalid mode ‘${text}’` : `invalid mode '${text}'`);
  let status = 0;
  for (const path of options.operands) {
    try {
      const made = make(call, path, options.has('p'));
      const { files } = call.self.system;
      if (mode !== undefined && made.length > 0) files.setMeta(call.self, path, { mode });
      if (options.has('v'))
        for (const folder of made)
          yield* print(
            call.self,
            call.flavour === 'gnu' ? `mkdir: created directory ${quoteName(folder, true)}\n` : `created directory: '${folder}'\n`,
          );
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      const shown = error.data.path === path || error.data.path === '' ? path : error.data.path;
      const words = call.flavour === 'gnu' ? `cannot create directory ‘${shown}’` : `can't create directory '${shown}'`;
      status = yield* fail(call, `${words}: ${errorWords(call, error.code)}`);
    }
  }
  return status;
}

/** The folders that were made, from the top. */
function make(call: Call, path: string, parents: boolean, shown = path): readonly string[] {
  const { files } = call.self.system;
  if (!parents) {
    files.makeDir(call.self, path);
    return [path];
  }
  const existing = files.find(call.self, path);
  if (existing?.kind === 'dir') return [];
  if (existing !== undefined) throw new FsError('EEXIST', path);
  const parent = dirName(path);
  // busybox cuts behind the slash
  const shownParent = call.flavour === 'gnu' ? parent : `${parent}/`;
  const standing = files.find(call.self, parent);
  if (standing !== undefined && standing.kind !== 'dir') throw new FsError('ENOTDIR', shownParent);
  const above = standing !== undefined ? [] : make(call, parent, true, shownParent);
  try {
    files.makeDir(call.self, path);
  } catch (error) {
    throw error instanceof FsError ? new FsError(error.code, shown) : error;
  }
  return [...above, path];
}

export function* rmdir(call: Call): Sys<number> {
  const options = yield* readOptions(call, {
    short: 'pv',
    long: { parents: 'p', verbose: 'v', 'ignore-fail-on-non-empty': '%ignore' },
  });
  if (typeof options === 'number') return options;
  if (options.operands.length === 0) return yield* showUsage(call);
  let status = 0;
  for (const operand of options.operands) {
    for (let path = operand; ; path = dirName(path)) {
      const failed = yield* removeOne(call, path, options.has('%ignore'), options.has('v'));
      if (failed) status = 1;
      if (failed || !options.has('p') || dirName(path) === '.' || dirName(path) === '/' || dirName(path) === path) break;
    }
  }
  return status;
}

function* removeOne(call: Call, path: string, ignoresFull: boolean, isVerbose: boolean): Sys<boolean> {
  try {
    if (isVerbose) yield* print(call.self, `rmdir: removing directory, ${quoteName(path, true)}\n`);
    call.self.system.files.remove(call.self, path, { kind: 'dir' });
    return false;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    if (ignoresFull && error.code === 'ENOTEMPTY') return false;
    const words = call.flavour === 'gnu' ? `failed to remove ${quoteName(path, true)}` : `'${path}'`;
    yield* fail(call, `${words}: ${errorWords(call, error.code)}`);
    return true;
  }
}
