/** `--restart` (moby 20.10 `restartmanager/restartmanager.go`). */
import type { Container, Restarts } from '../machine/container.ts';

const FIRST_DELAY_MS = 100;
const MAX_DELAY_MS = 60_000;
/** Who ran so long begins with the first delay again. */
const LONG_RUN_MS = 10_000;

/** Undefined where the container is to stay as it ended. Each wait is twice as long as the one before. */
export function nextRestart(container: Container, exitCode: number, endedAt: number): Restarts | undefined {
  const { hostConfig, restarts, state } = container;
  const count = restarts?.count ?? 0;
  const [policy, max] = hostConfig.restart.split(':');
  const isWanted =
    policy === 'always' ||
    policy === 'unless-stopped' ||
    (policy === 'on-failure' && exitCode !== 0 && (max === undefined || count < Number(max)));
  if (!isWanted) return undefined;
  const ranLong = endedAt - (state.startedAt ?? endedAt) >= LONG_RUN_MS;
  const delay = restarts === undefined || ranLong ? FIRST_DELAY_MS : Math.min(restarts.delay * 2, MAX_DELAY_MS);
  return { count: count + 1, delay, at: endedAt + delay };
}
