/** `.` and `source`. */
import { FsError, strerror } from '../../../fs/errno.ts';
import { readPath } from '../../kernel/io.ts';
import type { Sys } from '../../kernel/system.ts';
import { FunctionReturn, type Shell, ShellExit } from '../shell.ts';
import { findValue } from '../variables.ts';

export function* source(shell: Shell, args: readonly string[]): Sys<number> {
  const name = shell.builtin ?? '.';
  const [path, ...parameters] = args;
  if (path === undefined) {
    if (shell.flavour === 'ash') return 2;
    yield* shell.complain(`${name}: filename argument required`);
    yield* shell.say(`${name}: usage: ${name} filename [arguments]\n`);
    return 2;
  }
  const text = yield* readScript(shell, path);
  if (text === undefined) {
    if (shell.flavour === 'ash' && !shell.isInteractive) throw new ShellExit(2);
    return 1;
  }
  const outer = { positional: shell.positional, isScriptFile: shell.isScriptFile, builtin: shell.builtin };
  if (parameters.length > 0) shell.positional = parameters;
  shell.sourceDepth += 1;
  shell.builtin = undefined;
  try {
    return yield* shell.deeper(() => shell.evaluator.runText(shell, text));
  } catch (error) {
    if (error instanceof FunctionReturn) return error.status;
    throw error;
  } finally {
    shell.sourceDepth -= 1;
    shell.positional = parameters.length > 0 ? outer.positional : shell.positional;
    shell.isScriptFile = outer.isScriptFile;
    shell.builtin = outer.builtin;
  }
}

function* readScript(shell: Shell, path: string): Sys<string | undefined> {
  const { self } = shell;
  try {
    return yield* readPath(self, findScript(shell, path));
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    if (shell.flavour === 'bash')
      yield* shell.complain(
        error.code === 'EISDIR' ? `${shell.builtin ?? '.'}: ${path}: is a directory` : `${path}: ${strerror(error.code)}`,
      );
    else yield* shell.complain(path.includes('/') ? `can't open '${path}': ${strerror(error.code)}` : `${path}: not found`);
    return undefined;
  }
}

/** A name without a slash is looked for in PATH, by bash in the working folder, too. */
function findScript(shell: Shell, path: string): string {
  if (path.includes('/')) return path;
  for (const folder of (findValue(shell, 'PATH') ?? '').split(':')) {
    const candidate = `${folder === '' ? '.' : folder}/${path}`;
    if (shell.self.system.files.find(shell.self, candidate)?.kind === 'file') return candidate;
  }
  if (shell.flavour === 'ash') throw new FsError('ENOENT', path);
  return path;
}
