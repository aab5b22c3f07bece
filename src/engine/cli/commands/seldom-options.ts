/** Ports, mounts and health checks as `docker create` and `docker run` are asked for them: loaded with the first such flag. */

import { parseMilliseconds } from '../../go/duration.ts';
import type { Mount } from '../../machine/container.ts';
import type { Healthcheck } from '../../oci/image-config.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { daemonSays } from '../words/daemon-words.ts';
import type { LateRefusals } from './late-refusals.ts';
import { readPorts } from './port-flags.ts';
import { readMounts } from './volume-flags.ts';

export interface SeldomOptions {
  readonly ports: ReturnType<typeof readPorts>;
  readonly mounts: readonly Mount[];
  readonly problem?: string | undefined;
  /** what `-v /target` adds to the image's */
  readonly volumes: Readonly<Record<string, object>>;
  readonly healthcheck?: Healthcheck;
}

/** @throws CommandFailure in the client's words */
export function readSeldomOptions(call: CommandCall, late: LateRefusals): SeldomOptions {
  const { flags } = call;
  const ports = readPorts(flags.list('publish'), flags.list('expose'));
  const { mounts, volumes, problem } = readMounts(call, late);
  const healthcheck = readHealthcheck(call);
  return { ports, mounts, problem, volumes, ...(healthcheck === undefined ? {} : { healthcheck }) };
}

/** in nanoseconds */
const MILLISECOND = 1e6;

function readHealthcheck({ flags }: CommandCall): Healthcheck | undefined {
  const names = ['health-cmd', 'health-interval', 'health-timeout', 'health-start-period', 'health-retries'];
  const isSet = names.some((name) => flags.isSet(name));
  if (flags.bool('no-healthcheck')) {
    if (isSet) throw new CommandFailure('--no-healthcheck conflicts with --health-* options');
    return { Test: ['NONE'] };
  }
  if (!isSet) return undefined;
  const command = flags.isSet('health-cmd') ? flags.text('health-cmd') : '';
  const retries = flags.isSet('health-retries') ? flags.number('health-retries') : 0;
  if (retries < 0) throw new CommandFailure('--health-retries cannot be negative');
  const nanoseconds = (name: string): number => {
    const duration = parseMilliseconds(flags.isSet(name) ? flags.text(name) : '0s');
    return 'milliseconds' in duration ? Math.round(duration.milliseconds * 1e6) : 0;
  };
  for (const name of ['health-interval', 'health-timeout', 'health-start-period'])
    if (nanoseconds(name) < 0) throw new CommandFailure(`--${name} cannot be negative`);
  for (const [name, words] of [
    ['health-interval', 'Interval'],
    ['health-timeout', 'Timeout'],
    ['health-start-period', 'StartPeriod'],
  ] as const) {
    const value = nanoseconds(name);
    if (value !== 0 && value < MILLISECOND) throw new CommandFailure(daemonSays(`${words} in Healthcheck cannot be less than 1ms`));
  }
  return {
    ...(command === '' ? {} : { Test: ['CMD-SHELL', command] }),
    Interval: nanoseconds('health-interval'),
    Timeout: nanoseconds('health-timeout'),
    StartPeriod: nanoseconds('health-start-period'),
    Retries: retries,
  };
}
