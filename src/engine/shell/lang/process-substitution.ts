/** `<(command)` and `>(command)`: a pipe with a name, open as long as the command that was given it. */
import type { WordPart } from 'unbash';
import { setDescriptor } from '../kernel/descriptors.ts';
import { createPipe } from '../kernel/pipe.ts';
import type { Shell } from './shell.ts';

export function processSubstitution(shell: Shell, part: Extract<WordPart, { type: 'ProcessSubstitution' }>): string {
  const pipe = createPipe();
  const fd = freeDescriptor(shell);
  const [ours, theirs, target] = part.operator === '<' ? [pipe.reader, pipe.writer, 1] : [pipe.writer, pipe.reader, 0];
  setDescriptor(shell.self, fd, ours);
  shell.evaluator.background(shell, part.script?.commands ?? [], new Map([[target, theirs]]), [fd]);
  shell.substituted.push(fd);
  return `/dev/fd/${fd}`;
}

/** bash goes down from 63; ash up from 64 (busybox `shell/ash.c` argstr). */
function freeDescriptor({ flavour, self }: Shell): number {
  if (flavour === 'ash') for (let fd = 64; ; fd++) if (!self.fds.has(fd)) return fd;
  for (let fd = 63; fd > 9; fd--) if (!self.fds.has(fd)) return fd;
  return 63;
}
