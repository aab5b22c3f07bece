import { EngineError } from '../errors.ts';

export type TarErrorCode =
  /** the archive ends inside a header or a file */
  | 'tar.truncated'
  /** the header's sum is another: no tar, or damaged */
  | 'tar.checksum'
  /** a number, a record or a size that cannot be */
  | 'tar.badHeader'
  /** more than a megabyte of records or of a long name */
  | 'tar.tooLong'
  /** a name with NUL in it */
  | 'tar.name'
  /** a kind of entry that docker does not unpack: volumes, folders with lists */
  | 'tar.unsupportedType'
  /** a file with holes, which docker unpacks and this engine does not */
  | 'tar.sparse';

/** What words need. */
export interface TarProblem {
  readonly code: TarErrorCode;
  /** of an entry of a kind that is not unpacked */
  readonly flag?: string;
}

export interface TarErrorData {
  /** of the header, bytes from the archive's start */
  readonly offset: number;
  readonly name?: string;
  readonly flag?: string;
}

export class TarError extends EngineError<TarErrorCode, TarErrorData> {
  constructor(code: TarErrorCode, offset: number, more: Omit<TarErrorData, 'offset'> = {}) {
    super(code, { offset, ...more });
    this.name = 'TarError';
  }

  get problem(): TarProblem {
    const { flag } = this.data;
    return { code: this.code, ...(flag === undefined ? {} : { flag }) };
  }
}
