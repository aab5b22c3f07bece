/**
 * Who keeps a layer on disk. A layer is held by the images, containers and build cache records that stand on it, at its own height
 * or above; tags hold images, never layers. What nobody holds is removed at once, as docker's layer store does (SEMANTICS section 2, C).
 */
import type { ChainId } from '../oci/digest.ts';
import type { Machine } from './machine.ts';
import { withoutEntry } from './shared-map.ts';

/** The layers under and with `top`, bottom first. */
export function listChain(machine: Machine, top: ChainId | undefined): ChainId[] {
  const chain: ChainId[] = [];
  for (let id = top; id !== undefined; id = machine.layers.get(id)?.parent) chain.push(id);
  return chain.reverse();
}

/** Removes every layer without a holder; `removed` is top to bottom, as docker prints it. */
export function sweepLayers(machine: Machine): { machine: Machine; removed: ChainId[] } {
  const held = new Set<ChainId>();
  const hold = (top: ChainId | undefined): void => {
    for (let id = top; id !== undefined && !held.has(id); id = machine.layers.get(id)?.parent) held.add(id);
  };
  for (const image of machine.images.values()) hold(image.chain.at(-1));
  for (const container of machine.containers.values()) hold(container.base);
  for (const record of machine.buildCache.records.values()) hold(record.chain.at(-1));
  const unheld = [...machine.layers.keys()].filter((id) => !held.has(id));
  if (unheld.length === 0) return { machine, removed: [] };
  let { layers } = machine;
  for (const id of unheld) layers = withoutEntry(layers, id);
  const height = new Map(unheld.map((id) => [id, listChain(machine, id).length]));
  return { machine: { ...machine, layers }, removed: unheld.sort((a, b) => (height.get(b) ?? 0) - (height.get(a) ?? 0)) };
}
