/** Subshells and background jobs: a process with a copy of the shell. */
import { retain } from '../kernel/descriptors.ts';
import { openNull } from '../kernel/devices.ts';
import { SIGINT, SIGQUIT } from '../kernel/signals.ts';
import type { OpenFile, Process, SpawnSpec, Sys } from '../kernel/system.ts';
import { runToEnd } from './processes.ts';
import { Shell } from './shell.ts';

export interface ForkOptions {
  /** descriptors that differ from the parent's */
  readonly set?: ReadonlyMap<number, OpenFile>;
  readonly closed?: readonly number[];
  readonly isBackground?: boolean;
  /** it is about the shell's own jobs: `jobs | cat` */
  readonly seesJobs?: boolean;
}

/** A process with a copy of the shell that runs `body`. */
export function fork(shell: Shell, body: (child: Shell) => Sys<number>, options: ForkOptions = {}): Process {
  const { self } = shell;
  const fds = new Map(self.fds);
  for (const [fd, file] of options.set ?? []) fds.set(fd, file);
  for (const fd of options.closed ?? []) fds.delete(fd);
  const isDetached = options.isBackground === true && !shell.isInteractive;
  if (isDetached && options.set?.has(0) !== true) fds.set(0, openNull());
  const holder: { shell?: Shell } = {};
  const spec: SpawnSpec = {
    argv: self.argv,
    env: self.env,
    cwd: self.cwd,
    depth: self.depth + 1,
    fds: retain(fds),
    ignored: isDetached ? [SIGINT, SIGQUIT] : [],
    program: (process) => runSubshell(holder.shell ?? new Shell(process, shell.flavour, shell.evaluator, shell.name, shell), body),
  };
  const process = self.system.spawn(self, spec);
  holder.shell = new Shell(process, shell.flavour, shell.evaluator, shell.name, shell);
  if (options.seesJobs === true) holder.shell.jobs = shell.jobs;
  return process;
}

function* runSubshell(child: Shell, body: (child: Shell) => Sys<number>): Sys<number> {
  const max = child.self.system.ports.limits.depth;
  if (child.self.depth > max) yield* child.deeper(() => body(child));
  return yield* runToEnd(child, () => body(child));
}
