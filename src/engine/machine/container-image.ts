/**
 * What `docker ps` shows as a container's image: the name it was made with as long as that name still means the same image, else the
 * image's ID (moby `daemon/list.go` refreshImage; SEMANTICS section 3).
 */
import { type ImageId, shortId } from '../oci/digest.ts';
import { familiarString, parseReference, withoutTail } from '../reference/reference.ts';
import { InvalidReferenceError } from '../reference/reference-error.ts';
import type { Container } from './container.ts';
import { lookupImage } from './lookup-image.ts';
import type { Machine } from './machine.ts';

/** Of a container that a step of `FROM scratch` was run in. */
export const NO_IMAGE = '' as ImageId;
const NO_NAME = '<no image>';

/** In full, as `--no-trunc` and the API have it. */
export function containerImageName(machine: Machine, container: Container): string {
  if (container.imageId === NO_IMAGE) return NO_NAME;
  if (container.imageName === container.imageId) return container.imageId;
  return findQuietly(machine, container.imageName) === container.imageId ? container.imageName : container.imageId;
}

/** As the table shows it: 12 digits of an ID, and no digest behind a name. */
export function shortContainerImageName(machine: Machine, container: Container): string {
  const name = containerImageName(machine, container);
  if (name === NO_NAME) return name;
  if (shortId(name) === shortId(container.imageId)) return shortId(name);
  try {
    const reference = parseReference(name, 'client');
    return familiarString(reference.tag === undefined ? withoutTail(reference) : { ...withoutTail(reference), tag: reference.tag });
  } catch (error) {
    if (error instanceof InvalidReferenceError) return name;
    throw error;
  }
}

function findQuietly(machine: Machine, argument: string): string | undefined {
  try {
    return lookupImage(machine, argument)?.id;
  } catch (error) {
    if (error instanceof InvalidReferenceError) return undefined;
    throw error;
  }
}
