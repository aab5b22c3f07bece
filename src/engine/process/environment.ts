/**
 * The environment of a process in a container, in docker's order: PATH, HOSTNAME, TERM with a terminal; then the container's own, a name
 * alone taking one away; HOME at the end (moby `daemon/container.go` CreateDaemonEnvironment; transcript 45).
 */
export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export interface EnvironmentOptions {
  readonly hostname: string;
  readonly tty: boolean;
  readonly variables: readonly string[];
  /** of containers that it is linked to */
  readonly linked?: readonly string[] | undefined;
  /** of `docker exec -e` */
  readonly more?: readonly string[];
  readonly home: string;
}

export function buildEnvironment({
  hostname,
  tty,
  variables,
  linked = [],
  more = [],
  home,
}: EnvironmentOptions): Map<string, string> {
  const env = new Map<string, string>([
    ['PATH', DEFAULT_PATH],
    ['HOSTNAME', hostname],
  ]);
  if (tty) env.set('TERM', 'xterm');
  for (const variable of linked) apply(readSetting(variable), env);
  if (variables !== last.variables) last = { variables, settings: variables.map(readSetting) };
  for (const setting of last.settings) apply(setting, env);
  for (const variable of more) apply(readSetting(variable), env);
  if (!env.has('HOME')) env.set('HOME', home);
  return env;
}

/** A name alone takes the variable away. */
type Setting = readonly [name: string, value?: string];

/** Those that came last: the same containers begin processes again and again, and containers of one image share its variables. */
let last: { readonly variables: readonly string[]; readonly settings: readonly Setting[] } = { variables: [], settings: [] };

function readSetting(variable: string): Setting {
  const equals = variable.indexOf('=');
  return equals < 0 ? [variable] : [variable.slice(0, equals), variable.slice(equals + 1)];
}

function apply([name, value]: Setting, env: Map<string, string>): void {
  if (value === undefined) env.delete(name);
  else env.set(name, value);
}
