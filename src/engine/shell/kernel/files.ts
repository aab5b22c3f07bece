/**
 * The file system as processes see it: one immutable tree in a box, changed by replacing it, and what is mounted in it.
 *
 * What is mounted (volumes, bind mounts, tmpfs, /dev) is grafted into the tree while processes run (mounts.ts), so this file only
 * knows which paths are the borders: nothing is renamed or linked across them, they cannot be removed, and some are read-only.
 */
import { type Content, EMPTY } from '../../bytes/content.ts';
import type { ChangeOptions, NewNodeOptions } from '../../fs/edit.ts';
import { type Errno, FsError } from '../../fs/errno.ts';
import { linkNode } from '../../fs/link.ts';
import { type Found, findExact, findNode, lookup } from '../../fs/lookup.ts';
import { setMeta } from '../../fs/meta.ts';
import type { Meta, Node, Tree } from '../../fs/node.ts';
import { type Access, mayAccess } from '../../fs/permissions.ts';
import { removeNode } from '../../fs/remove.ts';
import { moveNode, renameNode } from '../../fs/rename.ts';
import { type LastComponent, placePath, resolve, sortedNames } from '../../fs/resolve.ts';
import { makeDir, makeSpecial, symlinkNode, writeFile } from '../../fs/write.ts';
import { openDevice } from './devices.ts';
import { type FileHandle, type OpenFiles, RegularFile } from './regular-file.ts';
import type { Share } from './shared-places.ts';
import type { FileSystem, FileSystemKind, OpenFile, OpenOptions, Process } from './system.ts';

export interface Border {
  /** canonical and absolute; `/` for the root itself */
  readonly target: string;
  readonly readOnly: boolean;
  /** absent: a disk */
  readonly kind?: FileSystemKind | undefined;
}

export interface FilesOptions {
  readonly tree: Tree;
  /** the lower layers, where the tree is a container's */
  readonly base?: Tree | undefined;
  readonly borders?: readonly Border[];
  readonly share?: Share | undefined;
  /** milliseconds since 1970 */
  readonly clock: () => number;
}

export class Files implements FileSystem, OpenFiles {
  readonly base: Tree | undefined;
  private current: Tree;
  private share: Share | undefined;
  private borders: readonly Border[];
  private readonly clock: () => number;
  private readonly handles = new Set<FileHandle>();

  constructor(options: FilesOptions) {
    this.current = options.tree;
    this.share = options.share;
    this.base = options.base;
    this.borders = options.borders ?? [];
    this.clock = options.clock;
  }

  get tree(): Tree {
    return this.current;
  }

  set tree(tree: Tree) {
    this.current = this.share === undefined ? tree : this.share(this.current, tree);
  }

  /** seconds since 1970 */
  get seconds(): number {
    return this.clock() / 1000;
  }

  lookup(self: Process, path: string, follow = true): Found {
    return lookup(this.tree, path, { cwd: self.cwd, who: self.who, follow });
  }

  /** Undefined for whatever reason it cannot be seen. */
  find(self: Process, path: string, follow = true): Node | undefined {
    return findNode(this.tree, path, { cwd: self.cwd, who: self.who, follow });
  }

  /** The entries of a folder, by name. @throws FsError ENOTDIR, EACCES and those of `lookup` */
  list(self: Process, path: string): readonly (readonly [name: string, node: Node])[] {
    const { node } = this.lookup(self, path);
    if (node.kind !== 'dir') throw new FsError('ENOTDIR', path);
    if (!mayAccess(node, self.who, 'read')) throw new FsError('EACCES', path);
    return sortedNames(node).flatMap((name) => {
      const entry = node.entries.get(name);
      return entry === undefined ? [] : [[name, entry] as const];
    });
  }

  mayAccess(self: Process, path: string, access: Access): boolean {
    const node = this.find(self, path);
    if (node === undefined || !mayAccess(node, self.who, access)) return false;
    return access !== 'write' || node.kind === 'char' || !this.isReadOnly(self, path, 'follow');
  }

  /** The content of a regular file. @throws FsError EISDIR, EACCES and those of `lookup` */
  read(self: Process, path: string): Content {
    const { node } = this.lookup(self, path);
    if (!mayAccess(node, self.who, 'read')) throw new FsError('EACCES', path);
    if (node.kind === 'dir') throw new FsError('EISDIR', path);
    return node.kind === 'file' ? node.content : EMPTY;
  }

