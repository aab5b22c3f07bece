/** chmod(2), chown(2), utimensat(2), setxattr(2) in one. */
import { type ChangeOptions, replaceFile, replaceNode } from './edit.ts';
import { FsError } from './errno.ts';
import type { Credentials, Meta, Node, Tree } from './node.ts';
import { isCapable, isInGroup, mayAccess, mayOwn } from './permissions.ts';
import { resolve } from './resolve.ts';

export interface SetMetaOptions extends Omit<ChangeOptions, 'mtime'> {
  /** whether a symlink at the end is followed; true when left out */
  readonly follow?: boolean | undefined;
  /** the new mtime is "now", which everyone may set who may write the file */
  readonly touch?: boolean | undefined;
}

const SETUID = 0o4000;
const SETGID = 0o2000;
const GROUP_EXECUTE = 0o010;

/**
 * A symlink's mode stays as it is. A change of owner takes setuid and setgid from what is no folder, unless `change` sets the mode too.
 * @throws FsError EPERM, EACCES, EROFS and those of `lookup`
 */
export function setMeta(tree: Tree, path: string, change: Partial<Meta>, options: SetMetaOptions = {}): Tree {
  const place = resolve(tree, path, options.follow === false ? 'keep' : 'follow', options);
  const { node } = place;
  if (node === undefined) throw new FsError('ENOENT', path);
  if (options.readOnly === true) throw new FsError('EROFS', path);
  checkMayChange(node, change, path, options);
  const next = { ...node, ...definedOf(change), mode: modeAfter(node, change, options.who) };
  if (node.kind === 'file' && next.kind === 'file') return replaceFile(tree, place, node, next, options.base);
  return replaceNode(tree, place, next);
}

function checkMayChange(node: Node, change: Partial<Meta>, path: string, options: SetMetaOptions): void {
  const { who } = options;
  if (who === undefined || (who.uid === 0 && who.dropped === undefined)) return;
  const isOwner = mayOwn(node, who);
  if ((change.mode !== undefined || change.xattrs !== undefined) && !isOwner) throw new FsError('EPERM', path);
  const mayGiveAway = isCapable(who, 'CHOWN');
  if (change.uid !== undefined && !mayGiveAway && (change.uid !== node.uid || !isOwner)) throw new FsError('EPERM', path);
  if (change.gid !== undefined && !mayGiveAway && !(isOwner && (change.gid === node.gid || isInGroup(who, change.gid))))
    throw new FsError('EPERM', path);
  if (change.mtime === undefined || isOwner) return;
  if (options.touch !== true) throw new FsError('EPERM', path);
  if (!mayAccess(node, who, 'write')) throw new FsError('EACCES', path);
}

function modeAfter(node: Node, change: Partial<Meta>, who: Credentials | undefined): number {
  if (node.kind === 'symlink') return node.mode;
  const gid = change.gid ?? node.gid;
  if (change.mode !== undefined) {
    const mayKeepSetgid = isCapable(who, 'FSETID') || (who !== undefined && isInGroup(who, gid));
    return mayKeepSetgid ? change.mode & 0o7777 : change.mode & 0o7777 & ~SETGID;
  }
  return change.uid === undefined && change.gid === undefined ? node.mode : modeAfterChown(node);
}

/** Nothing but folders and links keeps setuid. */
export function modeAfterChown(node: Node): number {
  if (node.kind === 'dir' || node.kind === 'symlink') return node.mode;
  const withoutSetuid = node.mode & ~SETUID;
  return (node.mode & GROUP_EXECUTE) === 0 ? withoutSetuid : withoutSetuid & ~SETGID;
}

/** A key that is there with the value undefined changes nothing. */
function definedOf(change: Partial<Meta>): Partial<Meta> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
