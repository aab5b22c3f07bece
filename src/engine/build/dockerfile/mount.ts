/**
 * `RUN --mount=type=cache,target=/x` (moby/buildkit instructions/commands_runmount.go). Values may hold variables, so a mount is
 * read twice: once for what is always wrong, and again with its variables when its step is reached.
 */
import { parseCsvRecord } from './csv.ts';
import type { Token } from './position.ts';
import { fail } from './problem.ts';
import { suggestWord } from './suggest.ts';

export const MOUNT_TYPES = ['bind', 'cache', 'secret', 'ssh', 'tmpfs'] as const;
export type MountType = (typeof MOUNT_TYPES)[number];

export interface MountFlag {
  readonly value: string;
  readonly token: Token;
}
export interface RunMount {
  readonly type: MountType;
  readonly from: string;
  readonly source: string;
  readonly target: string;
  readonly isReadOnly: boolean;
  readonly id: string;
  readonly sharing: 'shared' | 'private' | 'locked';
  readonly isRequired: boolean;
  /** of a secret: the variable that gets its value */
  readonly env: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
}

const KEYS = [
  'type',
  'from',
  'source',
  'target',
  'readonly',
  'id',
  'sharing',
  'required',
  'size',
  'mode',
  'uid',
  'gid',
  'src',
  'dst',
  'destination',
  'ro',
  'rw',
  'readwrite',
  'env',
];
const SHARINGS = ['shared', 'private', 'locked'] as const;

type Draft = {
  type: MountType;
  from: string;
  source: string;
  target: string;
  isReadOnly: boolean | undefined;
  id: string;
  sharing: RunMount['sharing'] | undefined;
  isRequired: boolean;
  env: string;
  mode?: number;
  uid?: number;
  gid?: number;
};

/** @param expandValue undefined while variables have no values: then only what they cannot change is looked at */
export function readMount(flag: MountFlag, expandValue: ((value: string) => string) | undefined): RunMount {
  const record = parseCsvRecord(flag.value);
  if ('fault' in record) return fail({ code: 'mount.csv', ...record }, flag.token.range);
  const draft: Draft = {
    type: 'bind',
    from: '',
    source: '',
    target: '',
    isReadOnly: undefined,
    id: '',
    sharing: undefined,
    isRequired: false,
    env: '',
  };
  for (const field of record.fields) readField(draft, field, expandValue, flag);
  if (expandValue !== undefined) checkMount(draft, flag);
  return {
    ...draft,
    sharing: draft.sharing ?? 'shared',
    isReadOnly: draft.isReadOnly ?? !(draft.type === 'cache' || draft.type === 'tmpfs'),
  };
}

function readField(draft: Draft, field: string, expandValue: ((value: string) => string) | undefined, flag: MountFlag): void {
  const { range } = flag.token;
  const equals = field.indexOf('=');
  const key = (equals < 0 ? field : field.slice(0, equals)).toLowerCase();
  if (equals < 0) {
    if (expandValue === undefined) return;
    if (key === 'readonly' || key === 'ro') draft.isReadOnly = true;
    else if (key === 'readwrite' || key === 'rw') draft.isReadOnly = false;
    else if (key === 'required') {
      requireSecretOrSsh(draft, key, flag);
      draft.isRequired = true;
    } else fail({ code: 'mount.notPair', field }, range);
    return;
  }
  const written = field.slice(equals + 1);
  if (expandValue === undefined) {
    if (key === 'from' && /\$./.test(written)) fail({ code: 'mount.fromVariable', key }, range);
    return;
  }
  const value = expandValue(written);
  const set = SETTERS.get(key);
  if (set !== undefined) {
    set(draft, value, key, flag);
    return;
  }
  const suggestion = suggestWord(key, KEYS, true);
  fail({ code: 'mount.unknownKey', key, field, ...(suggestion === undefined ? {} : { suggestion }) }, range);
}

