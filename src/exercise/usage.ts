/** What an answer has used up so far, for limits that the page shows while the learner works. */
import { type Machine, writableSize } from '../engine/index.ts';
import { onlyLooks } from './docker-call.ts';
import type { RunOutcome, Step } from './outcome.ts';

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

/** Calls of docker that do something. */
export function countCommands(steps: readonly Step[]): number {
  return steps.flatMap(({ calls }) => calls).filter(({ args }) => !onlyLooks(args)).length;
}

/** Every layer once, whoever holds it; with `containers`, what each container wrote as well. */
export function diskBytes({ layers, containers }: Machine, withContainers: boolean): number {
  let bytes = 0;
  for (const { size } of layers.values()) bytes += size;
  if (withContainers) for (const { baseTree, tree } of containers.values()) bytes += writableSize(baseTree, tree);
  return bytes;
}

export function downloads(events: RunOutcome['events']): number {
  return events.filter((event) => event.type === 'layer' && event.action === 'download').length;
}
