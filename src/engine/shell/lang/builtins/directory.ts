/** `cd` and `pwd`. */
import { FsError, strerror } from '../../../fs/errno.ts';
import { mayAccess } from '../../../fs/permissions.ts';
import type { Sys } from '../../kernel/system.ts';
import type { Shell } from '../shell.ts';
import { findValue, setVariable } from '../variables.ts';

export function* cd(shell: Shell, args: readonly string[]): Sys<number> {
  const words = args.filter((arg) => arg !== '-L' && arg !== '-P' && arg !== '--');
  if (words.length > 1 && shell.flavour === 'bash') {
    yield* shell.complain('cd: too many arguments');
    return 1;
  }
  const [given] = words;
  const target = given === '-' ? findValue(shell, 'OLDPWD') : (given ?? findValue(shell, 'HOME'));
  if (target === undefined) {
    if (shell.flavour === 'bash') yield* shell.complain(given === '-' ? 'cd: OLDPWD not set' : 'cd: HOME not set');
    else if (given === '-') yield* shell.print(`${shell.self.cwd}\n`);
    return shell.flavour === 'bash' ? 1 : 0;
  }
  if (target === '') {
    setVariable(shell, 'OLDPWD', findValue(shell, 'PWD') ?? shell.self.cwd, true);
    return 0;
  }
  try {
    enter(shell, target, args.includes('-P'));
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* shell.complainOf(
      'cd',
      shell.flavour === 'bash' ? `${target}: ${strerror(error.code)}` : `can't cd to ${target}: ${strerror(error.code, 'musl')}`,
    );
    return shell.flavour === 'bash' ? 1 : 2;
  }
  if (given === '-') yield* shell.print(`${shell.self.cwd}\n`);
  return 0;
}

/** @throws FsError */
export function enter(shell: Shell, target: string, isPhysical: boolean): void {
  const { self } = shell;
  const shown = findValue(shell, 'PWD') ?? self.cwd;
  const { node, path } = self.system.files.lookup(self, target);
  if (node.kind !== 'dir') throw new FsError('ENOTDIR', target);
  if (!mayAccess(node, self.who, 'execute')) throw new FsError('EACCES', target);
  self.cwd = path;
  setVariable(shell, 'OLDPWD', shown, true);
  setVariable(shell, 'PWD', isPhysical ? path : logicalPath(shown, target), true);
}

/** The path as it was typed, with `.` and `..` taken out: links in it stay visible. */
function logicalPath(current: string, target: string): string {
  const names: string[] = [];
  for (const name of (target.startsWith('/') ? target : `${current}/${target}`).split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return `/${names.join('/')}`;
}

export function* pwd(shell: Shell, args: readonly string[]): Sys<number> {
  const shown = findValue(shell, 'PWD');
  const isLogical = !args.includes('-P') && shown !== undefined && shell.self.system.files.find(shell.self, shown)?.kind === 'dir';
  yield* shell.print(`${isLogical ? shown : shell.self.cwd}\n`);
  return 0;
}
