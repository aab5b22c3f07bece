/**
 * The one way to change a class. A command looks at the class as it is and says what happens; all commands that came while the disk was
 * busy go into one transaction, so a class's burst is one sync. Nobody is answered, and no page is told, before the commit.
 *
 * Several processes: the class's row is locked first, then what others have added is read, so each command sees all that came before it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClassEvent, LoggedEvent } from '../domain/class-event.ts';
import { applyEvent, type ClassState, createClassState } from '../domain/class-state.ts';
import type { Decision } from '../domain/decision.ts';
import { Refusal } from '../domain/refusal.ts';
import { lockClass, setLastSeq } from './class-queries.ts';
import { insertEvents, listEventsAfter } from './event-queries.ts';
import type { Storage, Transacting } from './storage.ts';

/** Looks and decides; may write rows of its own beside the log, but only after its last chance to refuse. */
export type Command<T> = (state: ClassState, tx: Transacting) => Decision<T> | Promise<Decision<T>>;
/** `erased`: there is no such class any more, and nothing will follow */
export type Listener = (news: readonly LoggedEvent[] | 'erased') => void;

export interface ClassLog {
  /** @throws Refusal what the command refuses; `class-unknown`, `storage-down`, `server-busy` */
  submit<T>(classId: string, command: Command<T>): Promise<T>;
  /** Looks at the class between two transactions. @throws Refusal */
  read<T>(classId: string, look: (state: ClassState) => T): Promise<T>;
  /** Called in order with every event after this moment. @returns the last event's number at this moment, and what ends it */
  listen(classId: string, listener: Listener): Promise<{ readonly seq: number; readonly stop: () => void }>;
  /** The class was changed by another process, or erased. */
  catchUp(classId: string): void;
  catchUpAll(): void;
  /** Ends when all that was submitted is on disk. */
  close(): Promise<void>;
  readonly stats: { commits: number; commands: number };
}

/**
 * SQLite's commit is a sync of the disk, in which this thread stands still. It rests so many times as long after one: a lone command waits
 * for nothing, and a class's answers come in and go out meanwhile, more of them in the next transaction.
 */
const RESTS = 2;
const MAX_REST_MS = 40;
const MAX_BATCH = 500;
const MAX_WAITING = 5000;
const PAGE = 2000;
/** Classes that nobody looks at leave the memory after so long. */
const IDLE_MS = 10 * 60_000;

interface Entry {
  state: ClassState | undefined;
  readonly listeners: Set<Listener>;
  /** what the listeners have been told */
  published: number;
  usedAt: number;
}

