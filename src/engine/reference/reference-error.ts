/** Why a text is no image reference. `cli/` owns the words; both wordings of upper case exist (SEMANTICS section 1). */
import { EngineError } from '../errors.ts';

/** Who reads the reference: the daemon 20.10 and the client 28 have parsers of different age. */
export type ReferenceDialect = 'daemon' | 'client';

export type ReferenceErrorCode =
  | 'reference.invalid'
  | 'reference.uppercase'
  | 'reference.identifier'
  | 'reference.nameTooLong'
  | 'reference.digestLength'
  | 'reference.digestAlgorithm';

export interface ReferenceErrorData {
  /** as typed */
  readonly text: string;
  readonly dialect: ReferenceDialect;
  /** What the client names in `repository name (library/Alpine) must be lowercase`; only with `reference.uppercase`. */
  readonly repository?: string;
}

export class InvalidReferenceError extends EngineError<ReferenceErrorCode, ReferenceErrorData> {}
