/**
 * How an argument finds an image (moby 20.10 `daemon/images/image.go` GetImage; SEMANTICS section 1).
 *
 *  1. `sha256:<64 hex>` or `<64 hex>`: that ID or nothing.
 *  2. as a name, `:latest` added. So with an image tagged `dd81`, the name wins over the ID that begins so.
 *  3. as the beginning of an image ID, with or without `sha256:`, if exactly one image has it; two are as good as none.
 */
import type { ImageId } from '../oci/digest.ts';
import { parseAnyReference } from '../reference/any-reference.ts';
import { formatReference, type Reference, withDefaultTag, withoutTail } from '../reference/reference.ts';
import type { Image, Machine } from './machine.ts';

/** @throws InvalidReferenceError where the argument is neither an ID nor a name */
export function lookupImage(machine: Machine, argument: string): Image | undefined {
  const parsed = parseAnyReference(argument);
  if (parsed.kind === 'id') return machine.images.get(parsed.id);
  const id = lookupReference(machine, parsed.reference);
  const named = id === undefined ? undefined : machine.images.get(id);
  return named ?? lookupPrefix(machine, argument);
}

/** A digest decides alone, whatever tag stands before it. */
export function lookupReference(machine: Machine, reference: Reference): ImageId | undefined {
  const key = reference.digest === undefined ? withDefaultTag(reference) : { ...withoutTail(reference), digest: reference.digest };
  return machine.references.get(formatReference(key));
}

export function lookupPrefix(machine: Machine, prefix: string): Image | undefined {
  if (prefix === '') return undefined;
  const start = prefix.startsWith('sha256:') ? prefix : `sha256:${prefix}`;
  let found: Image | undefined;
  for (const image of machine.images.values()) {
    if (!image.id.startsWith(start)) continue;
    if (found !== undefined) return undefined;
    found = image;
  }
  return found;
}
