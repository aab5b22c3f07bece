/** A program that the shells have built in. */
import { type Applet, runApplet } from '../../applets/applet.ts';
import type { Sys } from '../../kernel/system.ts';
import type { Shell } from '../shell.ts';
import type { Builtin } from './builtin.ts';

/** `bash: printf: …`; ash's say `sh: …`, the name that busybox was called by. */
export function tool(name: string, applet: Applet): Builtin {
  return function* (shell: Shell, args: readonly string[]): Sys<number> {
    const shown = shell.flavour === 'bash' ? `${shell.prefix()}${name}` : shell.toolName;
    const flavour = shell.flavour === 'bash' ? 'gnu' : 'busybox';
    return yield* runApplet(applet, { self: shell.self, name: shown, builtin: name, args, flavour });
  };
}
