/** The pipes of `<(command)`, which every command that could have been given one closes behind it. */
import { closeDescriptor } from '../kernel/descriptors.ts';
import type { Shell } from './shell.ts';

/** Those opened since there were `from` of them. */
export function closeSubstituted(shell: Shell, from: number): void {
  if (shell.substituted.length <= from) return;
  for (const fd of shell.substituted.splice(from)) closeDescriptor(shell.self, fd);
}
