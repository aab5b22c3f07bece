import { isWithin, type StoreCondition } from './condition.ts';
import type { RunOutcome } from './outcome.ts';
import { diskBytes, downloads } from './usage.ts';

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
