/** Running what `trap` was told. */
import { listSignals, parseSignal, SIGINT, signalName } from '../kernel/signals.ts';
import type { Sys } from '../kernel/system.ts';
import { Interrupted, type Shell, ShellExit } from './shell.ts';

/** `EXIT`, `ERR`, or a signal's name without SIG; undefined where there is none. */
export function trapName(text: string): string | undefined {
  if (text === '0' || text.toUpperCase() === 'EXIT') return 'EXIT';
  if (text === 'ERR') return 'ERR';
  const signal = parseSignal(text);
  return signal === undefined ? undefined : signalName(signal);
}

/** `action` undefined: as it was at the start; '': ignored. */
export function setTrap(shell: Shell, name: string, action: string | undefined): void {
  if (action === undefined) shell.traps.delete(name);
  else shell.traps.set(name, action);
  const signal = parseSignal(name);
  if (name === 'EXIT' || signal === undefined) return;
  shell.self.caught.delete(signal);
  shell.self.ignored.delete(signal);
  if (action === '') shell.self.ignored.add(signal);
  else if (action !== undefined) shell.self.caught.add(signal);
}

/** In the order of the signals' numbers, EXIT first. */
export function listTraps(shell: Shell): readonly (readonly [name: string, action: string])[] {
  return ['EXIT', ...listSignals(), 'ERR'].flatMap((name) => {
    const action = shell.traps.get(name);
    return action === undefined ? [] : [[name, action] as const];
  });
}

/** Signals that arrived are handled between commands. */
export function* runPendingTraps(shell: Shell): Sys<void> {
  while (shell.self.pending.length > 0) {
    const signal = shell.self.pending.shift() ?? 0;
    const name = signalName(signal);
    const action = name === undefined ? undefined : shell.traps.get(name);
    if (action === undefined && signal === SIGINT && shell.waitAtTerminal !== undefined) throw new Interrupted();
    if (action === undefined || action === '') continue;
    const { status } = shell;
    yield* shell.evaluator.runText(shell, action);
    shell.status = status;
  }
}

/** Functions do not have it, unless `set -E` says so. */
export function* runErrorTrap(shell: Shell): Sys<void> {
  const action = shell.traps.get('ERR');
  if (action === undefined || action === '' || (shell.functionDepth > 0 && !shell.has('errtrace'))) return;
  const { status } = shell;
  shell.traps.delete('ERR');
  try {
    yield* shell.evaluator.runText(shell, action);
  } finally {
    if (!shell.traps.has('ERR')) shell.traps.set('ERR', action);
  }
  shell.status = status;
}

export function* runExitTrap(shell: Shell, status: number): Sys<number> {
  const action = shell.traps.get('EXIT');
  if (action === undefined || action === '') return status;
  shell.traps.delete('EXIT');
  try {
    yield* shell.evaluator.runText(shell, action);
  } catch (error) {
    if (error instanceof ShellExit) return error.status;
    throw error;
  }
  return status;
}
