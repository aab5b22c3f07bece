/** What a layer's tar says and cannot be done. */
import { EngineError } from '../errors.ts';
import type { Errno } from '../fs/errno.ts';
import type { TarEntry } from '../tar/entry.ts';

export type LayerErrorCode =
  /** a file, link or device where the root is */
  | 'layer.root'
  /** the entry cannot be made, or its hard link's target is not in this layer; `errno` says why */
  | 'layer.entry'
  /** a whiteout of `/`, `.` or `..` */
  | 'layer.badWhiteout'
  /** an extended attribute that is larger than the kernel takes */
  | 'layer.attribute'
  /** two entries of one name, which docker's tar-split refuses */
  | 'layer.duplicatePath';

export interface LayerErrorData extends Pick<TarEntry, 'type'> {
  /** as it stands in the tar */
  readonly name: string;
  /** of a link */
  readonly target?: string;
  /** what the kernel said */
  readonly errno?: Errno;
}

export class LayerError extends EngineError<LayerErrorCode, LayerErrorData> {
  constructor(code: LayerErrorCode, entry: Pick<TarEntry, 'name' | 'type' | 'linkname'>, errno?: Errno) {
    const { name, type, linkname } = entry;
    const isLink = type === 'hardlink' || type === 'symlink';
    super(code, { name, type, ...(isLink ? { target: linkname } : {}), ...(errno === undefined ? {} : { errno }) });
    this.name = 'LayerError';
  }
}
