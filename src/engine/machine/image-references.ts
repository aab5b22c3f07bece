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

/** Of the store that was asked last: a list of a thousand images asks a thousand times. */
let latest: Grouped | undefined;
interface Grouped {
  readonly references: Machine['references'];
  readonly lists: ReadonlyMap<ImageId, readonly ImageReference[]>;
  /** each of them by its full form: the next store has most of them, too */
  readonly all: ReadonlyMap<string, ImageReference>;
}
const NO_REFERENCES: readonly ImageReference[] = [];

/** Sorted as docker's store sorts them. */
export function listReferences({ references }: Pick<Machine, 'references'>, id: ImageId): readonly ImageReference[] {
  if (latest?.references !== references) latest = groupReferences(references, latest?.all);
  return latest.lists.get(id) ?? NO_REFERENCES;
}

function groupReferences(references: Machine['references'], known?: Grouped['all']): Grouped {
  const lists = new Map<ImageId, ImageReference[]>();
  const all = new Map<string, ImageReference>();
  for (const [full, id] of references) {
    const one = known?.get(full) ?? { full, reference: parseReference(full) };
    all.set(full, one);
    const own = lists.get(id);
    if (own === undefined) lists.set(id, [one]);
    else own.push(one);
  }
  for (const own of lists.values()) if (!isSorted(own)) own.sort((a, b) => compareBytes(a.full, b.full));
  return { references, lists, all };
}

/** Mostly they are, and a sort costs more than a look. */
function isSorted(list: readonly ImageReference[]): boolean {
  let before = '';
  for (const { full } of list) {
    if (full < before) return false;
    before = full;
  }
  return true;
}

/** Images that name this one as their parent, in the order they came. */
export function listChildren(machine: Machine, id: ImageId): Image[] {
  return [...machine.images.values()].filter((image) => image.parent === id);
}

/** Images that others here were made from. */
export function parentsOf({ images }: Pick<Machine, 'images'>): ReadonlySet<ImageId> {
  const parents = new Set<ImageId>();
  for (const { parent } of images.values()) if (parent !== undefined) parents.add(parent);
  return parents;
}

/** No *tag*: an image pulled by digest only is dangling, too (SEMANTICS section 4). */
export function isDangling(machine: Machine, id: ImageId): boolean {
  return !listReferences(machine, id).some((one) => one.reference.tag !== undefined) && listChildren(machine, id).length === 0;
}

/** References are ASCII, so comparing code units compares bytes. */
export function compareBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
