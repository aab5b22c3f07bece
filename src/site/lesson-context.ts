/** What the page puts into `Astro.locals` for the components that lessons use: they stand in MDX and get no other data. */
import type { Snapshot, StepResult } from '../ui/lab/protocol.ts';
import type { LessonData } from '../ui/wake/lesson-data.ts';

export interface LessonContext {
  readonly data: LessonData;
  /** Runs commands, one per line, on an empty machine when the page is built; those of `start` unseen. */
  runCommands(start: string | undefined, run: string): Promise<CommandsRun>;
  /** 1, 2, 3 … in the order in which it is asked */
  nextExample(): number;
}

export interface CommandsRun {
  /** with the registry's facts filled in */
  readonly start: readonly string[];
  readonly steps: readonly StepResult[];
  readonly snapshot: Pick<Snapshot, 'view' | 'names'>;
}

/** @throws Error outside a lesson page */
export function getLessonContext({ lesson }: App.Locals): LessonContext {
  if (lesson === undefined) throw new Error('this component is for lessons: src/pages/[locale]/[slug].astro gives it its data');
  return lesson;
}
