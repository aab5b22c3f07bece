/** `docker exec`: another process beside a container's main one. */
import { utf8 } from '../bytes/utf8.ts';
import type { EngineContext } from '../cas/content-store.ts';
import { InvariantError } from '../errors.ts';
import { FsError, strerror } from '../fs/errno.ts';
import { lookup } from '../fs/lookup.ts';
import type { Credentials, Tree } from '../fs/node.ts';
import type { ExecSpec } from '../machine/container.ts';
import type { MachineRef } from '../machine/machine.ts';
import type { ContainerId } from '../oci/digest.ts';
import { statusOf } from '../shell/kernel/system.ts';
import { buildEnvironment } from './environment.ts';
import type { Sink } from './host-io.ts';
import { fetchUserTables, findIdentity } from './identity.ts';
import { beginExec, giveLive, type Live, takeLive } from './live.ts';
import { ProcessError } from './process-error.ts';
import { atLeast, settleLive } from './settle.ts';

const INTERRUPTED = 130;

export interface ExecOptions {
  readonly argv: readonly string[];
  /** `NAME=value`, added to the container's own */
  readonly env: readonly string[];
  /** '' for the container's own */
  readonly user: string;
  readonly workdir: string;
  readonly tty: boolean;
  readonly detach: boolean;
  readonly stdin?: Uint8Array;
  readonly sink?: Sink;
}

/**
 * Runs it to its end and returns its status; detached, returns 0 at once.
 * @throws ProcessError where the container does not run or the process cannot begin
 */
export async function execInContainer(ctx: EngineContext, ref: MachineRef, id: ContainerId, options: ExecOptions): Promise<number> {
  const container = ref.current.containers.get(id);
  if (container === undefined) throw new InvariantError(`no container ${id}`);
  if (container.state.status === 'paused') throw new ProcessError('process.paused', { subject: container.name });
  if (container.process === undefined) throw new ProcessError('process.notRunning', { subject: id });
  const live = await takeLive(ctx, ref.current, container);
  try {
    await fetchUserTables(live.world.seen, ctx.ports.limits.fileBytes);
    const exec = specOf(container.config, live.world.seen, options);
    return await run(ctx, ref, id, live, exec, options);
  } catch (error) {
    giveLive(container.process, live);
    throw error;
  }
}

async function run(
  ctx: EngineContext,
  ref: MachineRef,
  id: ContainerId,
  live: Live,
  exec: ExecSpec,
  options: ExecOptions,
): Promise<number> {
  const { kernel } = live.world;
  const { now } = ref.current;
  await kernel.run({ until: now });
  const { process, beginning } = beginExec(live, exec, (stream, bytes) => {
    if (!options.detach) options.sink?.write(stream === 'stdout' ? 1 : 2, bytes);
  });
  const until = options.detach ? now : now + ctx.ports.limits.foregroundMs;
  const end = await kernel.run({ until, done: () => process.state !== 'alive' });
  if (beginning.error !== undefined) throw beginning.error;
  const settled = settleLive(ref.current, id, live, [{ kind: 'exec', at: now, exec }]);
  ref.current = atLeast(settled.machine, kernel.now);
  if (options.detach) return 0;
  if (end === 'done') return statusOf(process);
  options.sink?.write(2, utf8('^C\n'));
  return INTERRUPTED;
}

interface ContainerSettings {
  readonly Env?: readonly string[] | null;
  readonly User?: string;
  readonly WorkingDir?: string;
  readonly Hostname?: string;
}

function specOf(config: ContainerSettings, seen: Tree, options: ExecOptions): ExecSpec {
  const { who, home } = findIdentity(seen, options.user || (config.User ?? ''));
  const cwd = options.workdir || config.WorkingDir || '/';
  checkFolder(seen, cwd, who);
  return {
    argv: options.argv,
    env: buildEnvironment({
      hostname: config.Hostname ?? '',
      tty: options.tty,
      variables: config.Env ?? [],
      more: options.env,
      home,
    }),
    cwd,
    ...who,
    tty: options.tty,
    ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
  };
}

function checkFolder(seen: Tree, cwd: string, who: Credentials): void {
  try {
    if (lookup(seen, cwd, { who }).node.kind !== 'dir') throw new FsError('ENOTDIR', cwd);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw new ProcessError('process.workdir', { subject: cwd, reason: strerror(error.code).toLowerCase() });
  }
}
