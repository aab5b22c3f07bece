/**
 * The image config (image-spec config.md, and moby's `image.Image`, which writes a few fields more).
 *
 * Encoding is normal form: what Go's structs always write is written even where it is absent here. The top level is sorted because
 * moby passes it through a map (`Image.MarshalJSON`); inside, fields stand as in the structs. BuildKit orders `config` as OCI's
 * struct does and leaves out what is empty. A config that came from elsewhere is never encoded again: its bytes are its ID.
 */
import { utf8 } from '../bytes/utf8.ts';
import { type DiffId, isDigest } from './digest.ts';
import { formatGoJson, type Json } from './go-json.ts';
import { findTimeProblem } from './go-time.ts';
import { type Fields, JsonReader } from './json-reader.ts';

/** `config` of an image and of a container: docker's `container.Config`. Absent and `null` are what docker wrote, kept apart. */
export interface RunConfig {
  readonly Hostname?: string;
  readonly Domainname?: string;
  readonly User?: string;
  readonly AttachStdin?: boolean;
  readonly AttachStdout?: boolean;
  readonly AttachStderr?: boolean;
  readonly ExposedPorts?: Readonly<Record<string, object>> | null;
  readonly Tty?: boolean;
  readonly OpenStdin?: boolean;
  readonly StdinOnce?: boolean;
  readonly Env?: readonly string[] | null;
  readonly Cmd?: readonly string[] | null;
  readonly Healthcheck?: Healthcheck | null;
  readonly ArgsEscaped?: boolean;
  readonly Image?: string;
  readonly Volumes?: Readonly<Record<string, object>> | null;
  readonly WorkingDir?: string;
  readonly Entrypoint?: readonly string[] | null;
  readonly OnBuild?: readonly string[] | null;
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly StopSignal?: string;
  readonly StopTimeout?: number;
  readonly Shell?: readonly string[] | null;
}
export interface Healthcheck {
  readonly Test?: readonly string[];
  /** nanoseconds */
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly Retries?: number;
}
export interface HistoryEntry {
  readonly created?: string;
  readonly author?: string;
  readonly created_by?: string;
  readonly comment?: string;
  readonly empty_layer?: boolean;
}
export interface ImageConfig {
  readonly architecture?: string;
  readonly variant?: string;
  readonly os?: string;
  readonly created?: string;
  readonly author?: string;
  readonly comment?: string;
  readonly container?: string;
  readonly container_config?: RunConfig;
  readonly docker_version?: string;
  readonly config?: RunConfig | null;
  readonly history?: readonly HistoryEntry[] | null;
  readonly rootfs: { readonly type: 'layers'; readonly diff_ids: readonly DiffId[] | null };
}

/** Who writes: the classic builder, commit and import, or BuildKit. */
export type ConfigStyle = 'docker' | 'buildkit';

export function encodeImageConfig(config: ImageConfig, style: ConfigStyle = 'docker'): Uint8Array {
  return utf8(formatGoJson(imageConfigJson(config, style)));
}

