import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deleteDatabase, openDatabase } from './database.ts';
import { createKeeper, type Keeper } from './keeper.ts';
import { cardKey, type KeptCard, type KeptSession, sessionKey } from './kept.ts';
import { KEPT_SHAPES } from './kept-shapes.fixture.ts';
import type { Backing } from './old-storage.ts';

const NOW = 1_796_000_000_000;
const KEY = cardKey('e');

function work(code: string, more: Partial<KeptCard> = {}): KeptCard {
  const draft = { code, files: {}, blocks: [], ticks: [], fields: {} };
  return { version: 3, exerciseVersion: 1, draft, attempts: 0, hintsShown: 0, isSolved: false, hasBonus: false, ...more };
}

function localStorageOf(entries: Readonly<Record<string, unknown>> = {}): Backing & { readonly map: Map<string, string> } {
  const map = new Map(Object.entries(entries).map(([key, value]) => [key, JSON.stringify(value)]));
  return {
    map,
    get length() {
      return map.size;
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}

const channels: BroadcastChannel[] = [];
let tabs = 0;

interface TabOptions {
  readonly backing?: Backing;
  readonly isDeaf?: boolean;
  readonly open?: typeof openDatabase;
  readonly onDeleted?: () => void;
}
/** One more tab on the same database. */
async function openTab({ backing, isDeaf = false, open = openDatabase, onDeleted = () => {} }: TabOptions = {}): Promise<Keeper> {
  const channel = new BroadcastChannel('camadas');
  channels.push(channel);
  tabs += 1;
  return createKeeper({
    open,
    destroy: deleteDatabase,
    backing,
    channel: isDeaf ? undefined : channel,
    now: () => NOW,
    tab: `tab${tabs}`,
    onDeleted,
  });
}
const codeIn = (keeper: Keeper, key = KEY) => keeper.read<KeptCard>(key, 3)?.draft.code;
const asideIn = (keeper: Keeper, slot: string) => keeper.list().find(({ key }) => key === `answer.e.${slot}`)?.value;

/** A database that is read, and written as long as there is no error to name. */
function refusing(findError: () => string | undefined): typeof openDatabase {
  return async () => {
    const database = await openDatabase();
    const transaction = database.transaction.bind(database) as (...args: unknown[]) => never;
    vi.spyOn(database, 'transaction').mockImplementation((...args: unknown[]) => {
      const error = args[1] === 'readwrite' ? findError() : undefined;
      if (error !== undefined) throw new DOMException('', error);
      return transaction(...args);
    });
    return database;
  };
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => {
  for (const channel of channels.splice(0)) {
    // a keeper that writes again after a while outlives its test
    channel.postMessage = () => {};
    channel.close();
  }
  vi.useRealTimers();
});

test('what is written is there in the next page within a second, without anybody asking', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const first = await openTab();
  first.write(KEY, work('a'));
  first.write(KEY, work('ab'));
  expect(codeIn(first)).toBe('ab');
  await vi.advanceTimersByTimeAsync(999);
  vi.useRealTimers();
  await expect.poll(async () => codeIn(await openTab())).toBe('ab');
});

test('removing is kept too', async () => {
  const first = await openTab();
  first.write(KEY, work('a'));
  await first.flush();
  first.remove(KEY);
  await first.flush();
  expect((await openTab()).list()).toEqual([]);
});

describe('from before there was a database', () => {
  const old = () =>
    localStorageOf({
      ...Object.fromEntries(KEPT_SHAPES.map(({ key, value }) => [`camadas.${key}`, value])),
      'camadas.theme': 'dark',
      other: 'not ours',
    });

  test('everything is taken over, upgraded, and removed where it was', async () => {
    const backing = old();
    await openTab({ backing });
    const values = Object.fromEntries((await openTab()).list().map(({ key, value }) => [key, value]));
    expect(values).toEqual(Object.fromEntries(KEPT_SHAPES.map(({ key, upgraded }) => [key, upgraded])));
    expect([...backing.map.keys()]).toEqual(['camadas.theme', 'other']);
  });

  test('it stays where there is no database', async () => {
    const backing = old();
    const keeper = await openTab({ backing, open: () => Promise.reject(new Error('denied')) });
    expect(keeper.trouble).toBe('forbidden');
    expect(keeper.list()).toHaveLength(KEPT_SHAPES.length);
    expect(backing.map.size).toBe(KEPT_SHAPES.length + 2);
  });
});

describe('two tabs', () => {
  test('a change in one is in the other, which does not write it again', async () => {
    const [first, second] = [await openTab(), await openTab()];
    const seen: (string | undefined)[] = [];
    second.watch(KEY, () => {
      seen.push(codeIn(second));
      second.write(KEY, work(`${codeIn(second)}, as the second shows it`));
    });
    first.write(KEY, work('a'));
    await first.flush();
    await expect.poll(() => seen).toEqual(['a']);
    await second.flush();
    expect(codeIn(await openTab())).toBe('a');
  });

  test('who writes last stands, the other is put aside, and what was solved stays solved', async () => {
    const first = await openTab({ isDeaf: true });
    const second = await openTab({ isDeaf: true });
    first.write(KEY, work('first', { isSolved: true, attempts: 3 }));
    second.write(KEY, work('second'));
    await first.flush();
    await second.flush();
    const third = await openTab();
    expect(third.read<KeptCard>(KEY, 3)).toEqual(work('second', { isSolved: true, attempts: 3 }));
    expect(asideIn(third, 'other-tab')).toEqual({ version: 1, exerciseVersion: 1, draft: work('first').draft, at: NOW });
    expect(second.read<KeptCard>(KEY, 3)?.isSolved).toBe(true);
  });

  test('the same holds for commands', async () => {
    const steps = (line: string): KeptSession => ({ version: 2, steps: [{ line }], at: 1 });
    const first = await openTab({ isDeaf: true });
    const second = await openTab({ isDeaf: true });
    first.write(sessionKey('e'), steps('docker ps'));
    second.write(sessionKey('e'), steps('docker images'));
    await Promise.all([first.flush(), second.flush()]);
    const third = await openTab();
    expect(third.read(sessionKey('e'), 2)).toEqual(steps('docker images'));
    expect(asideIn(third, 'other-tab-steps')).toEqual({ version: 1, steps: [{ line: 'docker ps' }], at: NOW });
  });

  test('nothing is removed that the remover has not seen', async () => {
    const first = await openTab({ isDeaf: true });
    first.write(KEY, work('a'));
    await first.flush();
    const second = await openTab({ isDeaf: true });
    first.write(KEY, work('ab'));
    await first.flush();
    second.remove(KEY);
    await second.flush();
    expect([codeIn(second), codeIn(await openTab())]).toEqual(['ab', 'ab']);
  });

  test('one that slept looks what was written', async () => {
    const [first, second] = [await openTab(), await openTab({ isDeaf: true })];
    first.write(KEY, work('a'));
    await first.flush();
    await second.refresh();
    expect(codeIn(second)).toBe('a');
  });

  test('deleting everything reaches both, and localStorage', async () => {
    const backing = localStorageOf({ 'camadas.theme': 'dark', other: 'not ours' });
    const onDeleted = vi.fn();
    const [first, second] = [await openTab({ backing }), await openTab({ onDeleted })];
    first.write(KEY, work('a'));
    await first.flush();
    await expect.poll(() => codeIn(second)).toBe('a');
    second.write(KEY, work('ab'));
    await first.deleteAll();
    await expect.poll(() => onDeleted.mock.calls.length).toBe(1);
    await second.flush();
    expect((await openTab()).list()).toEqual([]);
    expect([...backing.map.keys()]).toEqual(['other']);
  });
});

describe('a page that goes away in the middle of writing', () => {
  const dying = (backing: Backing) => openTab({ backing, open: refusing(() => 'AbortError') });

  test('has put it into localStorage, from where the next one takes it', async () => {
    const backing = localStorageOf();
    const first = await dying(backing);
    first.write(KEY, work('a'));
    first.saveAtOnce();
    const second = await openTab({ backing });
    expect([codeIn(second), backing.map.size]).toEqual(['a', 0]);
    expect(codeIn(await openTab())).toBe('a');
  });

  test('and that got it written after all, leaves nothing there', async () => {
    const backing = localStorageOf();
    const keeper = await openTab({ backing });
    keeper.write(KEY, work('a'));
    keeper.saveAtOnce();
    expect(backing.map.size).toBe(1);
    await keeper.flush();
    expect(backing.map.size).toBe(0);
  });

  test('does not remove what was changed later', async () => {
    const backing = localStorageOf();
    const before = await openTab();
    before.write(KEY, work('early'));
    await before.flush();
    const first = await dying(backing);
    first.remove(KEY);
    first.saveAtOnce();
    const second = await openTab();
    second.write(KEY, work('late'));
    await second.flush();
    expect(codeIn(await openTab({ backing }))).toBe('late');
  });

  test('does not write over what came later', async () => {
    const backing = localStorageOf();
    const first = await dying(backing);
    first.write(KEY, work('early'));
    first.saveAtOnce();
    const second = await openTab();
    second.write(KEY, work('late'));
    await second.flush();
    const third = await openTab({ backing });
    expect([codeIn(third), asideIn(third, 'other-tab')]).toEqual(['late', expect.objectContaining({ draft: work('early').draft })]);
  });
});

test('a full disk: everything works on, says so, and is written once there is room', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let isFull = true;
  const open = refusing(() => (isFull ? 'QuotaExceededError' : undefined));
  const keeper = await openTab({ open });
  const troubles: unknown[] = [];
  keeper.onChange(() => troubles.push(keeper.trouble));
  keeper.write(KEY, work('a'));
  await vi.advanceTimersByTimeAsync(300);
  keeper.write(KEY, work('ab'));
  expect([codeIn(keeper), keeper.trouble]).toEqual(['ab', 'full']);
  isFull = false;
  await vi.advanceTimersByTimeAsync(6000);
  vi.useRealTimers();
  await expect.poll(() => keeper.trouble).toBeUndefined();
  expect(codeIn(await openTab())).toBe('ab');
  expect(troubles).toContain('full');
});

