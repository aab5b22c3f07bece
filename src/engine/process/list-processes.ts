/** `docker top`. */
import type { EngineContext } from '../cas/content-store.ts';
import type { Machine } from '../machine/machine.ts';
import type { ContainerId } from '../oci/digest.ts';
import type { Soon } from '../soon.ts';
import { giveLive, takeLive } from './live.ts';

export interface ContainerProcess {
  /** as the host sees it; the main process has the container's `state.pid` */
  readonly pid: number;
  readonly ppid: number;
  readonly uid: number;
  /** the arguments, joined by blanks */
  readonly command: string;
  readonly startedAt: number;
}

/** The processes of a running container, the main one first; none where it does not run. */
export function* listProcesses(ctx: EngineContext, machine: Machine, id: ContainerId): Soon<readonly ContainerProcess[]> {
  const container = machine.containers.get(id);
  if (container?.process === undefined) return [];
  const live = yield* takeLive(ctx, machine, container);
  const offset = container.state.pid - live.main.pid;
  const list = live.world.kernel.processes().map(({ pid, ppid, who, argv, startedAt }) => ({
    pid: pid + offset,
    ppid: ppid === 0 ? container.state.pid - 20 : ppid + offset,
    uid: who.uid,
    command: argv.join(' '),
    startedAt,
  }));
  giveLive(container.process, live);
  return list;
}
