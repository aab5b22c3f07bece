/**
 * `docker rmi` (moby 20.10 `daemon/images/image_delete.go`; SEMANTICS section 2 is the decision table in words, with its letters A, B, C).
 *
 * One function takes a name away, or deletes an image, its layers that nobody else holds, and then its untagged parents.
 */
import type { Container } from '../machine/container.ts';
import { recordImageEvent } from '../machine/events.ts';
import { sweepLayers } from '../machine/holders.ts';
import { listChildren, listReferences } from '../machine/image-references.ts';
import { lookupReference } from '../machine/lookup-image.ts';
import type { Machine } from '../machine/machine.ts';
import { withoutEntry } from '../machine/shared-map.ts';
import type { ChainId, ImageId } from '../oci/digest.ts';
import {
  familiarString,
  formatReference,
  isSameRepository,
  parseReference,
  type Reference,
  withDefaultTag,
  withoutTail,
} from '../reference/reference.ts';
import { getImage } from './find-image.ts';
import { type ImageConflict, ImageError } from './image-error.ts';

export type RemovalLine =
  /** `Untagged: <reference>`, in the familiar form */
  | { readonly kind: 'untagged'; readonly reference: string }
  /** `Deleted: <id>`: the image's own ID, then chain IDs top to bottom */
  | { readonly kind: 'deleted'; readonly id: ImageId | ChainId };

export interface RemoveOptions {
  readonly force?: boolean;
  readonly noPrune?: boolean;
}

/** @throws ImageError `image.notFound`, `image.conflict`; InvalidReferenceError */
export function removeImage(
  machine: Machine,
  argument: string,
  options: RemoveOptions = {},
): { machine: Machine; report: RemovalLine[] } {
  const removal = new Removal(machine, options.force ?? false, !(options.noPrune ?? false));
  removal.removeArgument(argument);
  return { machine: removal.machine, report: removal.report };
}

class Removal {
  machine: Machine;
  readonly report: RemovalLine[] = [];
  private readonly force: boolean;
  private readonly prune: boolean;

  constructor(machine: Machine, force: boolean, prune: boolean) {
    this.machine = machine;
    this.force = force;
    this.prune = prune;
  }

  removeArgument(argument: string): void {
    const { id } = getImage(this.machine, argument);
    if (!isIdPrefix(id, argument)) {
      this.removeName(id, argument);
      if (this.references(id).length > 0) return;
      this.deleteImage(id, this.force, true);
      return;
    }
    if (isSingle(this.references(id))) {
      const conflict = this.findConflict(id, { stopped: !this.force, references: false });
      if (conflict !== undefined) throw new ImageError('image.conflict', conflict);
      this.untagAll(id);
    }
    this.deleteImage(id, this.force, false);
  }

  /** A: the argument is a name. */
  private removeName(id: ImageId, argument: string): void {
    if (!this.force && isSingle(this.references(id))) {
      const user = this.findContainer(id, () => true);
      if (user !== undefined) {
        throw new ImageError('image.conflict', { kind: 'reference-in-use', argument, imageId: id, containerId: user.id });
      }
    }
    const asked = parseReference(argument);
    const removed = this.removeReference(asked);
    // a digest says which name goes, and docker tells the tag that was typed beside it
    this.untag(id, removed, asked.digest === undefined ? removed : asked);
    if (removed.digest !== undefined) return;
    const left = this.references(id).filter((one) => isSameRepository(one, removed));
    if (left.some((one) => one.digest === undefined)) return;
    for (const digestReference of left) this.reportUntagged(this.removeReference(digestReference));
  }

  /** C: `quiet` swallows a conflict where the image is used or not dangling; the parents of a deleted image always go quietly. */
  private deleteImage(id: ImageId, force: boolean, quiet: boolean): void {
    const conflict = this.findConflict(id, { stopped: !force, references: !force });
    if (conflict !== undefined) {
      const isUse = conflict.kind === 'running-container' || conflict.kind === 'stopped-container';
      if (quiet && (isUse || !this.isUnnamedLeaf(id))) return;
      throw new ImageError('image.conflict', conflict);
    }
    const parent = this.machine.images.get(id)?.parent;
    this.untagAll(id);
    const swept = sweepLayers({ ...this.machine, images: withoutEntry(this.machine.images, id) });
    this.machine = recordImageEvent(swept.machine, id, 'delete');
    this.report.push({ kind: 'deleted', id }, ...swept.removed.map((chainId) => ({ kind: 'deleted', id: chainId }) as const));
    if (this.prune && parent !== undefined && this.machine.images.has(parent)) this.deleteImage(parent, false, true);
  }

  /** In docker's order: children, running containers, references, stopped containers. */
  private findConflict(id: ImageId, check: { stopped: boolean; references: boolean }): ImageConflict | undefined {
    if (listChildren(this.machine, id).length > 0) return { kind: 'children', imageId: id };
    const running = this.findContainer(id, isRunning);
    if (running !== undefined) return { kind: 'running-container', imageId: id, containerId: running.id };
    if (check.references && this.references(id).length > 0) return { kind: 'references', imageId: id };
    const stopped = check.stopped ? this.findContainer(id, (container) => !isRunning(container)) : undefined;
    return stopped === undefined ? undefined : { kind: 'stopped-container', imageId: id, containerId: stopped.id };
  }

  private isUnnamedLeaf(id: ImageId): boolean {
    return this.references(id).length === 0 && listChildren(this.machine, id).length === 0;
  }

  private findContainer(id: ImageId, matches: (container: Container) => boolean): Container | undefined {
    for (const container of this.machine.containers.values()) if (container.imageId === id && matches(container)) return container;
    return undefined;
  }

  private references(id: ImageId): Reference[] {
    return listReferences(this.machine, id).map((one) => one.reference);
  }

  private untagAll(id: ImageId): void {
    for (const reference of this.references(id)) this.untag(id, this.removeReference(reference));
  }

  /** Returns what was removed: with its tag, or with its digest alone. */
  private removeReference(reference: Reference): Reference {
    const { digest } = reference;
    const removed = digest === undefined ? withDefaultTag(reference) : { ...withoutTail(reference), digest };
    if (lookupReference(this.machine, removed) !== undefined) {
      const references = withoutEntry(this.machine.references, formatReference(removed));
      this.machine = { ...this.machine, references };
    }
    return removed;
  }

  private untag(id: ImageId, reference: Reference, shown: Reference = reference): void {
    this.machine = recordImageEvent(this.machine, id, 'untag', familiarString(reference));
    this.reportUntagged(shown);
  }

  /** Alone for the digests that go with the last tag: docker makes no event of them. */
  private reportUntagged(reference: Reference): void {
    this.report.push({ kind: 'untagged', reference: familiarString(reference) });
  }
}

function isRunning(container: Container): boolean {
  return ['running', 'paused', 'restarting'].includes(container.state.status);
}

/** With or without `sha256:`. An argument that is the beginning of the found image's ID counts as an ID even where a name is spelt so. */
function isIdPrefix(id: ImageId, argument: string): boolean {
  return id.startsWith(argument) || id.startsWith(`sha256:${argument}`);
}

/** At most one tag, and all references in one repository. */
function isSingle(references: readonly Reference[]): boolean {
  if (references.length <= 1) return references.length === 1;
  const tags = references.filter((one) => one.digest === undefined);
  if (tags.length > 1) return false;
  const [first] = tags.length === 1 ? tags : references;
  return first !== undefined && references.every((one) => isSameRepository(one, first));
}
