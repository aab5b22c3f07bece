/** Programs that the shells have built in. */
import { type Applet, runApplet } from '../../applets/applet.ts';
import { echo } from '../../applets/echo.ts';
import { printf } from '../../applets/printf.ts';
import { test } from '../../applets/test.ts';
import type { Sys } from '../../kernel/system.ts';
import type { Shell } from '../shell.ts';
import { setVariable } from '../variables.ts';
import type { Builtin } from './builtin.ts';

/** `bash: printf: …`; ash's say `sh: …`, the name that busybox was called by. */
function tool(name: string, applet: Applet): Builtin {
  return function* (shell: Shell, args: readonly string[]): Sys<number> {
    const shown = shell.flavour === 'bash' ? `${shell.prefix()}${name}` : shell.toolName;
    const flavour = shell.flavour === 'bash' ? 'gnu' : 'busybox';
    return yield* runApplet(applet, { self: shell.self, name: shown, builtin: name, args, flavour });
  };
}

const printfTool = tool('printf', printf);

/** `printf -v name` */
function* printfInto(shell: Shell, args: readonly string[]): Sys<number> {
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

export const TOOLS: ReadonlyMap<string, Builtin> = new Map([
  ['echo', tool('echo', echo)],
  ['printf', printfInto],
  ['test', tool('test', test)],
  ['[', tool('[', test)],
]);
