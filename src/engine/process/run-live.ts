/** Letting a running container go on, its health checks too. */

import type { EngineContext } from '../cas/content-store.ts';
import type { Container, Health, ProcessInput } from '../machine/container.ts';
import type { RunEnd } from '../shell/kernel/kernel.ts';
import { SIGKILL } from '../shell/kernel/signals.ts';
import { type OpenFile, statusOf } from '../shell/kernel/system.ts';
import { type Soon, wait } from '../soon.ts';
import { execEvents } from './exec-events.ts';
import { execSpec } from './exec-spec.ts';
import { finished, type HealthCheck, nextHealth, timedOut } from './health.ts';
import { beginExec, type Live, type Probe } from './live.ts';
import { ProcessError } from './process-error.ts';

export interface RunLiveOptions {
  readonly until: number;
  readonly done?: () => boolean;
}

/** As `Kernel.run`: until `done` says so or the moment is reached. */
export function* runLive(live: Live, { until, done }: RunLiveOptions): Soon<RunEnd> {
  const { kernel } = live.world;
  for (;;) {
    const { healthCheck: check, health, probe } = live;
    if (check === undefined || health === undefined)
      return yield* wait(kernel.run({ until, ...(done === undefined ? {} : { done }) }));
    const due = probe === undefined ? health.nextAt : probe.startedAt + check.timeout;
    const hasEnded = (): boolean => done?.() === true || live.main.state !== 'alive';
    const isOver = (): boolean => hasEnded() || (probe !== undefined && probe.process.state !== 'alive');
    const end = yield* wait(kernel.run({ until: Math.min(until, due), done: isOver }));
    if (hasEnded()) return 'done';
    if (probe === undefined) {
      if (due > until || kernel.now < due) return end;
      live.probe = beginProbe(live, check);
    } else if (probe.process.state !== 'alive') {
      endProbe(live, check, probe, false);
    } else if (kernel.now >= due) {
      kernel.signalFromOutside(probe.process, SIGKILL);
      endProbe(live, check, probe, true);
    } else return end;
  }
}

/** Milliseconds until whoever looks gives up; each line that is typed may take as long (`shell/lang/typed-lines.ts`). */
export function patience({ ports }: EngineContext, terminal: OpenFile | undefined): number {
  return ports.limits.foregroundMs * (1 + (terminal?.typist?.linesAhead ?? 0));
}

/** The next moment at which something happens inside by itself, a health check too. */
export function quietUntil({ world, healthCheck, health, probe }: Live): number {
  if (healthCheck === undefined || health === undefined) return world.kernel.quietUntil();
  return probe === undefined ? Math.min(world.kernel.quietUntil(), health.nextAt) : world.kernel.now;
}

function beginProbe(live: Live, check: HealthCheck): Probe | undefined {
  const { kernel } = live.world;
  const startedAt = kernel.now;
  try {
    const exec = execSpec(live.container, live.world.seen, { argv: check.argv, env: [], user: '', workdir: '', tty: false });
    const output: Uint8Array[] = [];
    const { process } = beginExec(live, exec, { write: (_, bytes) => output.push(bytes) });
    const told = execEvents(kernel.ports, live.container, exec.argv, startedAt);
    live.told.push(told.create, told.start);
    return { process, exec, startedAt, output, root: live.world.seen.root };
  } catch (error) {
    if (!(error instanceof ProcessError)) throw error;
    keepResult(live, check, finished(startedAt, startedAt, -1, []));
    return undefined;
  }
}

function endProbe(live: Live, check: HealthCheck, probe: Probe, isLate: boolean): void {
  const { now } = live.world.kernel;
  const { process, startedAt, output } = probe;
  live.probe = undefined;
  if (live.world.seen.root !== probe.root)
    live.inputs.push({ kind: 'exec', at: startedAt, exec: probe.exec, ...(isLate ? { killedAt: now } : {}) });
  live.told.push(execEvents(live.world.kernel.ports, live.container, probe.exec.argv, startedAt).die(statusOf(process)));
  keepResult(live, check, isLate ? timedOut(check, startedAt, now) : finished(startedAt, now, statusOf(process), output));
}

function keepResult(live: Live, check: HealthCheck, result: Health['log'][number]): void {
  const before = live.health;
  if (before === undefined) return;
  const after = nextHealth(check, before, result, startOf(live.container));
  live.health = after;
  if (after.status !== before.status) live.told.push({ action: `health_status: ${after.status}` });
}

function startOf({ process, created }: Container): number {
  return process?.startedAt ?? created;
}

/** What was put in since it was taken, oldest first. */
export function takeInputs(live: Live, more: readonly ProcessInput[]): readonly ProcessInput[] {
  if (live.inputs.length === 0 && more.length <= 1) return more;
  const inputs = [...live.inputs, ...more].sort((a, b) => a.at - b.at);
  live.inputs = [];
  return inputs;
}
