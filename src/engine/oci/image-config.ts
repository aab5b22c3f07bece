/**
 * The image config (image-spec config.md, and moby's `image.Image`, which writes a few fields more).
 * A config that came from elsewhere is never encoded again: its bytes are its ID. `encode-image-config.ts` writes those made here.
 */
import { type DiffId, isDigest } from './digest.ts';
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
