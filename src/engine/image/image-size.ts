/** The SIZE of an image: all its layers, shared or not (SEMANTICS sections 4 and 5). */

import { sumLayers } from '../machine/layer-sizes.ts';
import type { Image, Machine } from '../machine/machine.ts';
import type { ChainId } from '../oci/digest.ts';

export function imageSize(machine: Machine, image: Pick<Image, 'chain'>): number {
  return sumLayers(machine, image.chain);
}

/** How many of the images listed have each layer: two or more make it shared. */
export function countLayerUsers(images: Iterable<Pick<Image, 'chain'>>): Map<ChainId, number> {
  const users = new Map<ChainId, number>();
  for (const image of images) for (const chainId of image.chain) users.set(chainId, (users.get(chainId) ?? 0) + 1);
  return users;
}

/** Of these bytes another of the images counted has a part in. */
export function sharedSize(machine: Machine, image: Pick<Image, 'chain'>, users: ReadonlyMap<ChainId, number>): number {
  return sumLayers(
    machine,
    image.chain.filter((chainId) => (users.get(chainId) ?? 0) > 1),
  );
}
