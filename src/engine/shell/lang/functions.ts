/** Calling a shell function. */
import type { Sys } from '../kernel/system.ts';
import { FunctionReturn, type Shell, type ShellFunction } from './shell.ts';

export function* callFunction(shell: Shell, known: ShellFunction, args: readonly string[]): Sys<number> {
  const outer = { positional: shell.positional, loopDepth: shell.loopDepth };
  shell.positional = args;
  shell.loopDepth = 0;
  shell.functionDepth += 1;
  shell.locals.push(new Map());
  try {
    return yield* shell.deeper(() => shell.evaluator.runFunction(shell, known));
  } catch (error) {
    if (error instanceof FunctionReturn) return error.status;
    throw error;
  } finally {
    restoreLocals(shell);
    shell.functionDepth -= 1;
    shell.positional = outer.positional;
    shell.loopDepth = outer.loopDepth;
  }
}

/** Makes a name local to the function that runs: it gets its old value back afterwards. */
export function makeLocal(shell: Shell, name: string): void {
  const frame = shell.locals.at(-1);
  if (frame === undefined || frame.has(name)) return;
  frame.set(name, shell.variables.get(name));
}

function restoreLocals(shell: Shell): void {
  for (const [name, variable] of shell.locals.pop() ?? []) {
    if (variable === undefined) shell.variables.delete(name);
    else shell.variables.set(name, variable);
  }
}
