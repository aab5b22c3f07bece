import { EngineError } from '../errors.ts';

export type TarErrorCode =
  /** the archive ends inside a header or a file */
  | 'tar.truncated'
  /** the header's sum is another: no tar, or damaged */
  | 'tar.checksum'
  /** a number, a record or a size that cannot be */
  | 'tar.badHeader'
  /** an empty name, one with NUL in it, or longer than Linux takes */
  | 'tar.name'
  /** a kind of entry that docker does not unpack: sparse files, volumes */
  | 'tar.unsupportedType'
  | 'tar.tooManyEntries'
  | 'tar.tooLarge';

/** `offset`: of the header, bytes from the archive's start. */
export class TarError extends EngineError<TarErrorCode, { readonly offset: number; readonly name?: string }> {
  constructor(code: TarErrorCode, offset: number, name?: string) {
    super(code, name === undefined ? { offset } : { offset, name });
    this.name = 'TarError';
  }
}