  /** @throws FsError */
  open(self: Process, path: string, options: OpenOptions): OpenFile {
    const inherited = findInherited(self, path);
    if (inherited !== undefined) return inherited;
    const wants = options.write === true || options.append === true;
    const existing = this.findForOpen(self, path, options);
    if (existing !== undefined && existing.kind !== 'file' && existing.kind !== 'dir')
      return openSpecial(existing, path, self, options);
    if (wants) this.prepareWrite(self, path, existing, options);
    else if (existing !== undefined && !mayAccess(existing, self.who, 'read')) throw new FsError('EACCES', path);
    const { node, path: canonical } = this.lookup(self, path);
    if (node.kind === 'dir') throw new FsError('EISDIR', path);
    const handle: FileHandle = { path: canonical, ino: node.ino, orphan: undefined };
    this.handles.add(handle);
    return new RegularFile(this, handle, {
      canRead: options.read === true || !wants,
      canWrite: wants,
      append: options.append === true,
    });
  }

  /** Writes a whole file at once, as `open`, `write`, `close`. */
  write(
    self: Process,
    path: string,
    content: Content,
    options: { readonly mode?: number; readonly exclusive?: boolean } = {},
  ): void {
    const mode = (options.mode ?? 0o666) & ~self.umask;
    const change = { ...this.change(self, path, 'follow'), mode, exclusive: options.exclusive };
    this.make(self, path, () => writeFile(this.tree, path, content, change), 'EROFS');
  }

  makeDir(self: Process, path: string, options: { readonly mode?: number; readonly parents?: boolean } = {}): void {
    const mode = (options.mode ?? 0o777) & ~self.umask;
    const change = { ...this.change(self, path, 'entry'), mode, parents: options.parents };
    this.make(self, path, () => makeDir(this.tree, path, change));
  }

  remove(self: Process, path: string, options: { readonly kind?: 'file' | 'dir'; readonly recursive?: boolean } = {}): void {
    const change = this.change(self, path, 'entry');
    const canonical = this.canonical(self, path, 'entry');
    this.checkWritable(canonical, path);
    try {
      this.checkNoBorder(canonical, path, options.kind === 'dir' && options.recursive !== true ? 'ENOTEMPTY' : 'EBUSY');
    } catch (busy) {
      this.checkRemovable(path, { ...change, ...options });
      throw busy;
    }
    const held = this.handlesIn(canonical);
    this.make(self, path, () => removeNode(this.tree, path, { ...change, ...options }));
    for (const [handle, content] of held) handle.orphan = content;
  }

  /** rename(2): a folder of a lower layer cannot be renamed (EXDEV). */
  rename(self: Process, from: string, to: string): void {
    this.relocate(self, from, to, renameNode);
  }

  /** As `mv`, which copies a folder of a lower layer. @throws FsError EXDEV across a mount's border */
  move(self: Process, from: string, to: string): void {
    this.relocate(self, from, to, moveNode);
  }

  link(self: Process, existing: string, path: string, follow = false): void {
    const border = this.borderOf(self, path, 'entry');
    if (border?.readOnly === true) throw new FsError('EROFS', path);
    if (border !== undefined && this.borderOf(self, existing, 'keep') !== border) throw new FsError('EXDEV', path);
    this.tree = linkNode(this.tree, existing, path, { ...this.change(self, path, 'entry'), follow });
  }

  symlink(self: Process, target: string, path: string): void {
    this.make(self, path, () => symlinkNode(this.tree, target, path, this.change(self, path, 'entry')));
  }

  makeSpecial(self: Process, path: string, kind: 'fifo' | 'char' | 'block', mode = 0o666, major = 0, minor = 0): void {
    const options = { ...this.change(self, path, 'entry'), mode: mode & ~self.umask, kind, major, minor };
    this.tree = makeSpecial(this.tree, path, options);
  }

  setMeta(
    self: Process,
    path: string,
    change: Partial<Meta>,
    options: { readonly follow?: boolean; readonly touch?: boolean } = {},
  ): void {
    const last = options.follow === false ? 'keep' : 'follow';
    this.tree = setMeta(this.tree, path, change, { ...this.change(self, path, last), ...options });
  }

  /** Whether both paths lie in one file system, so that a rename between them is possible. */
  isOneFileSystem(self: Process, a: string, b: string): boolean {
    if (this.borders.length === 0) return true;
    const [x, y] = [this.canonical(self, a, 'entry'), this.canonical(self, b, 'entry')];
    return x === undefined || y === undefined || this.borderAt(x) === this.borderAt(y);
  }

