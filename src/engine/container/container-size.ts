/** What a container costs: `docker ps -s`, `docker inspect -s` (SEMANTICS section 5). */
import { writableSize } from '../layer/sizes.ts';
import type { Container } from '../machine/container.ts';
import { listChain } from '../machine/holders.ts';
import { sumLayers } from '../machine/layer-sizes.ts';
import type { Machine } from '../machine/machine.ts';

/** Bytes in its own layer: whole files, however little of them was changed. */
export function containerSize(container: Container): number {
  return writableSize(container.baseTree, container.tree);
}

/** `virtual`: its own layer and those that it stands on. */
export function virtualSize(machine: Machine, container: Container): number {
  return containerSize(container) + sumLayers(machine, listChain(machine, container.base));
}
