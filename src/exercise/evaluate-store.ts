import { type Machine, writableSize } from '../engine/index.ts';
import { isWithin, type StoreCondition } from './condition.ts';
import { sum } from './facts.ts';
import type { RunOutcome } from './outcome.ts';

export function evaluateStore(condition: StoreCondition, { end, events }: RunOutcome): boolean {
  switch (condition.kind) {
    case 'store-layers':
      return isWithin(end.layers.size, condition.is);
    case 'disk':
      return isWithin(diskBytes(end, condition.containers), condition.is);
    case 'downloads':
      return isWithin(downloads(events), condition.is);
  }
}

/** Every layer once, whoever holds it; with `containers`, what each container wrote as well. */
export function diskBytes(machine: Machine, containers: boolean): number {
  const layers = sum([...machine.layers.values()].map((layer) => layer.size));
  if (!containers) return layers;
  return layers + sum([...machine.containers.values()].map((container) => writableSize(container.baseTree, container.tree)));
}

export function downloads(events: RunOutcome['events']): number {
  return events.filter((event) => event.type === 'layer' && event.action === 'download').length;
}
