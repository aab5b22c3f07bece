/** Running another program beside oneself: `env`, `xargs`, `find -exec`, awk's pipes. */
import { DEFAULT_PATH, findProgram } from './exec.ts';
import { retain } from './kernel/descriptors.ts';
import { type OpenFile, type Process, type Sys, statusOf, waitFor } from './kernel/system.ts';

export interface RunOptions {
  readonly env?: ReadonlyMap<string, string>;
  /** descriptors that differ from the caller's */
  readonly set?: ReadonlyMap<number, OpenFile>;
  readonly cwd?: string;
  readonly timeout?: Process['timeout'];
}

/** Starts a program beside the caller. @throws FsError as `findProgram` and the loader */
export function* startProgram(self: Process, argv: readonly string[], options: RunOptions = {}): Sys<Process> {
  const env = options.env ?? self.env;
  const path = findProgram(self, argv[0] ?? '', env.get('PATH') ?? DEFAULT_PATH);
  const image = yield* self.system.loader.load(self, path, argv);
  const fds = new Map(self.fds);
  for (const [fd, file] of options.set ?? []) fds.set(fd, file);
  const { cwd, timeout } = options;
  return self.system.spawn(self, { ...image, env, fds: retain(fds), timeout, ...(cwd === undefined ? {} : { cwd }) });
}

/** Runs a program and waits for it. @throws FsError as `startProgram` */
export function* runProgram(self: Process, argv: readonly string[], options: RunOptions = {}): Sys<number> {
  const child = yield* startProgram(self, argv, options);
  return yield* waitForProcess(child);
}

export function* waitForProcess(child: Process): Sys<number> {
  yield* waitFor(() => child.state !== 'alive');
  if (child.state === 'zombie') child.state = 'reaped';
  return statusOf(child);
}
