import type { DiffId } from './digest.ts';
import type { ImageConfig } from './image-config.ts';

/** Of JSON that was written here: every field is known and has its type, so there is nothing to look for. */
export function decodeOwnImageConfig(json: string): ImageConfig {
  const { created, rootfs, ...config }: WrittenConfig = JSON.parse(json);
  const { type, diff_ids = null } = rootfs;
  return { ...config, ...(created === null || created === undefined ? {} : { created }), rootfs: { type, diff_ids } };
}

/** Go leaves out an empty list of layers, and BuildKit writes null for a time that nobody gave. */
interface WrittenConfig extends Omit<ImageConfig, 'created' | 'rootfs'> {
  readonly created?: string | null;
  readonly rootfs: { readonly type: 'layers'; readonly diff_ids?: readonly DiffId[] | null };
}
