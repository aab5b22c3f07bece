/** Script files, and what a shell finds when it starts. */
import { FsError, strerror } from '../../fs/errno.ts';
import { findNode } from '../../fs/lookup.ts';
import { DEFAULT_PATH } from '../exec.ts';
import { complain, readPath } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { runToEnd } from './processes.ts';
import type { Shell } from './shell.ts';
import { setVariable } from './variables.ts';

/** Runs the file as the whole of this shell. */
export function* runScript(shell: Shell, path: string, parameters: readonly string[]): Sys<number> {
  const text = yield* readScript(shell, path);
  if (typeof text === 'number') return text;
  shell.positional = parameters;
  shell.name = path;
  shell.isScriptFile = true;
  return yield* runToEnd(shell, () => shell.evaluator.runText(shell, text));
}

/** The environment's variables are the shell's, exported; PWD is where it stands. */
export function importEnvironment(shell: Shell): void {
  const { self } = shell;
  for (const [name, value] of self.env) if (/^[A-Za-z_]\w*$/.test(name)) setVariable(shell, name, value, true);
  const given = self.env.get('PWD');
  const isRight =
    given?.startsWith('/') === true && findNode(self.system.files.tree, given) === findNode(self.system.files.tree, self.cwd);
  setVariable(shell, 'PWD', isRight && given !== undefined ? given : self.cwd, true);
  setVariable(shell, 'SHLVL', String((Number(self.env.get('SHLVL')) || 0) + 1), true);
  setVariable(shell, 'IFS', ' \t\n');
  setVariable(shell, 'OPTIND', '1');
  setVariable(shell, 'PS4', '+ ');
  if (shell.flavour !== 'ash') return;
  setVariable(shell, 'PPID', String(self.ppid));
  const isPlainPrompt = shell.isSmall || shell.isDash;
  if (!self.env.has('PS1')) setVariable(shell, 'PS1', isPlainPrompt ? (self.who.uid === 0 ? '# ' : '$ ') : '\\w \\$ ');
  if (!self.env.has('PS2')) setVariable(shell, 'PS2', '> ');
  if (!shell.isDash) setVariable(shell, 'FUNCNAME', '');
  if (!self.env.has('PATH')) setVariable(shell, 'PATH', DEFAULT_PATH);
}

function* readScript(shell: Shell, path: string): Sys<string | number> {
  const { self } = shell;
  try {
    const text = yield* readPath(self, path);
    if (shell.flavour === 'bash' && text.slice(0, 80).includes('\0')) {
      yield* complain(self, `${path}: ${path}: cannot execute binary file\n`);
      return 126;
    }
    return text;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    if (shell.flavour === 'ash' && error.code === 'EISDIR') return 0;
    const words =
      shell.flavour === 'bash'
        ? error.code === 'EISDIR'
          ? `${path}: ${path}: Is a directory\n`
          : `${shell.name}: ${path}: ${strerror(error.code)}\n`
        : `${shell.name}: can't open '${path}': ${strerror(error.code, 'musl')}\n`;
    yield* complain(self, words);
    return shell.flavour === 'bash' ? (error.code === 'EISDIR' ? 126 : 127) : 2;
  }
}
