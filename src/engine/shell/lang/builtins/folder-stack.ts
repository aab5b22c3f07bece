/** `pushd`, `popd` and `dirs`. The folder that the shell is in is the top of the stack. */
import { FsError, strerror } from '../../../fs/errno.ts';
import type { Sys } from '../../kernel/system.ts';
import type { Shell } from '../shell.ts';
import { findValue } from '../variables.ts';
import { enter } from './directory.ts';

export function* pushd(shell: Shell, args: readonly string[]): Sys<number> {
  const [target] = args;
  const [next, ...rest] = shell.folders;
  const here = findValue(shell, 'PWD') ?? shell.self.cwd;
  if (target === undefined && next === undefined) {
    yield* shell.complain('pushd: no other directory');
    return 1;
  }
  if (!(yield* go(shell, 'pushd', target ?? next ?? ''))) return 1;
  shell.folders = target === undefined ? [here, ...rest] : [here, ...shell.folders];
  return yield* dirs(shell, []);
}

export function* popd(shell: Shell): Sys<number> {
  const [next, ...rest] = shell.folders;
  if (next === undefined) {
    yield* shell.complain('popd: directory stack empty');
    return 1;
  }
  if (!(yield* go(shell, 'popd', next))) return 1;
  shell.folders = rest;
  return yield* dirs(shell, []);
}

export function* dirs(shell: Shell, args: readonly string[]): Sys<number> {
  if (args.includes('-c')) {
    shell.folders = [];
    return 0;
  }
  const home = findValue(shell, 'HOME') ?? '';
  const isLong = args.includes('-l');
  const shown = [findValue(shell, 'PWD') ?? shell.self.cwd, ...shell.folders].map((path) =>
    !isLong && home !== '' && (path === home || path.startsWith(`${home}/`)) ? `~${path.slice(home.length)}` : path,
  );
  if (args.includes('-v')) for (const [at, path] of shown.entries()) yield* shell.print(`${String(at).padStart(2)}  ${path}\n`);
  else yield* shell.print(args.includes('-p') ? `${shown.join('\n')}\n` : `${shown.join(' ')}\n`);
  return 0;
}

function* go(shell: Shell, builtin: string, target: string): Sys<boolean> {
  try {
    enter(shell, target, false);
    return true;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* shell.complain(`${builtin}: ${target}: ${strerror(error.code)}`);
    return false;
  }
}
