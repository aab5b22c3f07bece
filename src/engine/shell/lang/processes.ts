/** Subshells, background jobs, and waiting for them. */

import { flush, write } from '../kernel/io.ts';
import { SIGINT, SIGPIPE } from '../kernel/signals.ts';
import { type Process, type Sys, statusOf } from '../kernel/system.ts';
import { ExpansionError, FunctionReturn, LoopJump, type Shell, ShellExit } from './shell.ts';
import { runExitTrap, runPendingTraps } from './traps.ts';

/** One line of a prompt that goes on after it. `exit` and `set -e` end the shell: its EXIT trap runs then, and only then. */
export function* runPrompt(shell: Shell, body: () => Sys<number>): Sys<number> {
  let status: number;
  try {
    status = yield* body();
    if (shell.self.pending.length > 0) yield* runPendingTraps(shell);
  } catch (error) {
    status = statusOfJump(error);
    if (error instanceof ShellExit) status = yield* endShell(shell, status);
  }
  if (shell.self.buffer.length > 0) yield* flush(shell.self);
  return status;
}

/** Runs a whole shell: `exit` and errors that end it become its status, its EXIT trap runs. */
export function* runToEnd(shell: Shell, body: () => Sys<number>): Sys<number> {
  let status: number;
  try {
    status = yield* body();
    if (shell.self.pending.length > 0) yield* runPendingTraps(shell);
  } catch (error) {
    status = statusOfJump(error);
  }
  status = yield* endShell(shell, status);
  if (shell.self.buffer.length > 0) yield* flush(shell.self);
  return status;
}

function* endShell(shell: Shell, given: number): Sys<number> {
  let status = given;
  shell.status = status;
  if (shell.traps.size === 0) return status;
  try {
    status = yield* runExitTrap(shell, status);
  } catch (error) {
    status = statusOfJump(error);
  }
  return status;
}

export function statusOfJump(error: unknown): number {
  if (error instanceof ShellExit || error instanceof FunctionReturn || error instanceof ExpansionError) return error.status;
  if (error instanceof LoopJump) return 0;
  throw error;
}

/** Waits until a child of the shell has ended, and says how. @param isQuiet what a signal did to it is not told */
export function* waitForChild(shell: Shell, child: Process, isQuiet = false): Sys<number> {
  const ready = (): boolean => child.state !== 'alive' || child.isStopped;
  if (shell.waitAtTerminal === undefined) yield { kind: 'block', ready, interruptible: false };
  else yield* shell.waitAtTerminal(ready, child);
  if (child.state === 'alive') return 148;
  const status = statusOf(child);
  if (child.state === 'zombie') {
    child.state = 'reaped';
    if (!isQuiet) yield* reportSignal(shell, child.exitSignal);
  }
  const job = shell.jobs.find(({ process }) => process === child);
  if (job !== undefined) job.isWaited = true;
  if (job !== undefined && shell.flavour === 'bash') shell.jobs = shell.jobs.filter((one) => one !== job);
  return status;
}

export const DESCRIPTIONS: ReadonlyMap<number, string> = new Map([
  [1, 'Hangup'],
  [3, 'Quit'],
  [4, 'Illegal instruction'],
  [5, 'Trace/breakpoint trap'],
  [6, 'Aborted'],
  [7, 'Bus error'],
  [8, 'Arithmetic exception'],
  [9, 'Killed'],
  [10, 'User defined signal 1'],
  [11, 'Segmentation fault'],
  [12, 'User defined signal 2'],
  [14, 'Alarm clock'],
  [15, 'Terminated'],
]);

/** Both shells say in a word why a child ended, unless it was Ctrl+C or a broken pipe. */
function* reportSignal(shell: Shell, signal: number | undefined): Sys<void> {
  if (signal === undefined || signal === SIGINT || signal === SIGPIPE) return;
  const words = DESCRIPTIONS.get(signal);
  if (words !== undefined && shell.self.fds.has(2)) yield* write(shell.self, 2, `${words}\n`);
}
