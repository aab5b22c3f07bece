/** `docker tag`: a name is a pointer, and making one moves it away from the image it pointed to (SEMANTICS section 7, "Re-tagging"). */
import { recordImageEvent } from '../machine/events.ts';
import type { Machine } from '../machine/machine.ts';
import { withEntry } from '../machine/shared-map.ts';
import type { ImageId } from '../oci/digest.ts';
import {
  familiarName,
  familiarString,
  formatReference,
  parseReference,
  type Reference,
  rememberReference,
  withDefaultTag,
} from '../reference/reference.ts';
import { getImage } from './find-image.ts';
import { ImageError } from './image-error.ts';

/**
 * @param target what the client has parsed already; without a tag it is `:latest`
 * @throws ImageError `image.notFound`, `image.ambiguousTag`, `image.tagWithDigest`; InvalidReferenceError
 */
export function tagImage(machine: Machine, source: string, target: string): { machine: Machine; reference: Reference } {
  const reference = withDefaultTag(parseReference(target));
  if (reference.digest !== undefined) throw new ImageError('image.tagWithDigest', { reference: target });
  const image = getImage(machine, source);
  return { machine: setTag(machine, image.id, reference), reference };
}

/** Points a name to an image that is in the store; sets its `lastTagged`, as tag, build and commit do and pull and load do not. `shown` is its name as `docker events` tells it. */
export function setTag(machine: Machine, id: ImageId, reference: Reference, shown = familiarString(reference)): Machine {
  const named = pointReference(machine, id, reference);
  const image = named.images.get(id);
  const images = image === undefined ? named.images : withEntry(named.images, id, { ...image, lastTagged: machine.now });
  return recordImageEvent({ ...named, images }, id, 'tag', shown);
}

/**
 * The pointer alone, without event or time: what load and pull do.
 * @throws ImageError `image.ambiguousTag`
 */
export function pointReference(machine: Machine, id: ImageId, reference: Reference): Machine {
  if (reference.digest === undefined && familiarName(reference) === 'sha256') {
    throw new ImageError('image.ambiguousTag', { reference: familiarString(reference) });
  }
  const full = formatReference(reference);
  rememberReference(full, reference);
  return { ...machine, references: withEntry(machine.references, full, id) };
}