/** A database whose next reading, within what it writes, waits until it is let go, and then fails where an error is named. */
function slow(): { open: typeof openDatabase; begun: Promise<void>; go: (error?: string) => void } {
  let go: (error?: string) => void = () => {};
  let begin: () => void = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const gate = new Promise<string | undefined>((resolve) => {
    go = resolve;
  });
  const open = async () => {
    const database = await openDatabase();
    const transaction = database.transaction.bind(database) as (...args: unknown[]) => never;
    vi.spyOn(database, 'transaction')
      .mockImplementationOnce((...args: unknown[]) => transaction(...args))
      .mockImplementationOnce(
        () =>
          ({
            store: {
              async get() {
                begin();
                const error = await gate;
                throw new DOMException('', error ?? 'AbortError');
              },
            },
          }) as never,
      );
    return database;
  };
  return { open, begun, go: (error) => go(error) };
}

test('what was changed while a writing failed follows what is in the database: nothing is put aside', async () => {
  const { open, begun, go } = slow();
  const other = await openTab();
  other.write(KEY, work('a'));
  await other.flush();
  const keeper = await openTab({ open });
  keeper.write(KEY, work('ab'));
  const failing = keeper.flush();
  await begun;
  keeper.write(KEY, work('abc'));
  go('AbortError');
  await failing;
  expect(keeper.trouble).toBe('forbidden');
  await keeper.flush();
  const next = await openTab();
  expect([codeIn(next), asideIn(next, 'other-tab')]).toEqual(['abc', undefined]);
});

test('what another tab says while one writes does not take the words out of one’s hands', async () => {
  const { open, begun, go } = slow();
  const other = await openTab();
  const keeper = await openTab({ open });
  keeper.write(KEY, work('mine'));
  const writing = keeper.flush();
  await begun;
  other.write(KEY, work('theirs'));
  await other.flush();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(codeIn(keeper)).toBe('mine');
  go();
  await writing;
});

test('a record that nobody can read is left alone', async () => {
  const database = await openDatabase();
  await database.put('records', { value: { version: 99 }, revision: 'x', changedAt: 0 }, KEY);
  const keeper = await openTab();
  expect(keeper.list()).toEqual([]);
  await keeper.flush();
  expect((await database.get('records', KEY))?.value).toEqual({ version: 99 });
});
