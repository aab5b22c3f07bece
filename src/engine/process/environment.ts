/**
 * The environment of a process in a container, in docker's order: PATH, HOSTNAME, TERM with a terminal; then the container's own, a name
 * alone taking one away; HOME at the end (moby `daemon/container.go` CreateDaemonEnvironment; transcript 45).
 */
export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export interface EnvironmentOptions {
  readonly hostname: string;
  readonly tty: boolean;
  readonly variables: readonly string[];
  /** of `docker exec -e` */
  readonly more?: readonly string[];
  readonly home: string;
}

export function buildEnvironment({ hostname, tty, variables, more = [], home }: EnvironmentOptions): Map<string, string> {
  const env = new Map<string, string>([
    ['PATH', DEFAULT_PATH],
    ['HOSTNAME', hostname],
  ]);
  if (tty) env.set('TERM', 'xterm');
  for (const variable of [...variables, ...more]) {
    const equals = variable.indexOf('=');
    if (equals < 0) env.delete(variable);
    else env.set(variable.slice(0, equals), variable.slice(equals + 1));
  }
  if (!env.has('HOME')) env.set('HOME', home);
  return env;
}
