/** `--init`: tini in front of a container's own program. It passes signals on, takes orphans in, and ends as its child does. */
import { write } from '../shell/kernel/io.ts';
import { type Process, type Program, type Sys, statusOf, waitFor } from '../shell/kernel/system.ts';
import { type Beginning, beginProgram } from './begin.ts';

export const INIT_PATH = '/sbin/docker-init';

export function initArguments(argv: readonly string[]): readonly string[] {
  return [INIT_PATH, '--', ...argv];
}

export function initProgram(argv: readonly string[]): Program {
  return function* (self): Sys<number> {
    const child = self.system.spawn(self, { argv: self.argv, program: (process) => runChild(process, argv) });
    self.forwardsTo = child;
    yield* waitFor(() => child.state !== 'alive');
    return statusOf(child);
  };
}

/** What it cannot become it says itself: docker has seen nothing but tini begin. */
function* runChild(self: Process, argv: readonly string[]): Sys<number> {
  const beginning: Beginning = { error: undefined };
  self.argv = argv;
  const status = yield* beginProgram(argv, beginning)(self);
  if (beginning.error === undefined) return status;
  const isMissing = beginning.error.code !== 'process.notExecutable';
  const reason = isMissing ? 'No such file or directory' : 'Permission denied';
  yield* write(self, 2, `[FATAL tini (${self.pid})] exec ${argv[0] ?? ''} failed: ${reason}\n`);
  return isMissing ? 127 : 126;
}
