import type { DiffId } from './digest.ts';
import { imageConfigJson } from './encode-image-config.ts';
import { formatGoJson, readBack } from './go-json.ts';
import type { ImageConfig } from './image-config.ts';

export interface OwnImageConfig {
  /** as `formatImageConfig` */
  readonly json: string;
  /** What somebody gets who reads it: every field is known and has its type, so there is nothing to look for. */
  read(): ImageConfig;
}

/** An image config that is made here, in docker's form: its text, and what it says. */
export function writeOwnImageConfig(config: ImageConfig): OwnImageConfig {
  const json = imageConfigJson(config, 'docker');
  return {
    json: formatGoJson(json),
    read() {
      const { created, rootfs, ...rest } = readBack(json) as WrittenConfig;
      const { type, diff_ids = null } = rootfs;
      return { ...rest, ...(created === null || created === undefined ? {} : { created }), rootfs: { type, diff_ids } };
    },
  };
}

/** Go leaves out an empty list of layers. */
interface WrittenConfig extends Omit<ImageConfig, 'created' | 'rootfs'> {
  readonly created?: string | null;
  readonly rootfs: { readonly type: 'layers'; readonly diff_ids?: readonly DiffId[] | null };
}
