/** What goes around each statement, whatever it is (POSIX 2.9). */
import { FsError, strerror } from '../../fs/errno.ts';
import type { Sys } from '../kernel/system.ts';
import { type Shell, ShellExit } from './shell.ts';
import { runErrorTrap, runPendingTraps } from './traps.ts';

/** Signals that wait are handled first; the status is the shell's afterwards. */
export function* asStatement(shell: Shell, run: () => Sys<number>): Sys<number> {
  if (shell.self.pending.length > 0) yield* runPendingTraps(shell);
  shell.self.system.step(shell.self);
  try {
    shell.status = yield* run();
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    const words = error.code === 'EAGAIN' ? (shell.flavour === 'bash' ? 'fork: ' : "can't fork: ") : '';
    yield* shell.complain(`${words}${strerror(error.code)}`);
    shell.status = shell.flavour === 'bash' ? 254 : 2;
  }
  return shell.status;
}

/** `set -e` and `trap … ERR`: a command that fails ends the shell, unless its status is looked at. */
export function* exitOnFailure(shell: Shell, status: number): Sys<void> {
  if (status === 0 || shell.uncheckedDepth > 0) return;
  shell.status = status;
  yield* runErrorTrap(shell);
  if (shell.has('errexit')) throw new ShellExit(status);
}
