/**
 * The reference store, read: which names point to an image (SEMANTICS section 1, last row of the table).
 *
 * Kept as full references, so the order of their text is docker's own order: tags of a repository by name, its digests after them.
 */

import type { ImageId } from '../oci/digest.ts';
import { parseReference, type Reference } from '../reference/reference.ts';
import type { Image, Machine } from './machine.ts';

export interface ImageReference {
  /** full form, the key in `machine.references` */
  readonly full: string;
  readonly reference: Reference;
}

/** Sorted as docker's store sorts them. */
export function listReferences(machine: Machine, id: ImageId): ImageReference[] {
  const list: ImageReference[] = [];
  for (const [full, target] of machine.references) if (target === id) list.push({ full, reference: parseReference(full) });
  return list.sort((a, b) => compareBytes(a.full, b.full));
}

/** Images that name this one as their parent, in the order they came. */
export function listChildren(machine: Machine, id: ImageId): Image[] {
  return [...machine.images.values()].filter((image) => image.parent === id);
}

/** No *tag*: an image pulled by digest only is dangling, too (SEMANTICS section 4). */
export function isDangling(machine: Machine, id: ImageId): boolean {
  return !listReferences(machine, id).some((one) => one.reference.tag !== undefined) && listChildren(machine, id).length === 0;
}

/** References are ASCII, so comparing code units compares bytes. */
export function compareBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
