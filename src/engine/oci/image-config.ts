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
  return decodeConfig(read.parse(bytes));
}

function decodeConfig(fields: Fields): ImageConfig {
  const rootfs = read.fields(fields.get('rootfs'), 'rootfs');
  if (rootfs.get('type') !== 'layers') throw read.error('rootfs.type');
  return {
    ...decodeFields<Omit<ImageConfig, 'rootfs'>>(fields, '', IMAGE_FIELDS),
    rootfs: { type: 'layers', diff_ids: decodeDiffIds(rootfs.get('diff_ids') ?? null, 'rootfs.diff_ids') },
  };
}

type Decode<T> = (value: unknown, at: string) => T | undefined;
/** In the order in which they are read: the first that is wrong is the one that is told. */
type FieldTable<T> = readonly { readonly [K in keyof T]-?: readonly [key: K, decode: Decode<T[K]>] }[keyof T][];

/** The object's fields of the table; those that are absent are left out. */
function decodeFields<T>(fields: Fields, at: string, table: FieldTable<T>): Partial<T> {
  const out: Partial<T> = {};
  for (const [key, decode] of table) {
    const name = String(key);
    const value = fields.get(name);
    const decoded = value === undefined ? undefined : decode(value, at === '' ? name : `${at}.${name}`);
    if (decoded !== undefined) out[key] = decoded;
  }
  return out;
}

/** For Go's slices, maps and pointers, where null says something. */
function orNull<T>(parse: (value: unknown, at: string) => T): (value: unknown, at: string) => T | null {
  return (value, at) => (value === null ? null : parse(value, at));
}

/** For everything else Go takes null as if nothing stood there. */
function orAbsent<T>(parse: (value: unknown, at: string) => T): (value: unknown, at: string) => T | undefined {
  return (value, at) => (value === null ? undefined : parse(value, at));
}

const string = (value: unknown, at: string): string => read.string(value, at);
const text = orAbsent(string);
const flag = orAbsent((value, at) => read.boolean(value, at));
const integer = orAbsent((value, at) => read.integer(value, at));
const strings = (list: unknown, at: string): readonly string[] => read.list(list, at, string);
const set = orNull((keys, at) => read.dictionary(keys, at, () => ({})));

/** `created` of everything is what Go can read as a time. */
const time = orAbsent((value, at) => {
  const given = read.string(value, at);
  if (findTimeProblem(JSON.stringify(given)) !== undefined) throw read.error(at);
  return given;
});

function objectOf<T>(table: FieldTable<T>): (value: unknown, at: string) => Partial<T> {
  return (value, at) => decodeFields(read.fields(value, at), at, table);
}

const HEALTHCHECK_FIELDS: FieldTable<Healthcheck> = [
  ['Test', orAbsent(strings)],
  ['Interval', integer],
  ['Timeout', integer],
  ['StartPeriod', integer],
  ['Retries', integer],
];
const RUN_FIELDS: FieldTable<RunConfig> = [
  ['Hostname', text],
  ['Domainname', text],
  ['User', text],
  ['Image', text],
  ['WorkingDir', text],
  ['StopSignal', text],
  ['AttachStdin', flag],
  ['AttachStdout', flag],
  ['AttachStderr', flag],
  ['Tty', flag],
  ['OpenStdin', flag],
  ['StdinOnce', flag],
  ['ArgsEscaped', flag],
  ['Env', orNull(strings)],
  ['Cmd', orNull(strings)],
  ['Entrypoint', orNull(strings)],
  ['OnBuild', orNull(strings)],
  ['Shell', orNull(strings)],
  ['ExposedPorts', set],
  ['Volumes', set],
  ['Labels', orNull((labels, at) => read.dictionary(labels, at, string))],
  ['Healthcheck', orNull(objectOf(HEALTHCHECK_FIELDS))],
  ['StopTimeout', integer],
];
const HISTORY_FIELDS: FieldTable<HistoryEntry> = [
  ['created', time],
  ['author', text],
  ['created_by', text],
  ['comment', text],
  ['empty_layer', flag],
];
const IMAGE_FIELDS: FieldTable<Omit<ImageConfig, 'rootfs'>> = [
  ['architecture', text],
  ['variant', text],
  ['os', text],
  ['author', text],
  ['comment', text],
  ['container', text],
  ['docker_version', text],
  ['created', time],
  ['container_config', orAbsent(objectOf(RUN_FIELDS))],
  ['config', orNull(objectOf(RUN_FIELDS))],
  ['history', orNull((list, at) => read.list(list, at, objectOf(HISTORY_FIELDS)))],
];

const decodeDiffIds = orNull((list, at) =>
  read.list(list, at, (value, where) => {
    const given = read.string(value, where);
    if (!isDigest(given)) throw read.error(where);
    return given as string as DiffId;
  }),
);
