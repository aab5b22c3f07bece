/**
 * The bytes of an image config that is made here, in normal form: what Go's structs always write is written even where it is absent here.
 * The top level is sorted because moby passes it through a map (`Image.MarshalJSON`); inside, fields stand as in the structs. BuildKit
 * orders `config` as OCI's struct does and leaves out what is empty.
 */
import { utf8 } from '../bytes/utf8.ts';
import { formatGoJson, type Json, JsonPart } from './go-json.ts';
import type { Healthcheck, HistoryEntry, ImageConfig, RunConfig } from './image-config.ts';

/** Who writes: the classic builder, commit and import, or BuildKit. */
export type ConfigStyle = 'docker' | 'buildkit';

export function encodeImageConfig(config: ImageConfig, style: ConfigStyle = 'docker'): Uint8Array {
  return utf8(formatImageConfig(config, style));
}

/** As text. */
export function formatImageConfig(config: ImageConfig, style: ConfigStyle = 'docker'): string {
  return formatGoJson(imageConfigJson(config, style));
}

export function imageConfigJson(config: ImageConfig, style: ConfigStyle): Json {
  const isDocker = style === 'docker';
  const runConfig = isDocker ? runConfigPart : buildkitConfigJson;
  return {
    architecture: filled(config.architecture),
    author: filled(config.author),
    comment: filled(config.comment),
    config: config.config === undefined || config.config === null ? undefined : runConfig(config.config),
    container: filled(config.container),
    container_config: isDocker ? runConfigPart(config.container_config ?? NO_SETTINGS) : undefined,
    created: config.created ?? (isDocker ? ZERO_TIME : null),
    docker_version: filled(config.docker_version),
    history: config.history?.length ? historyJsonOf(config.history) : isDocker ? undefined : null,
    os: filled(config.os),
    rootfs: {
      type: config.rootfs.type,
      diff_ids: config.rootfs.diff_ids?.length ? config.rootfs.diff_ids : isDocker ? undefined : null,
    },
    variant: filled(config.variant),
  };
}

/** `container.Config` of moby: field order, and which fields are left out when empty. */
export function runConfigJson(config: RunConfig): Json {
  return {
    Hostname: config.Hostname ?? '',
    Domainname: config.Domainname ?? '',
    User: config.User ?? '',
    AttachStdin: config.AttachStdin ?? false,
    AttachStdout: config.AttachStdout ?? false,
    AttachStderr: config.AttachStderr ?? false,
    ExposedPorts: filledSet(config.ExposedPorts),
    Tty: config.Tty ?? false,
    OpenStdin: config.OpenStdin ?? false,
    StdinOnce: config.StdinOnce ?? false,
    Env: config.Env ?? null,
    Cmd: config.Cmd ?? null,
    Healthcheck: healthcheckJson(config.Healthcheck),
    ArgsEscaped: config.ArgsEscaped || undefined,
    Image: config.Image ?? '',
    Volumes: config.Volumes ? (filledSet(config.Volumes) ?? {}) : null,
    WorkingDir: config.WorkingDir ?? '',
    Entrypoint: config.Entrypoint ?? null,
    OnBuild: config.OnBuild ?? null,
    Labels: config.Labels ? new Map(Object.entries(config.Labels)) : null,
    StopSignal: filled(config.StopSignal),
    StopTimeout: config.StopTimeout,
    Shell: filledList(config.Shell),
  };
}

/** OCI's `ImageConfig` with docker's fields behind it. */
function buildkitConfigJson(config: RunConfig): Json {
  return {
    User: filled(config.User),
    ExposedPorts: filledSet(config.ExposedPorts),
    Env: filledList(config.Env),
    Entrypoint: filledList(config.Entrypoint),
    Cmd: filledList(config.Cmd),
    Volumes: filledSet(config.Volumes),
    WorkingDir: filled(config.WorkingDir),
    Labels: config.Labels && Object.keys(config.Labels).length > 0 ? new Map(Object.entries(config.Labels)) : undefined,
    StopSignal: filled(config.StopSignal),
    Healthcheck: healthcheckJson(config.Healthcheck),
    ArgsEscaped: config.ArgsEscaped || undefined,
    OnBuild: config.OnBuild ?? null,
    StopTimeout: config.StopTimeout,
    Shell: filledList(config.Shell),
  };
}

/** A container's settings are written twice by every commit of it, and the rows of an image by every image that is made of it. */
const runConfigs = new WeakMap<RunConfig, JsonPart>();
const rows = new WeakMap<HistoryEntry, JsonPart>();
const NO_SETTINGS: RunConfig = {};

function runConfigPart(config: RunConfig): JsonPart {
  return runConfigs.get(config) ?? keepPart(runConfigs, config, runConfigJson(config));
}

/** The last row is this image's own, and who reads the image gets another object: nobody will look for it. */
function historyJsonOf(history: readonly HistoryEntry[]): Json[] {
  const last = history.length - 1;
  return history.map((entry, at) => (at === last ? historyJson(entry) : historyPart(entry)));
}

function historyPart(entry: HistoryEntry): JsonPart {
  return rows.get(entry) ?? keepPart(rows, entry, historyJson(entry));
}

function keepPart<K extends object>(parts: WeakMap<K, JsonPart>, key: K, source: Json): JsonPart {
  const part = new JsonPart(source);
  parts.set(key, part);
  return part;
}

function historyJson(entry: HistoryEntry): Json {
  return {
    created: entry.created ?? ZERO_TIME,
    author: filled(entry.author),
    created_by: filled(entry.created_by),
    comment: filled(entry.comment),
    empty_layer: entry.empty_layer || undefined,
  };
}

function healthcheckJson(check: Healthcheck | null | undefined): Json | undefined {
  if (check === null || check === undefined) return undefined;
  return {
    Test: filledList(check.Test),
    Interval: check.Interval || undefined,
    Timeout: check.Timeout || undefined,
    StartPeriod: check.StartPeriod || undefined,
    Retries: check.Retries || undefined,
  };
}

/** Go's `time.Time{}`. */
const ZERO_TIME = '0001-01-01T00:00:00Z';

function filled(text: string | undefined): string | undefined {
  return text || undefined;
}
function filledList(list: readonly string[] | null | undefined): readonly string[] | undefined {
  return list?.length ? list : undefined;
}
function filledSet(set: Readonly<Record<string, object>> | null | undefined): Json | undefined {
  const keys = Object.keys(set ?? {});
  return keys.length === 0 ? undefined : new Map(keys.map((key) => [key, {}]));
}
