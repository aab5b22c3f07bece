import { InvariantError } from '../errors.ts';
import type { Layer } from '../layer/layer.ts';
import type { ChainId } from '../oci/digest.ts';
import type { Machine } from './machine.ts';

export function getLayer(machine: Machine, chainId: ChainId): Layer {
  const layer = machine.layers.get(chainId);
  if (layer === undefined) throw new InvariantError(`no layer ${chainId}`);
  return layer;
}

/** Bytes of the regular files in these layers. */
export function sumLayers(machine: Machine, chain: Iterable<ChainId>): number {
  let sum = 0;
  for (const chainId of chain) sum += getLayer(machine, chainId).size;
  return sum;
}
