/** What running an answer gave: everything that `judge` looks at. */
import type { ContentStore, Machine, MachineEvent } from '../engine/index.ts';
import type { Prediction } from './answer.ts';

export type Outcome = RunOutcome | PredictionOutcome;

export interface RunOutcome {
  readonly kind: 'run';
  /** before the learner's first line */
  readonly start: Machine;
  readonly end: Machine;
  readonly store: ContentStore;
  readonly steps: readonly Step[];
  /** since `start`, oldest first */
  readonly events: readonly MachineEvent[];
  readonly probes: readonly Step[];
  /** of the hidden variants, in their order */
  readonly variants: readonly RunOutcome[];
}

export interface Step {
  readonly line: string;
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** both, as a terminal shows them in the end: progress lines with their last text */
  readonly output: string;
  /** calls of docker in this line, with the arguments as the shell had expanded them */
  readonly calls: readonly DockerCall[];
  readonly after: Machine;
  /** what stood behind the command for a terminal that did not open: steps of their own */
  readonly left?: string;
  /** Present where a limit or a bug of ours took the line back. */
  readonly stopped?: Error;
}
export interface DockerCall {
  readonly args: readonly string[];
  readonly status: number;
}

export interface PredictionOutcome {
  readonly kind: 'prediction';
  readonly start: Machine;
  readonly store: ContentStore;
  readonly prediction: Prediction;
  readonly items: readonly ItemOutcome[];
}
export interface ItemOutcome {
  readonly id: string;
  /** what the engine found: `true`/`false` of an item, the measured value of a field */
  readonly truth: boolean | number | string;
  /** what ran to find out; of fields and lines, which share one run, all of it */
  readonly steps: readonly Step[];
}
