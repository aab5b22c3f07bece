/** Builtins that change what runs next. */

import { flush } from '../../kernel/io.ts';
import type { Sys } from '../../kernel/system.ts';
import { singleQuoted } from '../quote.ts';
import { FunctionReturn, LoopJump, type Shell, ShellExit } from '../shell.ts';
import { listTraps, setTrap, trapName } from '../traps.ts';

export function* exit(shell: Shell, args: readonly string[]): Sys<number> {
  const status = yield* statusArgument(shell, 'exit', args);
  throw new ShellExit(status ?? 2);
}

export function* returnFrom(shell: Shell, args: readonly string[]): Sys<number> {
  const status = yield* statusArgument(shell, 'return', args);
  if (shell.functionDepth > 0 || shell.sourceDepth > 0) throw new FunctionReturn(status ?? 2);
  if (shell.flavour === 'ash') throw new ShellExit(status ?? 2);
  yield* shell.complain("return: can only `return' from a function or sourced script");
  return 1;
}

/** Undefined where it is no number; the complaint has been printed. */
function* statusArgument(shell: Shell, builtin: string, args: readonly string[]): Sys<number | undefined> {
  const [text] = args;
  if (text === undefined) return shell.status;
  if (/^\d+$/.test(text) || (shell.flavour === 'bash' && /^[-+]\d+$/.test(text))) return Number(BigInt.asUintN(8, BigInt(text)));
  yield* shell.complainOf(builtin, shell.flavour === 'bash' ? `${text}: numeric argument required` : `Illegal number: ${text}`);
  if (shell.flavour === 'ash') throw new ShellExit(2);
  return undefined;
}

export function breakLoop(shell: Shell, args: readonly string[]): Sys<number> {
  return jump(shell, 'break', args);
}
export function continueLoop(shell: Shell, args: readonly string[]): Sys<number> {
  return jump(shell, 'continue', args);
}

function* jump(shell: Shell, kind: 'break' | 'continue', args: readonly string[]): Sys<number> {
  const levels = Number(args[0] ?? '1');
  if (shell.flavour === 'ash' && !/^\d+$/.test(args[0] ?? '1')) {
    yield* shell.complainOf(kind, `Illegal number: ${args[0]}`);
    throw new ShellExit(2);
  }
  if (shell.loopDepth === 0) {
    if (shell.flavour === 'bash') yield* shell.complain(`${kind}: only meaningful in a \`for', \`while', or \`until' loop`);
    return 0;
  }
  if (!Number.isInteger(levels) || levels < 1) {
    yield* shell.complainOf(kind, shell.flavour === 'bash' ? `${args[0]}: loop count out of range` : `Illegal number: ${args[0]}`);
    throw shell.flavour === 'bash' ? new LoopJump('break', shell.loopDepth) : new ShellExit(2);
  }
  throw new LoopJump(kind, Math.min(levels, shell.loopDepth));
}

export function* evalText(shell: Shell, args: readonly string[]): Sys<number> {
  const text = args.join(' ');
  return text.trim() === '' ? 0 : yield* shell.deeper(() => shell.evaluator.runText(shell, text));
}

export function* trap(shell: Shell, args: readonly string[]): Sys<number> {
  const words = args[0] === '--' ? args.slice(1) : args;
  const [first, ...rest] = words;
  if (first === undefined || (first === '-p' && shell.flavour === 'bash')) return yield* showTraps(shell, rest);
  if (first === '-l' && shell.flavour === 'bash') return 0;
  if (/^-./.test(first)) {
    yield* shell.complainOf('trap', shell.flavour === 'bash' ? `${first}: invalid option` : `illegal option ${first}`);
    return 2;
  }
  const isReset = first === '-' || rest.length === 0 || (/^\d+$/.test(first) && trapName(first) !== undefined);
  const names = first === '-' || !isReset ? rest : words;
  let status = 0;
  for (const text of names) {
    const name = trapName(text);
    if (name !== undefined) setTrap(shell, name, isReset ? undefined : first);
    else {
      yield* shell.complainOf('trap', `${text}: invalid signal specification`);
      status = 1;
    }
  }
  return status;
}

function* showTraps(shell: Shell, wanted: readonly string[]): Sys<number> {
  const names = wanted.map(trapName);
  for (const [name, action] of listTraps(shell)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const shown = name === 'EXIT' || shell.flavour === 'ash' ? name : `SIG${name}`;
    yield* shell.print(`trap -- ${singleQuoted(action)} ${shown}\n`);
  }
  yield* flush(shell.self);
  return 0;
}
