/**
 * The walk from a path to a place in the tree (path_resolution(7)).
 *
 * Symlinks in the middle are always followed, the last one on demand or where a slash comes behind it. `..` of `/` is `/`, and a
 * link's absolute target starts at the tree's own root, so no path leads out of a tree.
 */
import { compareText, utf8Length } from '../bytes/utf8.ts';
import { InvariantError } from '../errors.ts';
import { FsError } from './errno.ts';
import type { Credentials, DirNode, Node, Tree } from './node.ts';
import { mayAccess } from './permissions.ts';

export interface LookupOptions {
  /** where a relative path starts, absolute; `/` when left out */
  readonly cwd?: string | undefined;
  /** whether a symlink at the very end is followed; true when left out */
  readonly follow?: boolean | undefined;
  readonly who?: Credentials | undefined;
}

/** One folder on the way, with the name under which it stands in the one before (the root: empty). */
export interface Step {
  readonly name: string;
  readonly dir: DirNode;
}

export interface Place {
  /** from the root down to the folder that holds `name`; of the root itself: empty */
  readonly steps: readonly Step[];
  /** canonical last component; empty for the root */
  readonly name: string;
  /** absent where nothing stands there (all folders before do) */
  readonly node: Node | undefined;
  /** how the path ended: system calls that change an entry refuse `.` and `..` */
  readonly end: 'name' | 'dot' | 'dotdot';
  /** a slash stood behind the last name, which asks for a folder */
  readonly slash: boolean;
}

/**
 * What becomes of a symlink at the end. `entry`: kept even where a slash stands behind it, as unlink, rmdir, mkdir and rename take it;
 * `create`: followed, but a slash is left to the caller, as open with O_CREAT refuses one whatever stands there.
 */
export type LastComponent = 'follow' | 'keep' | 'entry' | 'create';

const MAX_LINKS = 40;
const MAX_NAME = 255;
export const MAX_PATH = 4096;
/** Folders within folders: as many as the longest path names. Linux has no such limit for who goes there step by step. */
const MAX_DEPTH = 2048;

/** @throws FsError ENOENT, ENOTDIR, EACCES, ELOOP, ENAMETOOLONG */
export function resolve(tree: Tree, path: string, last: LastComponent, options: LookupOptions = {}): Place {
  if (path === '') throw new FsError('ENOENT', path);
  if (path.length >= MAX_PATH || utf8Length(path) >= MAX_PATH) throw new FsError('ENAMETOOLONG', path);
  const walk = new Walk(tree, path, last, options.who);
  if (!path.startsWith('/') && options.cwd !== undefined) walk.goTo(options.cwd);
  return walk.run();
}

export function placePath(place: Pick<Place, 'steps' | 'name'>): string {
  let path = '';
  for (const step of place.steps) if (step.name !== '') path += `/${step.name}`;
  return `${path}/${place.name}`;
}

/** Names of a folder in the order of `LC_ALL=C ls`. */
export function sortedNames(dir: DirNode): string[] {
  return [...dir.entries.keys()].sort(compareText);
}

class Walk {
  private readonly path: string;
  private readonly last: LastComponent;
  private readonly who: Credentials | undefined;
  private readonly steps: Step[];
  /** names still to go, the next one at the end */
  private readonly todo: string[] = [];
  private links = 0;
  private slash = false;

  constructor(tree: Tree, path: string, last: LastComponent, who: Credentials | undefined) {
    this.path = path;
    this.last = last;
    this.who = who;
    this.steps = [{ name: '', dir: tree.root }];
    this.append(path);
  }

  /** The working folder is where a process already stands: no permission is asked on the way there. */
  goTo(cwd: string): void {
    for (const name of cwd.split('/')) {
      if (name === '' || name === '.') continue;
      const node = this.here().entries.get(name);
      if (node?.kind !== 'dir') throw new FsError('ENOENT', this.path);
      this.enter(name, node);
    }
  }

  run(): Place {
    let end: Place['end'] = 'dot';
    for (let name = this.todo.pop(); name !== undefined; name = this.todo.pop()) {
      const dir = this.here();
      if (!mayAccess(dir, this.who, 'execute')) throw new FsError('EACCES', this.path);
      end = name === '.' ? 'dot' : name === '..' ? 'dotdot' : 'name';
      if (end === 'dotdot' && this.steps.length > 1) this.steps.pop();
      if (end !== 'name') continue;
      if (utf8Length(name) > MAX_NAME) throw new FsError('ENAMETOOLONG', this.path);
      const node = dir.entries.get(name);
      const isLast = this.todo.length === 0;
      if (node?.kind === 'symlink' && (!isLast || this.followsLast())) this.followInto(node.target);
      else if (node?.kind === 'dir') this.enter(name, node);
      else if (isLast) return this.atEntry(name, node);
      else throw new FsError(node === undefined ? 'ENOENT' : 'ENOTDIR', this.path);
    }
    const last = this.steps.pop();
    return { steps: this.steps, name: last?.name ?? '', node: last?.dir, end, slash: this.slash };
  }

  private enter(name: string, dir: DirNode): void {
    if (this.steps.length >= MAX_DEPTH) throw new FsError('ENAMETOOLONG', this.path);
    this.steps.push({ name, dir });
  }

  private atEntry(name: string, node: Node | undefined): Place {
    const isRefused = this.slash && (this.last === 'follow' || this.last === 'keep');
    if (node !== undefined && isRefused) throw new FsError('ENOTDIR', this.path);
    return { steps: this.steps, name, node, end: 'name', slash: this.slash };
  }

  private followsLast(): boolean {
    if (this.last === 'create') return !this.slash;
    return this.last === 'follow' || (this.last === 'keep' && this.slash);
  }

  private followInto(target: string): void {
    this.links += 1;
    if (this.links > MAX_LINKS) throw new FsError('ELOOP', this.path);
    if (target === '') throw new FsError('ENOENT', this.path);
    if (target.startsWith('/')) this.steps.length = 1;
    this.append(target);
  }

  private append(path: string): void {
    const names = path.split('/').filter((name) => name !== '');
    if (this.todo.length === 0 && path.endsWith('/')) this.slash = true;
    for (const name of names.reverse()) this.todo.push(name);
  }

  private here(): DirNode {
    const step = this.steps.at(-1);
    if (step === undefined) throw new InvariantError('a walk without its root');
    return step.dir;
  }
}
