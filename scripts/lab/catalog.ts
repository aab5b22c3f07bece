/** All images of the lab's registry. */
import { JULY_2021, makeBases } from './bases.ts';
import type { LabImage } from './lab-image.ts';
import { readBusybox } from './programs.ts';
import { makeShop } from './shop.ts';
import { makeStacks, nodeSteps } from './stacks.ts';

export async function labCatalog(): Promise<LabImage[]> {
  const bases = makeBases(await readBusybox());
  const node = nodeSteps(bases.alpine313, JULY_2021, 'alpine3.13');
  return [...bases.images, ...makeStacks(bases, node), ...makeShop(bases, node)];
}
