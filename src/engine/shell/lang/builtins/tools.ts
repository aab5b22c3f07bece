/** `printf` and `test`, which the shells have built in. */
import { printf } from '../../applets/printf.ts';
import { test } from '../../applets/test.ts';
import type { Sys } from '../../kernel/system.ts';
import type { Shell } from '../shell.ts';
import { setVariable } from '../variables.ts';
import { tool } from './tool.ts';

const printfTool = tool('printf', printf);

/** `printf -v name` */
export function* printfInto(shell: Shell, args: readonly string[]): Sys<number> {
  const [flag, name, ...rest] = args;
  if (shell.flavour !== 'bash' || flag !== '-v' || name === undefined) return yield* printfTool(shell, args);
  const before = shell.self.buffer.splice(0);
  const status = yield* captured(shell, rest, name);
  shell.self.buffer.unshift(...before);
  return status;
}

function* captured(shell: Shell, args: readonly string[], name: string): Sys<number> {
  const call = { self: shell.self, name: `${shell.prefix()}printf`, builtin: 'printf', args, flavour: 'gnu' } as const;
  const status = yield* printf(call);
  setVariable(shell, name, shell.self.buffer.splice(0).join(''));
  return status;
}

export const testTool = tool('test', test);
export const bracketTool = tool('[', test);
