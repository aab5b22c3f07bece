/** The image that an argument means, or docker's `No such image`. */

import { lookupImage } from '../machine/lookup-image.ts';
import type { Image, Machine } from '../machine/machine.ts';
import { parseAnyReference } from '../reference/any-reference.ts';
import { familiarString, withDefaultTag } from '../reference/reference.ts';
import { ImageError } from './image-error.ts';

/** @throws InvalidReferenceError where the argument is neither an ID nor a name */
export function findImage(machine: Machine, argument: string): Image | undefined {
  return lookupImage(machine, argument);
}

/** @throws ImageError `image.notFound`, InvalidReferenceError */
export function getImage(machine: Machine, argument: string): Image {
  const image = lookupImage(machine, argument);
  if (image === undefined) throw new ImageError('image.notFound', { argument, shown: shownArgument(argument) });
  return image;
}

/** `nosuch:latest`, `sha256:<64 hex>`: what docker says it did not find. */
function shownArgument(argument: string): string {
  const parsed = parseAnyReference(argument);
  return parsed.kind === 'id' ? parsed.id : familiarString(withDefaultTag(parsed.reference));
}
