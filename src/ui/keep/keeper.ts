/**
 * Keeps a learner's work in the browser's database. All of it is small and lies in memory, so that reading waits for nothing; what
 * changes is written a moment later, and at once when the page goes away. Tabs tell each other what they have written. Two that write
 * the same without knowing of each other are settled when the second writes (`settle.ts`).
 *
 * Where the browser keeps nothing, everything works on in memory, and `trouble` says so.
 */
import type { Kept, Storage } from '../kit/storage.ts';
import type { Database } from './database.ts';
import { type Change, type Held, type Pending, readRecord } from './held-record.ts';
import { kindOf } from './kept.ts';
import { type Backing, listKeys, readJson, removeKey, writeJson } from './old-storage.ts';
import { readUnsaved } from './read-unsaved.ts';
import { isSame } from './settle.ts';
import { upgradeKept } from './upgrade.ts';
import { type Written, writeRecords } from './write-records.ts';

/** `forbidden`: there is no database, or it was taken away; `full`: it takes no more. */
export type Trouble = 'forbidden' | 'full';

export interface KeptRecord {
  readonly key: string;
  readonly value: Kept;
  readonly changedAt: number;
}

export interface Keeper extends Storage {
  readonly trouble: Trouble | undefined;
  /** sorted by key */
  list(): readonly KeptRecord[];
  /** Called after anything has changed, here or in another tab, and when trouble begins or ends. */
  onChange(listener: () => void): void;
  /** Writes what is not written yet. */
  flush(): Promise<void>;
  /** Looks what others have written: messages do not reach a page that sleeps. */
  refresh(): Promise<void>;
  /** For the last moment of a page, when nothing that takes time is sure to happen. */
  saveAtOnce(): void;
  /** Nothing is left, in any tab; the database is gone. */
  deleteAll(): Promise<void>;
}

export interface KeeperOptions {
  /** Called again where a browser has closed the database. Fails where there is none. */
  readonly open: () => Promise<Database>;
  readonly destroy: () => Promise<void>;
  readonly backing: Backing | undefined;
  readonly channel: BroadcastChannel | undefined;
  readonly now: () => number;
  /** unique among tabs */
  readonly tab: string;
  /** Another tab has deleted everything. */
  readonly onDeleted: () => void;
}

/** How long a change waits for others. */
const WRITE_MS = 250;
/** How long before a full database is tried again. */
const RETRY_MS = 5000;
const UNSAVED = 'unsaved.';

type Message = { readonly kind: 'changed'; readonly changes: readonly Change[] } | { readonly kind: 'deleted' };

