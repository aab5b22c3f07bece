/** Finding a program and running it, as execvp(3) does: for the shells, and for `env`, `xargs`, `find -exec`. */
import { FsError } from '../fs/errno.ts';
import { mayAccess } from '../fs/permissions.ts';
import { retain } from './kernel/descriptors.ts';
import { type OpenFile, type Process, type Sys, statusOf, waitFor } from './kernel/system.ts';

/** What busybox searches where there is no PATH. */
export const DEFAULT_PATH = '/sbin:/usr/sbin:/bin:/usr/bin';

/**
 * The path of a program: `name` itself where it has a slash, else the first executable file in the folders of `path`.
 * @throws FsError ENOENT; EACCES for what is there but cannot be executed (a folder too)
 */
export function findProgram(self: Process, name: string, path: string): string {
  const { files } = self.system;
  if (name.includes('/')) {
    const { node } = files.lookup(self, name);
    if (node.kind !== 'file' || !mayAccess(node, self.who, 'execute')) throw new FsError('EACCES', name);
    return name;
  }
  let isDenied = false;
  for (const prefix of name === '' ? [] : prefixesOf(path)) {
    const candidate = prefix + name;
    const node = files.find(self, candidate);
    if (node?.kind !== 'file') continue;
    if (mayAccess(node, self.who, 'execute')) return candidate;
    isDenied = true;
  }
  throw new FsError(isDenied ? 'EACCES' : 'ENOENT', name);
}

let lastPath = '';
let lastPrefixes: readonly string[] = ['./'];

/** The same PATH is searched again and again. */
function prefixesOf(path: string): readonly string[] {
  if (path !== lastPath) {
    lastPrefixes = path.split(':').map((folder) => (folder === '' ? './' : `${folder.replace(/\/$/, '')}/`));
    lastPath = path;
  }
  return lastPrefixes;
}

export interface RunOptions {
  readonly env?: ReadonlyMap<string, string>;
  /** descriptors that differ from the caller's */
  readonly set?: ReadonlyMap<number, OpenFile>;
  readonly cwd?: string;
}

/** Starts a program beside the caller. @throws FsError as `findProgram` and the loader */
export function* startProgram(self: Process, argv: readonly string[], options: RunOptions = {}): Sys<Process> {
  const env = options.env ?? self.env;
  const path = findProgram(self, argv[0] ?? '', env.get('PATH') ?? DEFAULT_PATH);
  const image = yield* self.system.loader.load(self, path, argv);
  const fds = new Map(self.fds);
  for (const [fd, file] of options.set ?? []) fds.set(fd, file);
  return self.system.spawn(self, { ...image, env, fds: retain(fds), ...(options.cwd === undefined ? {} : { cwd: options.cwd }) });
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