type Setter = (draft: Draft, value: string, key: string, flag: MountFlag) => void;
const setReadOnly: Setter = (draft, value, key, flag) => {
  draft.isReadOnly = parseBoolean(value, key, flag);
};
const setReadWrite: Setter = (draft, value, key, flag) => {
  draft.isReadOnly = !parseBoolean(value, key, flag);
};
const setSource: Setter = (draft, value) => {
  draft.source = value;
};
const setTarget: Setter = (draft, value) => {
  draft.target = value;
};
const setNumber: Setter = (draft, value, key, flag) => {
  const digits = key === 'mode' ? /^[0-7]+$/ : /^\d+$/;
  if (!digits.test(value)) fail({ code: 'mount.number', key, value }, flag.token.range);
  draft[key as 'mode' | 'uid' | 'gid'] = Number.parseInt(value, key === 'mode' ? 8 : 10);
};

const SETTERS: ReadonlyMap<string, Setter> = new Map<string, Setter>([
  [
    'type',
    (draft, value, _key, flag) => {
      const type = value.toLowerCase();
      if (isMountType(type)) draft.type = type;
      else {
        const suggestion = suggestWord(value, MOUNT_TYPES, true);
        fail({ code: 'mount.type', type: value, ...(suggestion === undefined ? {} : { suggestion }) }, flag.token.range);
      }
    },
  ],
  [
    'from',
    (draft, value) => {
      draft.from = value;
    },
  ],
  ['source', setSource],
  ['src', setSource],
  ['target', setTarget],
  ['dst', setTarget],
  ['destination', setTarget],
  ['readonly', setReadOnly],
  ['ro', setReadOnly],
  ['readwrite', setReadWrite],
  ['rw', setReadWrite],
  [
    'required',
    (draft, value, key, flag) => {
      requireSecretOrSsh(draft, key, flag);
      draft.isRequired = parseBoolean(value, key, flag);
    },
  ],
  [
    'id',
    (draft, value) => {
      draft.id = value;
    },
  ],
  [
    'sharing',
    (draft, value, _key, flag) => {
      const sharing = SHARINGS.find((candidate) => candidate === value.toLowerCase());
      if (sharing === undefined) fail({ code: 'mount.sharing', value }, flag.token.range);
      draft.sharing = sharing;
    },
  ],
  ['mode', setNumber],
  ['uid', setNumber],
  ['gid', setNumber],
  [
    'env',
    (draft, value) => {
      draft.env = value;
    },
  ],
  // The size of a tmpfs limits nothing here.
  ['size', () => undefined],
]);

function isMountType(text: string): text is MountType {
  return (MOUNT_TYPES as readonly string[]).includes(text);
}

function requireSecretOrSsh(draft: Draft, key: string, flag: MountFlag): void {
  if (draft.type !== 'secret' && draft.type !== 'ssh')
    fail({ code: 'mount.unexpectedKey', key, type: draft.type }, flag.token.range);
}

/** Go's strconv.ParseBool. */
function parseBoolean(value: string, key: string, flag: MountFlag): boolean {
  if (/^(1|t|T|TRUE|true|True)$/.test(value)) return true;
  if (/^(0|f|F|FALSE|false|False)$/.test(value)) return false;
  return fail({ code: 'mount.value', key, value }, flag.token.range);
}

function checkMount(draft: Draft, flag: MountFlag): void {
  const { range } = flag.token;
  const takesOwner = draft.type === 'secret' || draft.type === 'ssh' || draft.type === 'cache';
  for (const key of ['mode', 'uid', 'gid'] as const)
    if (draft[key] !== undefined && !takesOwner) fail({ code: 'mount.notAllowed', key, type: draft.type }, range);
  if (draft.sharing !== undefined && draft.type !== 'cache') fail({ code: 'mount.sharingType', type: draft.type }, range);
  if (draft.type !== 'secret') return;
  if (draft.from !== '') fail({ code: 'mount.secretFrom' }, range);
  if (draft.source === '' && draft.target === '' && draft.id === '') fail({ code: 'mount.secretNameless' }, range);
  if (draft.source !== '' && draft.id !== '') fail({ code: 'mount.secretSourceAndId' }, range);
}
