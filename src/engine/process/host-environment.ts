/** What a program of the host sees that is called by itself, as a shell would have it, without a shell. */
import type { Host, ShellSettings } from '../machine/host.ts';

export interface KnownEnvironment {
  readonly path: string | undefined;
  /** the exported variables, and `_` */
  env(program: string): ReadonlyMap<string, string>;
  /** The host after a call that ended with `status`; the same object where nothing of it changes. */
  keep(host: Host, status: number): Host;
}

interface Known {
  readonly exported: Host['exported'];
  readonly settings: ShellSettings;
  readonly environment: KnownEnvironment;
}

const STATUSES = 'PIPESTATUS';
const known = new WeakMap<Host['variables'], Known>();

/** Undefined where no shell has left these variables yet, or one that stood elsewhere or has not run anything. */
export function findEnvironment({ variables, exported, settings, cwd }: Host): KnownEnvironment | undefined {
  if (settings === undefined || variables.get('PWD') !== cwd || !exported.has('PWD')) return undefined;
  if (settings.arrays.get(STATUSES) === undefined) return undefined;
  const before = known.get(variables);
  if (before?.exported === exported && before.settings === settings) return before.environment;
  const environment = environmentFrom(variables, exported, settings);
  known.set(variables, { exported, settings, environment });
  return environment;
}

function environmentFrom(variables: Host['variables'], exported: Host['exported'], settings: ShellSettings): KnownEnvironment {
  const inherited = [...variables].filter(([name]) => exported.has(name));
  const environments = new Map<string, ReadonlyMap<string, string>>();
  const statuses = settings.arrays.get(STATUSES);
  return {
    path: variables.get('PATH'),
    env(program) {
      const env = environments.get(program) ?? new Map(inherited).set('_', program);
      environments.set(program, env);
      return env;
    },
    keep(host, status) {
      const now = String(status);
      if (statuses?.size === 1 && statuses.get(0) === now) return host.status === status ? host : { ...host, status };
      const arrays = new Map(settings.arrays).set(STATUSES, new Map([[0, now]]));
      return { ...host, status, settings: { ...settings, arrays } };
    },
  };
}
