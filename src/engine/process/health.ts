/**
 * Health checks (moby 20.10 `daemon/health.go`): a command beside the main process, an interval after the start and after the end of the
 * one before. Who fails as often as `retries` says is unhealthy; failures within the start period do not count.
 */
import { text } from '../bytes/utf8.ts';
import type { Container, Health, HealthResult } from '../machine/container.ts';

const SECOND = 1000;
const NANOSECONDS = 1e6;
const DEFAULTS = { interval: 30 * SECOND, timeout: 30 * SECOND, retries: 3 };
const MAX_LOG = 5;
const MAX_OUTPUT = 4096;
const SHELL = ['/bin/sh', '-c'];

export interface HealthCheck {
  readonly argv: readonly string[];
  /** milliseconds, as the others */
  readonly interval: number;
  readonly timeout: number;
  readonly startPeriod: number;
  readonly retries: number;
}

/** Undefined where there is none, or `NONE`. */
export function findHealthCheck({ config }: Pick<Container, 'config'>): HealthCheck | undefined {
  const check = config.Healthcheck;
  const [kind, ...words] = check?.Test ?? [];
  if (check === undefined || check === null || (kind !== 'CMD' && kind !== 'CMD-SHELL')) return undefined;
  const milliseconds = (nanoseconds: number | undefined, otherwise: number): number =>
    nanoseconds === undefined || nanoseconds === 0 ? otherwise : nanoseconds / NANOSECONDS;
  return {
    argv: kind === 'CMD' ? words : [...(config.Shell ?? SHELL), words[0] ?? ''],
    interval: milliseconds(check.Interval, DEFAULTS.interval),
    timeout: milliseconds(check.Timeout, DEFAULTS.timeout),
    startPeriod: milliseconds(check.StartPeriod, 0),
    retries: check.Retries || DEFAULTS.retries,
  };
}

export function beginHealth(check: HealthCheck | undefined, before: Health | undefined, now: number): Health | undefined {
  if (check === undefined) return undefined;
  return { status: 'starting', failingStreak: 0, log: before?.log ?? [], nextAt: now + check.interval };
}

/** Docker calls unhealthy what it looks at no more: what has ended, what is paused. */
export function unwatched(health: Health | undefined): { health: Health } | undefined {
  return health === undefined ? undefined : { health: { ...health, status: 'unhealthy' } };
}

/** @param startedAt of the container */
export function nextHealth(check: HealthCheck, health: Health, result: HealthResult, startedAt: number): Health {
  const log = [...health.log, result].slice(-MAX_LOG);
  const nextAt = result.end + check.interval;
  if (result.exitCode === 0) return { status: 'healthy', failingStreak: 0, log, nextAt };
  if (health.status === 'starting' && result.start < startedAt + check.startPeriod) return { ...health, log, nextAt };
  const failingStreak = health.failingStreak + 1;
  return { status: failingStreak >= check.retries ? 'unhealthy' : health.status, failingStreak, log, nextAt };
}

export function timedOut(check: HealthCheck, start: number, end: number): HealthResult {
  return { start, end, exitCode: -1, output: `Health check exceeded timeout (${check.timeout / SECOND}s)` };
}

/** Of the output docker keeps the beginning. */
export function finished(start: number, end: number, exitCode: number, output: readonly Uint8Array[]): HealthResult {
  const whole = output.map((bytes) => text(bytes)).join('');
  return { start, end, exitCode, output: whole.length > MAX_OUTPUT ? `${whole.slice(0, MAX_OUTPUT)}...` : whole };
}
