/** Who may do what (path_resolution(7), "Permissions"). User 0 passes; without `who` nobody is asked. */
import type { Credentials, DirNode, Node } from './node.ts';

export type Access = 'read' | 'write' | 'execute';

const BIT: Readonly<Record<Access, number>> = { read: 4, write: 2, execute: 1 };
const STICKY = 0o1000;

/** User 0 may read and write everything, but execute a file only where some execute bit is set. */
export function mayAccess(node: Node, who: Credentials | undefined, access: Access): boolean {
  if (who === undefined) return true;
  if (isCapable(who, 'DAC_OVERRIDE')) return access !== 'execute' || node.kind === 'dir' || (node.mode & 0o111) !== 0;
  const shift = who.uid === node.uid ? 6 : isInGroup(who, node.gid) ? 3 : 0;
  return ((node.mode >> shift) & BIT[access]) !== 0;
}

export function isInGroup(who: Credentials, gid: number): boolean {
  return who.gid === gid || who.groups.includes(gid);
}

/** Whether `who` owns the node, as chmod and explicit times ask. */
export function mayOwn(node: Node, who: Credentials | undefined): boolean {
  return isCapable(who, 'FOWNER') || who?.uid === node.uid;
}

/** User 0 is, unless the container was started without. */
export function isCapable(who: Credentials | undefined, capability: string): boolean {
  return who === undefined || (who.uid === 0 && who.dropped?.includes(capability) !== true);
}

/** In a sticky folder an entry can be taken away by its owner, the folder's owner and user 0 only. */
export function isStickyFor(dir: DirNode, entry: Node, who: Credentials | undefined): boolean {
  return (dir.mode & STICKY) !== 0 && !mayOwn(entry, who) && !mayOwn(dir, who);
}
