/** Where in the plan a class is by the clock, and how far it is behind. */
import type { PlanBlock } from './plan.data.ts';

/** Minutes from the beginning of the class to the beginning of the block. */
export function beginsAt(plan: readonly PlanBlock[], index: number): number {
  return plan.slice(0, index).reduce((sum, { minutes }) => sum + minutes, 0);
}

/** Minutes by which the block that the class is in should have ended; 0 or less: in time. */
export function minutesLate(plan: readonly PlanBlock[], index: number, elapsed: number): number {
  return elapsed - beginsAt(plan, index + 1);
}
