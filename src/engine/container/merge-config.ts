/** The settings of a container: what was asked for, filled up from the image (moby `daemon/commit.go` merge). */
import type { RunConfig } from '../oci/image-config.ts';
import { variableName } from '../oci/variable-name.ts';

/**
 * A list given by the user replaces the image's, with exceptions: variables, labels, ports and volumes are joined; an entrypoint given
 * drops the image's command with the image's entrypoint. `ArgsEscaped` is the image's own: containers get it on Windows alone.
 */
export function mergeConfig(user: RunConfig, image: RunConfig | null | undefined): RunConfig {
  if (image === null || image === undefined) return user;
  if (user !== image) return merge(user, image);
  const known = unchanged.get(user);
  if (known !== undefined) return known;
  const merged = merge(user, user);
  unchanged.set(user, merged);
  return merged;
}

/** A commit merges a container's settings with themselves, and the container is committed again. */
const unchanged = new WeakMap<RunConfig, RunConfig>();

function merge(user: RunConfig, image: RunConfig): RunConfig {
  const takesEntrypoint = isEmpty(user.Entrypoint);
  const takesCmd = takesEntrypoint && isEmpty(user.Cmd);
  const cmd = takesCmd ? image.Cmd : user.Cmd;
  const entrypoint =
    takesEntrypoint && (user.Entrypoint === null || user.Entrypoint === undefined) ? image.Entrypoint : user.Entrypoint;
  const healthcheck = mergeHealthcheck(user.Healthcheck, image.Healthcheck);
  const merged: RunConfig = {
    ...user,
    User: user.User || image.User || '',
    Env: mergeEnv(user.Env, image.Env),
    Cmd: cmd ?? null,
    Entrypoint: entrypoint ?? null,
    WorkingDir: user.WorkingDir || image.WorkingDir || '',
    Labels: { ...image.Labels, ...user.Labels },
    Volumes: joinKeys(user.Volumes, image.Volumes),
  };
  const ports = joinKeys(user.ExposedPorts, image.ExposedPorts);
  const signal = user.StopSignal || image.StopSignal;
  return {
    ...merged,
    ...(ports === null ? {} : { ExposedPorts: ports }),
    ...(healthcheck === undefined || healthcheck === null ? {} : { Healthcheck: healthcheck }),
    ...(signal === undefined || signal === '' ? {} : { StopSignal: signal }),
  };
}

type Check = RunConfig['Healthcheck'];

/** What was not said comes from the image, also for a check of one's own, or none. */
export function mergeHealthcheck(user: Check, image: Check): Check {
  if (user === null || user === undefined || image === null || image === undefined) return user ?? image;
  const said = Object.entries(user).filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value !== 0));
  return { ...image, ...Object.fromEntries(said) };
}

/** The user's come first; the image's follow where the user names no such variable. */
function mergeEnv(
  user: readonly string[] | null | undefined,
  image: readonly string[] | null | undefined,
): readonly string[] | null {
  if (user === null || user === undefined || user.length === 0) return image ?? null;
  const names = new Set(user.map(variableName));
  return [...user, ...(image ?? []).filter((variable) => !names.has(variableName(variable)))];
}

type Keys = Readonly<Record<string, object>> | null | undefined;

function joinKeys(user: Keys, image: Keys): Readonly<Record<string, object>> | null {
  if (isNone(user) && isNone(image)) return null;
  return { ...image, ...user };
}

function isNone(keys: Keys): boolean {
  return keys === null || keys === undefined || Object.keys(keys).length === 0;
}

function isEmpty(list: readonly string[] | null | undefined): boolean {
  return list === null || list === undefined || list.length === 0;
}
