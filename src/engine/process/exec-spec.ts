/** What a process beside a container's main one needs to begin: `docker exec`, health checks. */
import { FsError, strerror } from '../fs/errno.ts';
import { lookup } from '../fs/lookup.ts';
import type { Credentials, Tree } from '../fs/node.ts';
import type { Container, ExecSpec } from '../machine/container.ts';
import { buildEnvironment } from './environment.ts';
import { findIdentity } from './identity.ts';
import { ProcessError } from './process-error.ts';

export interface ExecRequest {
  readonly argv: readonly string[];
  /** `NAME=value`, added to the container's own */
  readonly env: readonly string[];
  /** '' for the container's own */
  readonly user: string;
  readonly workdir: string;
  readonly tty: boolean;
  readonly stdin?: Uint8Array;
}

/** @throws ProcessError `process.user`, `process.workdir` */
export function execSpec(
  { config, hostConfig }: Pick<Container, 'config' | 'hostConfig'>,
  seen: Tree,
  request: ExecRequest,
): ExecSpec {
  const { who, home } = findIdentity(seen, request.user || (config.User ?? ''), hostConfig);
  const cwd = request.workdir || config.WorkingDir || '/';
  checkFolder(seen, cwd, who);
  return {
    argv: request.argv,
    env: buildEnvironment({
      hostname: config.Hostname ?? '',
      tty: request.tty,
      variables: config.Env ?? [],
      linked: hostConfig.taken?.env,
      more: request.env,
      home,
    }),
    cwd,
    ...who,
    tty: request.tty,
    ...(request.stdin === undefined ? {} : { stdin: request.stdin }),
  };
}

function checkFolder(seen: Tree, cwd: string, who: Credentials): void {
  if (!cwd.startsWith('/')) throw new ProcessError('process.workdir', { subject: cwd });
  try {
    if (lookup(seen, cwd, { who }).node.kind !== 'dir') throw new FsError('ENOTDIR', cwd);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw new ProcessError('process.workdir', { subject: cwd, reason: strerror(error.code).toLowerCase() });
  }
}
