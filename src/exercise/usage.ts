/** What an answer has used up so far, for limits that the page shows while the learner works. */
import { countCommands } from './evaluate-step.ts';
import { diskBytes, downloads } from './evaluate-store.ts';
import type { RunOutcome } from './outcome.ts';

export interface Usage {
  /** calls of docker that do something */
  readonly commands: number;
  /** layers downloaded */
  readonly downloads: number;
  /** bytes of all layers */
  readonly layers: number;
  /** the same with what the containers wrote */
  readonly disk: number;
}

export function measureUsage({ end, steps, events }: Pick<RunOutcome, 'end' | 'steps' | 'events'>): Usage {
  return {
    commands: countCommands(steps),
    downloads: downloads(events),
    layers: diskBytes(end, false),
    disk: diskBytes(end, true),
  };
}