  /** Whether rename(2) refuses the target before it looks for the source. */
  isReadOnlyTarget(self: Process, from: string, to: string): boolean {
    return this.isReadOnly(self, to, 'entry') && this.isOneFileSystem(self, from, to);
  }

  /** the mount that a canonical path lies in */
  mountOf(canonical: string): string {
    return this.borderAt(canonical)?.target ?? '/';
  }

  /** what keeps the files at a canonical path; undefined where it is a disk */
  kindAt(canonical: string): FileSystemKind | undefined {
    return this.borderAt(canonical)?.kind;
  }

  /** Another tree under the running processes' feet: `docker cp`, a volume that another container changed. */
  replaceTree(tree: Tree, share?: Share): void {
    this.current = tree;
    this.share = share;
  }

  contentOf(handle: FileHandle): Content {
    if (handle.orphan !== undefined) return handle.orphan;
    const node = findExact(this.tree.root, handle.path);
    return node?.kind === 'file' && node.ino === handle.ino ? node.content : EMPTY;
  }

  replaceContent(handle: FileHandle, content: Content): void {
    const node = findExact(this.tree.root, handle.path);
    if (handle.orphan !== undefined || node?.kind !== 'file' || node.ino !== handle.ino) {
      handle.orphan = content;
      return;
    }
    this.tree = writeFile(this.tree, handle.path, content, { mtime: this.seconds, base: this.base });
    const written = findExact(this.tree.root, handle.path);
    if (written?.kind === 'file') handle.ino = written.ino;
  }

  /** Whether some process has a regular file open: what it then sees does not follow from the tree alone. */
  get hasOpen(): boolean {
    return this.handles.size > 0;
  }

  forget(handle: FileHandle): void {
    this.handles.delete(handle);
  }

  /** What is in /proc a kernel makes up: nothing can be made beside it (ENOENT) or taken away (EPERM). */
  private make(self: Process, path: string, run: () => Tree, ofExisting: Errno = 'EPERM'): void {
    try {
      this.tree = run();
    } catch (error) {
      const isMadeUp = error instanceof FsError && error.code === 'EROFS' && this.borderOf(self, path, 'entry')?.target === '/proc';
      if (!isMadeUp) throw error;
      throw new FsError(this.find(self, path, false) === undefined ? 'ENOENT' : ofExisting, path);
    }
  }

  private findForOpen(self: Process, path: string, options: OpenOptions): Node | undefined {
    try {
      return this.lookup(self, path).node;
    } catch (error) {
      if (error instanceof FsError && error.code === 'ENOENT' && options.create === true) return undefined;
      throw error;
    }
  }

  private prepareWrite(self: Process, path: string, existing: Node | undefined, options: OpenOptions): void {
    if (existing === undefined || options.truncate === true || options.exclusive === true) {
      this.write(self, path, EMPTY, options);
      return;
    }
    if (existing.kind === 'dir') throw new FsError('EISDIR', path);
    if (!mayAccess(existing, self.who, 'write')) throw new FsError('EACCES', path);
    if (this.isReadOnly(self, path, 'follow')) throw new FsError('EROFS', path);
  }

  private relocate(
    self: Process,
    from: string,
    to: string,
    operation: (tree: Tree, from: string, to: string, options: ChangeOptions) => Tree,
  ): void {
    const source = this.canonical(self, from, 'entry');
    const target = this.canonical(self, to, 'entry');
    this.checkRemovable(from, this.change(self, from, 'entry'));
    this.checkNoBorder(source, from);
    if (!this.isOneFileSystem(self, from, to)) throw new FsError('EXDEV', to);
    const replaced = this.handlesIn(target);
    this.tree = operation(this.tree, from, to, this.change(self, to, 'entry'));
    if (source === target || source === undefined || target === undefined) return;
    for (const [handle, content] of replaced) handle.orphan = content;
    for (const [handle] of this.handlesIn(source)) handle.path = target + handle.path.slice(source.length);
    this.refreshInos();
  }

  /** A file of a lower layer gets another number when it is copied up. */
  private refreshInos(): void {
    for (const handle of this.handles) {
      const node = handle.orphan === undefined ? findExact(this.tree.root, handle.path) : undefined;
      if (node?.kind === 'file') handle.ino = node.ino;
    }
  }

