/**
 * Puts an image into the store: by load, pull, import, commit and build. Its ID is the hash of the config bytes as they came, which
 * are kept (SEMANTICS section 1): an image that is there already stays as it is.
 */
import { contentOf } from '../bytes/content.ts';
import type { EngineContext } from '../cas/content-store.ts';
import { InvariantError } from '../errors.ts';
import type { Image, Machine } from '../machine/machine.ts';
import { withEntry } from '../machine/shared-map.ts';
import { chainIdsOf, digestBytes, type ImageId } from '../oci/digest.ts';
import { decodeImageConfig, type ImageConfig } from '../oci/image-config.ts';
import { ImageError } from './image-error.ts';

/**
 * All layers of the config must be in `machine.layers` already. `parent` is for images made here: commit, classic build step.
 * @throws ImageError `image.badHistory` where the history tells of more layers than there are; EngineError `imageConfig.invalid`
 */
export function addImage(
  ctx: EngineContext,
  machine: Machine,
  configBytes: Uint8Array,
  parent?: ImageId,
  decode: () => ImageConfig = () => decodeImageConfig(configBytes),
): { machine: Machine; image: Image; isNew: boolean } {
  const id = digestBytes(configBytes, ctx.ports) as string as ImageId;
  const known = machine.images.get(id);
  if (known !== undefined) {
    if (parent === undefined || known.parent === parent) return { machine, image: known, isNew: false };
    return { ...withImage(machine, { ...known, parent }), isNew: false };
  }
  const config = decode();
  const chain = chainIdsOf(config.rootfs.diff_ids ?? []);
  for (const chainId of chain)
    if (!machine.layers.has(chainId)) throw new InvariantError(`image ${id} without its layer ${chainId}`);
  const told = (config.history ?? []).filter((row) => row.empty_layer !== true).length;
  if (told > chain.length) throw new ImageError('image.badHistory', { imageId: id });
  ctx.store.put(id, contentOf(configBytes));
  return { ...withImage(machine, { id, configBytes, config, chain, ...(parent === undefined ? {} : { parent }) }), isNew: true };
}

function withImage(machine: Machine, image: Image): { machine: Machine; image: Image } {
  return { machine: { ...machine, images: withEntry(machine.images, image.id, image) }, image };
}