function imageConfigJson(config: ImageConfig, style: ConfigStyle): Json {
  const isDocker = style === 'docker';
  const runConfig = isDocker ? runConfigJson : buildkitConfigJson;
  return {
    architecture: filled(config.architecture),
    author: filled(config.author),
    comment: filled(config.comment),
    config: config.config === undefined || config.config === null ? undefined : runConfig(config.config),
    container: filled(config.container),
    container_config: isDocker ? runConfigJson(config.container_config ?? {}) : undefined,
    created: config.created ?? (isDocker ? ZERO_TIME : null),
    docker_version: filled(config.docker_version),
    history: config.history?.length ? config.history.map(historyJson) : isDocker ? undefined : null,
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

const read = new JsonReader('imageConfig.invalid');

/**
 * The fields that we know; others stay in the bytes only.
 * @throws EngineError `imageConfig.invalid` with the place; `rootfs` where there is none, which docker words by itself
 */
export function decodeImageConfig(bytes: Uint8Array): ImageConfig {
  const fields = read.parse(bytes);
  const rootfs = read.fields(fields.get('rootfs'), 'rootfs');
  if (rootfs.get('type') !== 'layers') throw read.error('rootfs.type');
  return {
    ...texts(fields, ['architecture', 'variant', 'os', 'author', 'comment', 'container', 'docker_version'], ''),
    ...present(fields, 'created', '', time),
    ...present(fields, 'container_config', '', orAbsent(decodeRunConfig)),
    ...present(fields, 'config', '', orNull(decodeRunConfig)),
    ...present(
      fields,
      'history',
      '',
      orNull((list, at) => read.list(list, at, decodeHistory)),
    ),
    rootfs: {
      type: 'layers',
      diff_ids: orNull((list, at) => read.list(list, at, decodeDiffId))(rootfs.get('diff_ids') ?? null, 'rootfs.diff_ids'),
    },
  };
}

function decodeRunConfig(value: unknown, at: string): RunConfig {
  const fields = read.fields(value, at);
  const strings = orNull((list, where) => read.list(list, where, string));
  const set = orNull((keys, where) => read.dictionary(keys, where, () => ({})));
  return {
    ...texts(fields, ['Hostname', 'Domainname', 'User', 'Image', 'WorkingDir', 'StopSignal'], at),
    ...flags(fields, ['AttachStdin', 'AttachStdout', 'AttachStderr', 'Tty', 'OpenStdin', 'StdinOnce', 'ArgsEscaped'], at),
    ...present(fields, 'Env', at, strings),
    ...present(fields, 'Cmd', at, strings),
    ...present(fields, 'Entrypoint', at, strings),
    ...present(fields, 'OnBuild', at, strings),
    ...present(fields, 'Shell', at, strings),
    ...present(fields, 'ExposedPorts', at, set),
    ...present(fields, 'Volumes', at, set),
    ...present(
      fields,
      'Labels',
      at,
      orNull((labels, where) => read.dictionary(labels, where, string)),
    ),
    ...present(fields, 'Healthcheck', at, orNull(decodeHealthcheck)),
    ...present(fields, 'StopTimeout', at, integer),
  };
}

function decodeHealthcheck(value: unknown, at: string): Healthcheck {
  const fields = read.fields(value, at);
  return {
    ...present(
      fields,
      'Test',
      at,
      orAbsent((list, where) => read.list(list, where, string)),
    ),
    ...present(fields, 'Interval', at, integer),
    ...present(fields, 'Timeout', at, integer),
    ...present(fields, 'StartPeriod', at, integer),
    ...present(fields, 'Retries', at, integer),
  };
}

function decodeHistory(value: unknown, at: string): HistoryEntry {
  const fields = read.fields(value, at);
  return {
    ...present(fields, 'created', at, time),
    ...texts(fields, ['author', 'created_by', 'comment'], at),
    ...flags(fields, ['empty_layer'], at),
  };
}

function decodeDiffId(value: unknown, at: string): DiffId {
  const text = read.string(value, at);
  if (!isDigest(text)) throw read.error(at);
  return text as string as DiffId;
}

function string(value: unknown, at: string): string {
  return read.string(value, at);
}

/** `created` of everything is what Go can read as a time. */
const time = orAbsent((value, at) => {
  const text = read.string(value, at);
  if (findTimeProblem(JSON.stringify(text)) !== undefined) throw read.error(at);
  return text;
});

const integer = orAbsent((value, at) => read.integer(value, at));

function texts<Key extends string>(fields: Fields, keys: readonly Key[], at: string): { readonly [K in Key]?: string } {
  return Object.assign({}, ...keys.map((key) => present(fields, key, at, orAbsent(string))));
}

function flags<Key extends string>(fields: Fields, keys: readonly Key[], at: string): { readonly [K in Key]?: boolean } {
  return Object.assign(
    {},
    ...keys.map((key) =>
      present(
        fields,
        key,
        at,
        orAbsent((value, where) => read.boolean(value, where)),
      ),
    ),
  );
}

/** An object with that one key, or with none. */
function present<Key extends string, T>(
  fields: Fields,
  key: Key,
  at: string,
  parse: (value: unknown, at: string) => T | undefined,
): { readonly [K in Key]?: T } {
  const value = fields.get(key);
  const result = value === undefined ? undefined : parse(value, at === '' ? key : `${at}.${key}`);
  return (result === undefined ? {} : { [key]: result }) as { readonly [K in Key]?: T };
}

/** For Go's slices, maps and pointers, where null says something. */
function orNull<T>(parse: (value: unknown, at: string) => T): (value: unknown, at: string) => T | null {
  return (value, at) => (value === null ? null : parse(value, at));
}

/** For everything else Go takes null as if nothing stood there. */
function orAbsent<T>(parse: (value: unknown, at: string) => T): (value: unknown, at: string) => T | undefined {
  return (value, at) => (value === null ? undefined : parse(value, at));
}
