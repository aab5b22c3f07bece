import { EMPTY_VIEW } from '../layers/machine-view.fixture.ts';
import type { Snapshot } from './protocol.ts';

/** Of a machine without anything on it, after so many steps. */
export function emptySnapshot(at = 0): Snapshot {
  const usage = { commands: 0, downloads: 0, layers: 0, disk: 0 };
  return { view: EMPTY_VIEW, names: {}, cwd: '/', at, goals: [], usage };
}
