/** What an argument of `rmi`, `run`, `tag` … can be: an image ID in full, or a name (SEMANTICS section 1, "How an argument finds an image"). */
import type { ImageId } from '../oci/digest.ts';
import { parseReference, type Reference } from './reference.ts';
import type { ReferenceDialect } from './reference-error.ts';

export type AnyReference = { readonly kind: 'id'; readonly id: ImageId } | { readonly kind: 'name'; readonly reference: Reference };

/**
 * `sha256:` is optional before 64 digits; that many digits alone are never a name.
 * @throws InvalidReferenceError
 */
export function parseAnyReference(text: string, dialect: ReferenceDialect = 'daemon'): AnyReference {
  const match = /^(?:sha256:)?([a-f0-9]{64})$/.exec(text);
  if (match?.[1] !== undefined) return { kind: 'id', id: `sha256:${match[1]}` as ImageId };
  return { kind: 'name', reference: parseReference(text, dialect) };
}
