/** Copying files and folders, for `cp`, and for `mv` across file systems. */
import { FsError } from '../../fs/errno.ts';
import type { Meta, Node } from '../../fs/node.ts';
import { mayAccess } from '../../fs/permissions.ts';
import type { Sys } from '../kernel/system.ts';
import { type Call, errorWords, fail, joinPath } from './applet.ts';

export interface CopyOptions {
  readonly recursive: boolean;
  /** `-p`: mode, owner, times */
  readonly preserve: { readonly mode: boolean; readonly owner: boolean; readonly times: boolean };
  readonly follow: 'never' | 'operands' | 'always';
  /** hard links (`-l`) or symlinks (`-s`) are made in place of copies */
  readonly linkMode: 'copy' | 'hard' | 'symbolic';
  readonly force: boolean;
  readonly removeFirst: boolean;
  /** Folders that were made meanwhile (inode numbers): busybox goes on into a copy of the folder itself and leaves them out there. */
  readonly made?: Set<number>;
}

/** Called for what fails, with the path that it is about; copying goes on with the rest. */
export type CopyProblem = (
  kind: 'stat' | 'open' | 'create' | 'directory' | 'link' | 'omit' | 'recursion' | 'overwriteDir' | 'overwriteFile',
  path: string,
  error: FsError | undefined,
) => Sys<void>;

/** Copies `source` to `target` itself (not into it); whether all went well. `report` is told of every pair. */
export function* copyTree(
  call: Call,
  source: string,
  target: string,
  options: CopyOptions,
  problem: CopyProblem,
  report: (source: string, target: string) => Sys<void>,
  isOperand = true,
): Sys<boolean> {
  const { self } = call;
  self.system.step(self);
  const { files } = self.system;
  let node: Node;
  try {
    node = files.lookup(self, source, options.follow === 'always' || (options.follow === 'operands' && isOperand)).node;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* problem('stat', source, error);
    return false;
  }
  if (node.kind === 'dir') return yield* copyFolder(call, source, target, node, options, problem, report);
  try {
    yield* copyOne(call, source, target, node, options);
    yield* report(source, target);
    return true;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    const existing = files.find(self, target, false);
    if (existing?.kind === 'dir') yield* problem('overwriteDir', target, error);
    else if (error.data.path === source) yield* problem('open', source, error);
    else yield* problem(node.kind === 'symlink' ? 'link' : 'create', target, error);
    return false;
  }
}

function* copyOne(call: Call, source: string, target: string, node: Node, options: CopyOptions): Sys<void> {
  const { self } = call;
  const { files } = self.system;
  if (options.removeFirst || options.linkMode !== 'copy' || node.kind === 'symlink') removeQuietly(call, target, options);
  if (options.linkMode === 'symbolic') return files.symlink(self, source, target);
  if (options.linkMode === 'hard') return files.link(self, source, target);
  if (node.kind === 'symlink') {
    files.symlink(self, node.target, target);
  } else if (node.kind === 'file') {
    if (!mayAccess(node, self.who, 'read')) throw new FsError('EACCES', source);
    if (options.force && files.find(self, target) !== undefined && !files.mayAccess(self, target, 'write'))
      files.remove(self, target, { kind: 'file' });
    files.write(self, target, node.content, { mode: node.mode & 0o777 });
  } else if (node.kind === 'char') {
    files.write(self, target, self.system.files.read(self, source));
  } else if (node.kind === 'fifo' || node.kind === 'block') {
    files.makeSpecial(self, target, node.kind, node.mode, node.major, node.minor);
  }
  yield* preserve(call, target, node, options);
}

function removeQuietly(call: Call, target: string, options: CopyOptions): void {
  const existing = call.self.system.files.find(call.self, target, false);
  if (existing === undefined || existing.kind === 'dir') return;
  if (options.linkMode === 'copy' || options.force || options.removeFirst)
    call.self.system.files.remove(call.self, target, { kind: 'file' });
}

function* copyFolder(
  call: Call,
  source: string,
  target: string,
  node: Node,
  options: CopyOptions,
  problem: CopyProblem,
  report: (source: string, target: string) => Sys<void>,
): Sys<boolean> {
  const { self } = call;
  const { files } = self.system;
  if (!options.recursive) {
    yield* problem('omit', source, undefined);
    return false;
  }
  if (options.made?.has(node.ino) === true) {
    yield* problem('recursion', source, undefined);
    return false;
  }
  const existing = files.find(self, target);
  if (existing !== undefined && existing.kind !== 'dir') {
    yield* problem('overwriteFile', target, undefined);
    return false;
  }
  let entries: ReturnType<typeof files.list> = [];
  try {
    if (options.made === undefined) entries = files.list(self, source);
    // The owner needs to be able to write in it while it is filled.
    if (existing === undefined) files.makeDir(self, target, { mode: (node.mode & 0o777) | 0o700 });
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* problem(error.data.path === source ? 'open' : 'directory', error.data.path === source ? source : target, error);
    return false;
  }
  // busybox says nothing of a folder that it cannot read, and leaves an empty one
  const isClosed = options.made !== undefined && !files.mayAccess(self, source, 'read');
  if (options.made !== undefined) {
    options.made.add(files.lookup(self, target).node.ino);
    if (!isClosed) entries = files.list(self, source);
  }
  let isDone = !isClosed;
  yield* report(source, target);
  for (const [name] of entries) {
    if (!(yield* copyTree(call, joinPath(source, name), joinPath(target, name), options, problem, report, false))) isDone = false;
  }
  if (existing === undefined) files.setMeta(self, target, { mode: node.mode & 0o777 & ~self.umask });
  yield* preserve(call, target, node, options);
  return isDone;
}

/** What only root may keep: `-a` of GNU's leaves it out quietly for others, busybox says so and goes on. */
function* preserve(call: Call, target: string, node: Node, { preserve: kept }: CopyOptions): Sys<void> {
  const { self } = call;
  const change = function* (what: string, meta: Partial<Meta>): Sys<void> {
    try {
      self.system.files.setMeta(self, target, meta, { follow: false });
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      if (call.flavour === 'busybox') yield* fail(call, `can't preserve ${what} of '${target}': ${errorWords(call, error.code)}`);
    }
  };
  if (kept.owner) yield* change('ownership', { uid: node.uid, gid: node.gid });
  if (kept.mode && node.kind !== 'symlink') yield* change('permissions', { mode: node.mode });
  // busybox gives links no time of another's
  if (kept.times && (node.kind !== 'symlink' || call.flavour === 'gnu')) yield* change('times', { mtime: node.mtime });
}