export async function createKeeper({ open, destroy, backing, channel, now, tab, onDeleted }: KeeperOptions): Promise<Keeper> {
  const held = new Map<string, Held>();
  /** by key, as the database has it as far as this tab knows */
  const stored = new Map<string, string>();
  let pending = new Map<string, Pending>();
  let writing: Map<string, Pending> = new Map();
  const watchers = new Map<string, Set<() => void>>();
  const listeners = new Set<() => void>();
  let database = await open().catch(() => undefined);
  let trouble: Trouble | undefined = database === undefined ? 'forbidden' : undefined;
  let count = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn: Promise<void> = Promise.resolve();
  /** key that was changed elsewhere and is being taken over */
  let adopting: string | undefined;

  const makeRecord = (value: Kept): Held => ({ value, revision: `${tab}.${++count}`, changedAt: now() });
  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  function stage(key: string, record: Held | undefined): void {
    const base = pending.get(key) ?? writing.get(key);
    pending.set(key, { record, base: base === undefined ? stored.get(key) : (writing.get(key)?.record?.revision ?? base.base) });
    if (record === undefined) held.delete(key);
    else held.set(key, record);
    schedule(WRITE_MS);
    changed();
  }

  function schedule(delay: number): void {
    if (database === undefined) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      void flush();
    }, delay);
  }

  function adopt(key: string, record: Held | undefined): void {
    if (record === undefined) held.delete(key);
    else held.set(key, record);
    adopting = key;
    try {
      for (const watcher of watchers.get(key) ?? []) watcher();
    } finally {
      adopting = undefined;
    }
  }

  async function writePending(): Promise<void> {
    if (database === undefined || pending.size === 0) return;
    writing = pending;
    pending = new Map();
    let written: Written;
    try {
      written = await writeRecords(database, writing, makeRecord, now());
    } catch (thrown) {
      // what was changed meanwhile follows what is in the database, not what did not get there
      for (const [key, { record }] of pending) writing.set(key, { record, base: writing.get(key)?.base ?? stored.get(key) });
      pending = writing;
      writing = new Map();
      const name = thrown instanceof DOMException ? thrown.name : '';
      trouble = name === 'QuotaExceededError' ? 'full' : 'forbidden';
      // some browsers close the databases of pages that sleep
      if (name === 'InvalidStateError' || name === 'UnknownError') database = await open().catch(() => database);
      changed();
      schedule(RETRY_MS);
      return;
    }
    const { changes, takenOver } = written;
    writing = new Map();
    trouble = undefined;
    for (const [key, record] of changes) remember(key, record);
    for (const [key, record] of takenOver) {
      remember(key, record);
      if (!pending.has(key)) adopt(key, record);
    }
    removeKey(backing, UNSAVED + tab);
    if (changes.length > 0) channel?.postMessage({ kind: 'changed', changes } satisfies Message);
    changed();
  }

  function remember(key: string, record: Held | undefined): void {
    if (record === undefined) stored.delete(key);
    else stored.set(key, record.revision);
  }

  function flush(): Promise<void> {
    turn = turn.then(writePending);
    return turn;
  }

  async function readAll(): Promise<Map<string, Held>> {
    const found = new Map<string, Held>();
    if (database === undefined) return found;
    const { store } = database.transaction('records');
    const [keys, records] = await Promise.all([store.getAllKeys(), store.getAll()]);
    for (const [index, key] of keys.entries()) {
      const record = readRecord(key, records[index]);
      if (record !== undefined) found.set(key, record);
    }
    return found;
  }

  async function load(): Promise<void> {
    for (const [key, record] of await readAll()) {
      held.set(key, record);
      stored.set(key, record.revision);
    }
  }

  /** Work from before there was a database. It is taken out of localStorage once it is in the database. */
  async function takeOverOldKeys(): Promise<void> {
    const keys = listKeys(backing).filter((key) => kindOf(key) !== undefined);
    for (const key of keys) {
      const value = upgradeKept(key, readJson(backing, key));
      if (value !== undefined && !held.has(key)) stage(key, makeRecord(value));
    }
    await flush();
    if (trouble === undefined) for (const key of keys) removeKey(backing, key);
  }

  /** What a page that is gone could not write. */
  async function takeOverUnsaved(): Promise<void> {
    const lists = listKeys(backing).filter((key) => key.startsWith(UNSAVED) && key !== UNSAVED + tab);
    for (const list of lists) {
      const entries = readJson(backing, list);
      for (const entry of Array.isArray(entries) ? entries : [])
        for (const [key, record] of readUnsaved(entry, held, makeRecord, now())) stage(key, record);
    }
    await flush();
    if (trouble === undefined) for (const list of lists) removeKey(backing, list);
  }

  channel?.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'deleted') {
      forget();
      onDeleted();
      return;
    }
    for (const [key, record] of data.changes) {
      if (pending.has(key) || writing.has(key)) continue;
      remember(key, record);
      adopt(key, record);
    }
    changed();
  });

  function forget(): void {
    clearTimeout(timer);
    timer = undefined;
    held.clear();
    stored.clear();
    pending.clear();
    for (const key of listKeys(backing)) removeKey(backing, key);
  }

  try {
    await load();
    await takeOverOldKeys();
    await takeOverUnsaved();
  } catch {
    trouble ??= 'forbidden';
  }

  return {
    get trouble() {
      return trouble;
    },
    read<T extends Kept>(key: string, version: T['version']): T | undefined {
      const value = held.get(key)?.value;
      return value?.version === version ? (value as T) : undefined;
    },
    write(key, value) {
      if (isSame(held.get(key)?.value, value)) return;
      if (key === adopting) {
        const known = held.get(key);
        if (known !== undefined) held.set(key, { ...known, value });
      } else stage(key, makeRecord(value));
    },
    remove(key) {
      if (held.has(key) && key !== adopting) stage(key, undefined);
    },
    watch(key, watcher) {
      const known = watchers.get(key) ?? new Set();
      watchers.set(key, known.add(watcher));
    },
    list: () =>
      [...held].map(([key, { value, changedAt }]) => ({ key, value, changedAt })).sort((a, b) => (a.key < b.key ? -1 : 1)),
    onChange(listener) {
      listeners.add(listener);
    },
    flush,
    async refresh() {
      const found = await readAll().catch(() => undefined);
      if (found === undefined || database === undefined) return;
      for (const key of new Set([...found.keys(), ...held.keys()])) {
        const record = found.get(key);
        if (pending.has(key) || writing.has(key) || record?.revision === held.get(key)?.revision) continue;
        remember(key, record);
        adopt(key, record);
      }
      changed();
    },
    saveAtOnce() {
      const unsaved = [...writing, ...pending].map(([key, { record, base }]) => ({ key, base, record }));
      if (unsaved.length > 0) writeJson(backing, UNSAVED + tab, unsaved);
      void flush();
    },
    async deleteAll() {
      await turn;
      forget();
      database?.close();
      await destroy();
      channel?.postMessage({ kind: 'deleted' } satisfies Message);
      changed();
    },
  };
}
