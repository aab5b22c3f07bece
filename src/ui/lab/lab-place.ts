/** A machine that the page can show: an exercise's, or that of an example in the prose. */
import type { Exercise, StartState } from '../../exercise/index.ts';
import type { SessionId, Snapshot } from './protocol.ts';

export interface LabPlace {
  readonly id: SessionId;
  readonly title: string;
  /** what its machine begins with */
  readonly start: StartState;
  /** path of the start's outline from the site's folder (docs/decisions/0018) */
  readonly outline?: string;
  /** the machine there, as the page was built with it; absent where only the engine knows */
  readonly snapshot?: Snapshot;
  /** absent where there is nothing to solve */
  readonly exercise?: Exercise;
}
