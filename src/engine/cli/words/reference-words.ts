/** Docker's words for a text that is no image reference (SEMANTICS section 1). */
import type { InvalidReferenceError } from '../../reference/reference-error.ts';

/** Client and daemon have parsers of different age, so upper case reads differently. */
export function referenceProblem(error: Pick<InvalidReferenceError, 'code' | 'data'>): string {
  switch (error.code) {
    case 'reference.invalid':
      return 'invalid reference format';
    case 'reference.uppercase':
      return error.data.dialect === 'client'
        ? `invalid reference format: repository name (${error.data.repository ?? ''}) must be lowercase`
        : 'invalid reference format: repository name must be lowercase';
    case 'reference.identifier':
      return `invalid repository name (${error.data.text}), cannot specify 64-byte hexadecimal strings`;
    case 'reference.nameTooLong':
      return 'repository name must not be more than 255 characters';
    case 'reference.digestLength':
      return 'invalid checksum digest length';
    case 'reference.digestAlgorithm':
      return 'unsupported digest algorithm';
    default:
      return unreachable(error.code);
  }
}

function unreachable(code: never): string {
  return String(code);
}
