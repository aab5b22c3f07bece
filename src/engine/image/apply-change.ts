/**
 * What the instructions that only change settings do to an image's settings (moby 20.10 `builder/dockerfile/dispatchers.go`): for
 * `docker commit -c`, `docker import -c` and both builders. Words are already split and have their variables put in: build/ reads
 * instructions.
 */
import type { Healthcheck, RunConfig } from '../oci/image-config.ts';

/** `exec` is the JSON form; `shell` has its whole text as the one word, or none. */
export interface CommandForm {
  readonly form: 'exec' | 'shell';
  readonly words: readonly string[];
}

export type Change =
  | ({ readonly kind: 'CMD' | 'ENTRYPOINT' } & CommandForm)
  | { readonly kind: 'ENV' | 'LABEL'; readonly pairs: readonly (readonly [name: string, value: string])[] }
  /** `80/tcp`, ranges spread out */
  | { readonly kind: 'EXPOSE'; readonly ports: readonly string[] }
  | { readonly kind: 'VOLUME'; readonly paths: readonly string[] }
  | { readonly kind: 'USER'; readonly user: string }
  | { readonly kind: 'WORKDIR'; readonly path: string }
  | { readonly kind: 'ONBUILD'; readonly trigger: string }
  | { readonly kind: 'HEALTHCHECK'; readonly healthcheck: Healthcheck }
  | { readonly kind: 'STOPSIGNAL'; readonly signal: string }
  | { readonly kind: 'SHELL'; readonly shell: readonly string[] };

/** Whether a CMD was among the changes of this build stage or command line: ENTRYPOINT drops only the one that was inherited. */
export interface ChangeState {
  readonly config: RunConfig;
  readonly cmdSet: boolean;
}

const DEFAULT_SHELL = ['/bin/sh', '-c'];

export function applyChange(state: ChangeState, change: Change): ChangeState {
  const { config, cmdSet } = state;
  switch (change.kind) {
    case 'CMD':
      return { config: { ...config, Cmd: toArguments(change, config) }, cmdSet: true };
    case 'ENTRYPOINT':
      return { config: { ...config, Entrypoint: toEntrypoint(change, config), ...(cmdSet ? {} : { Cmd: null }) }, cmdSet };
    case 'ENV':
      return { config: { ...config, Env: change.pairs.reduce(setVariable, config.Env ?? []) }, cmdSet };
    case 'LABEL':
      return { config: { ...config, Labels: { ...config.Labels, ...Object.fromEntries(change.pairs) } }, cmdSet };
    case 'EXPOSE':
      return { config: { ...config, ExposedPorts: addKeys(config.ExposedPorts, change.ports) }, cmdSet };
    case 'VOLUME':
      return { config: { ...config, Volumes: addKeys(config.Volumes, change.paths) }, cmdSet };
    case 'USER':
      return { config: { ...config, User: change.user }, cmdSet };
    case 'WORKDIR':
      return { config: { ...config, WorkingDir: joinFolder(config.WorkingDir ?? '', change.path) }, cmdSet };
    case 'ONBUILD':
      return { config: { ...config, OnBuild: [...(config.OnBuild ?? []), change.trigger] }, cmdSet };
    case 'HEALTHCHECK':
      return { config: { ...config, Healthcheck: change.healthcheck }, cmdSet };
    case 'STOPSIGNAL':
      return { config: { ...config, StopSignal: change.signal }, cmdSet };
    default:
      return { config: { ...config, Shell: change.shell }, cmdSet };
  }
}

/** All of them in order, from settings of an earlier step. */
export function applyChanges(config: RunConfig, changes: readonly Change[]): RunConfig {
  return changes.reduce(applyChange, { config, cmdSet: false }).config;
}

/** The shell form runs in the image's shell. */
function toArguments(command: CommandForm, config: Pick<RunConfig, 'Shell'>): readonly string[] {
  if (command.form === 'exec') return command.words;
  return [...(config.Shell?.length ? config.Shell : DEFAULT_SHELL), ...command.words];
}

/** Unlike `CMD []` and `CMD`, `ENTRYPOINT []` and `ENTRYPOINT` are none at all. */
function toEntrypoint(command: CommandForm, config: RunConfig): readonly string[] | null {
  return command.words.length === 0 ? null : toArguments(command, config);
}

/** A relative WORKDIR goes on from the one before. The result has neither `.` nor `..`, and no slash at its end. */
export function joinFolder(current: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${path.startsWith('/') ? '' : current}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** In the place of the one with that name, else at the end. */
function setVariable(env: readonly string[], [name, value]: readonly [string, string]): readonly string[] {
  const index = env.findIndex((variable) => variable.split('=', 1)[0] === name);
  return index < 0 ? [...env, `${name}=${value}`] : env.with(index, `${name}=${value}`);
}

function addKeys(set: RunConfig['Volumes'], keys: readonly string[]): Readonly<Record<string, object>> {
  return { ...set, ...Object.fromEntries(keys.map((key) => [key, {}])) };
}
