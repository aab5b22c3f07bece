/**
 * Runs a command on a copy of the machine, to know whether it would be refused. The machine is a value, so nothing happens to the
 * learner's; what the copy's blobs add to the store is found again by whoever really makes them. There is no network here, and no time.
 */
import { text } from '../bytes/utf8.ts';
import type { EngineContext } from '../cas/content-store.ts';
import { createDockerProgram } from '../cli/docker-program.ts';
import type { Machine, MachineRef } from '../machine/machine.ts';
import { DEFAULT_LIMITS } from '../ports.ts';
import type { HostIo } from '../process/host-io.ts';
import { NO_NETWORK } from '../registry/no-network.ts';

export interface DryRun {
  readonly machine: Machine;
  readonly status: number;
  /** what it would say on standard error */
  readonly says: string;
}

/** Commands that take no time: none runs a program, reads archives or builds. By the first of their names. */
const CHEAP: ReadonlySet<string> = new Set([
  'container create',
  'container diff',
  'container inspect',
  'container kill',
  'container pause',
  'container port',
  'container rename',
  'container rm',
  'container stop',
  'container unpause',
  'image history',
  'image inspect',
  'image rm',
  'image tag',
  'inspect',
  'network connect',
  'network create',
  'network disconnect',
  'network inspect',
  'network rm',
  'volume create',
  'volume inspect',
  'volume rm',
]);

export function isCheap(command: string): boolean {
  return CHEAP.has(command);
}

const FOREGROUND_MS = 1000;

/** @param args after `docker`. Undefined where a limit was reached, or a part of the engine is not to be had. */
export async function dryRun(ctx: EngineContext, machine: Machine, args: readonly string[]): Promise<DryRun | undefined> {
  const limits = { ...(ctx.ports.limits ?? DEFAULT_LIMITS), shellSteps: 2000, outputBytes: 200_000, foregroundMs: FOREGROUND_MS };
  const { watch: _, ...ports } = ctx.ports;
  const docker = createDockerProgram({ store: ctx.store, ports: { ...ports, limits, http: NO_NETWORK } });
  const ref: MachineRef = { current: machine };
  let says = '';
  const io: HostIo = {
    args,
    env: exported(machine),
    cwd: machine.host.cwd,
    stdinIsTty: true,
    stdoutIsTty: false,
    stderrIsTty: false,
    columns: 80,
    readStdin: async () => new Uint8Array(0),
    readStdinLine: async () => new Uint8Array(0),
    write(fd, data) {
      if (fd === 2) says += typeof data === 'string' ? data : text(data);
    },
    progress: () => undefined,
  };
  try {
    const status = await docker(io, ref);
    return { machine: ref.current, status, says: says.trim() };
  } catch {
    return undefined;
  }
}

function exported({ host }: Machine): ReadonlyMap<string, string> {
  return new Map([...host.variables].filter(([name]) => host.exported.has(name)));
}