interface Waiting {
  readonly classId: string;
  /** absent: only bring the class up to date, and look */
  readonly command?: Command<unknown>;
  readonly look?: (entry: Entry) => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

type Done = () => void;

export function createClassLog(storage: Storage, now: () => number = Date.now): ClassLog {
  const entries = new Map<string, Entry>();
  const stats = { commits: 0, commands: 0 };
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  let isClosed = false;
  let restUntil = 0;

  function enqueue<T>(item: Pick<Waiting, 'classId' | 'command' | 'look'>): Promise<T> {
    if (isClosed || waiting.length >= MAX_WAITING) return Promise.reject(new Refusal('server-busy', { retryAfter: 2 }));
    return new Promise((resolve, reject) => {
      waiting.push({ ...item, resolve: resolve as (value: unknown) => void, reject });
      running ??= run();
    });
  }

  async function run(): Promise<void> {
    // requests that arrive in the same turn of the loop share a transaction
    await new Promise(setImmediate);
    while (waiting.length > 0) {
      const rest = restUntil - performance.now();
      if (rest > 1) await sleep(rest);
      const batch = waiting.slice(0, MAX_BATCH);
      waiting = waiting.slice(MAX_BATCH);
      const began = performance.now();
      await settle(batch);
      if (storage.kind === 'sqlite') restUntil = performance.now() + Math.min(MAX_REST_MS, RESTS * (performance.now() - began));
    }
    running = undefined;
    dropIdle();
  }

  async function settle(batch: readonly Waiting[]): Promise<void> {
    const byClass = new Map<string, Waiting[]>();
    for (const item of batch) {
      const items = byClass.get(item.classId);
      if (items === undefined) byClass.set(item.classId, [item]);
      else items.push(item);
    }
    // in one order everywhere, so that two processes never wait for one another
    const groups = [...byClass].sort(([a], [b]) => (a < b ? -1 : 1));
    const writing = groups.filter(([, items]) => items.some(({ command }) => command !== undefined));
    if (writing.length > 0) await write(writing);
    for (const [classId, items] of groups)
      await look(
        classId,
        items.filter(({ command }) => command === undefined),
      );
  }

  /** All in one transaction; where that fails, each command alone, so that one that breaks takes nobody with it. */
  async function write(groups: readonly (readonly [string, readonly Waiting[]])[]): Promise<void> {
    const outcomes: Done[] = [];
    const published = new Map<string, LoggedEvent[]>();
    try {
      await storage.db.transaction().execute(async (tx) => {
        for (const [classId, items] of groups) {
          const commands = items.filter(({ command }) => command !== undefined);
          const { done, events } = await writeClass(tx, classId, commands);
          outcomes.push(...done);
          published.set(classId, events);
        }
      });
    } catch (error) {
      for (const [classId] of groups) forgetState(classId);
      const commands = groups.flatMap(([classId, items]) =>
        items.filter(({ command }) => command !== undefined).map((item) => [classId, [item]] as const),
      );
      if (commands.length === 1) for (const [, items] of commands) for (const item of items) item.reject(asRefusal(error));
      else for (const command of commands) await write([command]);
      return;
    }
    stats.commits += 1;
    stats.commands += outcomes.length;
    for (const [classId, events] of published) publish(classId, events);
    for (const done of outcomes) done();
  }

  async function writeClass(
    tx: Transacting,
    classId: string,
    items: readonly Waiting[],
  ): Promise<{ done: Done[]; events: LoggedEvent[] }> {
    const lastSeq = await lockClass(tx, classId);
    if (lastSeq === undefined) {
      dropErased(classId);
      return { done: items.map((item) => () => item.reject(new Refusal('class-unknown'))), events: [] };
    }
    const entry = entryOf(classId);
    const { state, missed } = await upToDate(tx, classId, entry, lastSeq);
    const done: Done[] = [];
    const added: LoggedEvent[] = [];
    for (const { command, resolve, reject } of items) {
      try {
        if (command === undefined) continue;
        const { events, result } = await command(state, tx);
        for (const event of events) added.push(append(state, event));
        done.push(() => resolve(result));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        done.push(() => reject(error));
      }
    }
    if (added.length > 0) {
      await insertEvents(tx, classId, added);
      await setLastSeq(tx, classId, state.seq);
      await storage.notify(tx, { classId, seq: state.seq });
    }
    return { done, events: [...missed, ...added] };
  }

  function append(state: ClassState, event: ClassEvent): LoggedEvent {
    const logged: LoggedEvent = { seq: state.seq + 1, at: now(), event };
    applyEvent(state, logged);
    return logged;
  }

  /** @param lastSeq number up to which there are events; rows of erased ones are missing */
  async function upToDate(
    db: Storage['db'],
    classId: string,
    entry: Entry,
    lastSeq: number,
  ): Promise<{ state: ClassState; missed: LoggedEvent[] }> {
    const state = entry.state ?? createClassState();
    const missed: LoggedEvent[] = [];
    while (state.seq < lastSeq) {
      const page = await listEventsAfter(db, classId, state.seq, PAGE);
      for (const event of page) applyEvent(state, event);
      missed.push(...page.filter(({ seq }) => seq > entry.published));
      if (page.length < PAGE) state.seq = Math.max(state.seq, lastSeq);
    }
    entry.state = state;
    return { state, missed: entry.listeners.size === 0 ? [] : missed };
  }

  async function look(classId: string, items: readonly Waiting[]): Promise<void> {
    if (items.length === 0) return;
    try {
      const entry = entryOf(classId);
      const row = await storage.db.selectFrom('classes').select('last_seq').where('id', '=', classId).executeTakeFirst();
      if (row === undefined) {
        dropErased(classId);
        throw new Refusal('class-unknown');
      }
      const { missed } = await upToDate(storage.db, classId, entry, row.last_seq);
      publish(classId, missed);
      for (const item of items) item.resolve(item.look?.(entry));
    } catch (error) {
      for (const item of items) item.reject(asRefusal(error));
    }
  }

  function publish(classId: string, events: readonly LoggedEvent[]): void {
    const entry = entries.get(classId);
    const news = events.filter(({ seq }) => seq > (entry?.published ?? 0));
    if (entry === undefined || entry.state === undefined) return;
    entry.published = entry.state.seq;
    if (news.length > 0) for (const listener of entry.listeners) listener(news);
  }

  function entryOf(classId: string): Entry {
    const known = entries.get(classId);
    if (known !== undefined) {
      known.usedAt = now();
      return known;
    }
    const entry: Entry = { state: undefined, listeners: new Set(), published: 0, usedAt: now() };
    entries.set(classId, entry);
    return entry;
  }

  function forgetState(classId: string): void {
    const entry = entries.get(classId);
    if (entry !== undefined) entry.state = undefined;
  }

  function dropErased(classId: string): void {
    const listeners = entries.get(classId)?.listeners ?? [];
    entries.delete(classId);
    for (const listener of listeners) listener('erased');
  }

  function dropIdle(): void {
    const before = now() - IDLE_MS;
    for (const [id, entry] of entries) if (entry.listeners.size === 0 && entry.usedAt < before) entries.delete(id);
  }

  const catchUp = (classId: string) => {
    if (entries.has(classId)) enqueue({ classId }).catch(() => undefined);
  };

  return {
    stats,
    submit: (classId, command) => enqueue({ classId, command }),
    read: (classId, look) => enqueue({ classId, look: ({ state }) => look(state ?? createClassState()) }),
    listen: (classId, listener) =>
      enqueue({
        classId,
        look: (entry) => {
          entry.published = entry.state?.seq ?? 0;
          entry.listeners.add(listener);
          const stop = () => {
            entry.listeners.delete(listener);
          };
          return { seq: entry.published, stop };
        },
      }),
    catchUp,
    catchUpAll: () => {
      for (const classId of entries.keys()) catchUp(classId);
    },
    async close() {
      isClosed = true;
      await running;
    },
  };
}

function asRefusal(error: unknown): unknown {
  if (error instanceof Refusal) return error;
  return Object.assign(new Refusal('storage-down', { retryAfter: 5 }), { cause: error });
}