  private handlesIn(canonical: string | undefined): readonly (readonly [FileHandle, Content])[] {
    if (canonical === undefined || this.handles.size === 0) return [];
    return [...this.handles]
      .filter(({ path, orphan }) => orphan === undefined && (path === canonical || path.startsWith(`${canonical}/`)))
      .map((handle) => [handle, this.contentOf(handle)] as const);
  }

  private change(self: Process, path: string, last: LastComponent): NewNodeOptions {
    return {
      cwd: self.cwd,
      who: self.who,
      mtime: this.seconds,
      base: this.base,
      readOnly: this.isReadOnly(self, path, last),
    };
  }

  private isReadOnly(self: Process, path: string, last: LastComponent): boolean {
    if (!this.borders.some(({ readOnly }) => readOnly)) return false;
    return this.borderOf(self, path, last)?.readOnly ?? false;
  }

  private borderOf(self: Process, path: string, last: LastComponent): Border | undefined {
    if (this.borders.length === 0) return undefined;
    const canonical = this.canonical(self, path, last);
    return canonical === undefined ? undefined : this.borderAt(canonical);
  }

  private borderAt(canonical: string): Border | undefined {
    let best: Border | undefined;
    for (const border of this.borders) {
      if (isInside(canonical, border.target) && (best === undefined || border.target.length >= best.target.length)) best = border;
    }
    return best;
  }

  /** Undefined where the path leads nowhere; the operation then says why. */
  private canonical(self: Process, path: string, last: LastComponent): string | undefined {
    try {
      return placePath(resolve(this.tree, path, last, { cwd: self.cwd }));
    } catch (error) {
      if (error instanceof FsError) return undefined;
      throw error;
    }
  }

  /** Before the kernel looks for the last name it asks for the folder's file system. @throws FsError EROFS */
  private checkWritable(canonical: string | undefined, path: string): void {
    if (canonical === undefined || canonical === '/') return;
    const border = this.borderAt(canonical.slice(0, canonical.lastIndexOf('/')) || '/');
    if (border?.readOnly === true && border.kind !== 'proc') throw new FsError('EROFS', path);
  }

  /** The kernel asks whose folder it is before it sees that something is mounted there. @throws FsError EACCES, EPERM */
  private checkRemovable(path: string, options: Parameters<typeof removeNode>[2]): void {
    if (this.borders.length === 0) return;
    try {
      removeNode(this.tree, path, options);
    } catch (error) {
      if (error instanceof FsError && (error.code === 'EACCES' || error.code === 'EPERM')) throw error;
    }
  }

  /** @throws FsError EBUSY for what something is mounted on, `inside` for a folder with such a thing in it */
  private checkNoBorder(canonical: string | undefined, path: string, inside: 'EBUSY' | 'ENOTEMPTY' = 'EBUSY'): void {
    if (canonical === undefined || canonical === '/') return;
    const border = this.borders.find(({ target }) => isInside(target, canonical));
    if (border !== undefined) throw new FsError(border.target === canonical ? 'EBUSY' : inside, path);
  }
}

function isInside(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}

const STANDARD: ReadonlyMap<string, number> = new Map([
  ['/dev/stdin', 0],
  ['/dev/stdout', 1],
  ['/dev/stderr', 2],
]);

/** `/dev/stdin`, `/dev/fd/3`, `/proc/self/fd/3` name what the process has open, `/proc/1/fd/1` what another has. */
function findInherited(self: Process, path: string): OpenFile | undefined {
  const others = /^\/proc\/(\d{1,9})\/fd\/(\d{1,4})$/.exec(path);
  if (others !== null)
    return self.system
      .processes()
      .find(({ pid }) => pid === Number(others[1]))
      ?.fds.get(Number(others[2]));
  if (!path.startsWith('/dev/') && !path.startsWith('/proc/self/')) return undefined;
  const number = STANDARD.get(path) ?? /^\/(?:dev|proc\/self)\/fd\/(\d{1,4})$/.exec(path)?.[1];
  if (number === undefined) return undefined;
  const file = self.fds.get(Number(number));
  if (file === undefined) throw new FsError('ENOENT', path);
  return file;
}

function openSpecial(node: Node, path: string, self: Process, options: OpenOptions): OpenFile {
  const access = options.write === true || options.append === true ? 'write' : 'read';
  if (!mayAccess(node, self.who, access)) throw new FsError('EACCES', path);
  const device = node.kind === 'char' ? openDevice(node.major, node.minor) : undefined;
  if (device === undefined) throw new FsError('ENXIO', path);
  return device;
}
