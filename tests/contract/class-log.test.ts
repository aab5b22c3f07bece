/** The log of a class on both databases: order, nothing lost or doubled, two processes, migrations, erasing. */
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { insertAnswer } from '../../src/server/db/answer-queries.ts';
import { type ClassLog, createClassLog } from '../../src/server/db/class-log.ts';
import { insertClass } from '../../src/server/db/class-queries.ts';
import { eraseClassRows, eraseLearnerRows } from '../../src/server/db/erase.ts';
import { listEventsAfter } from '../../src/server/db/event-queries.ts';
import { openStorage } from '../../src/server/db/open-storage.ts';
import type { Storage } from '../../src/server/db/storage.ts';
import type { StoragePlace } from '../../src/server/db/storage-place.ts';
import type { LoggedEvent } from '../../src/server/domain/class-event.ts';
import { decideJoin } from '../../src/server/domain/decide-learner.ts';
import { decidePlan, decideShow } from '../../src/server/domain/decide-show.ts';
import { decided } from '../../src/server/domain/decision.ts';
import { Refusal } from '../../src/server/domain/refusal.ts';
import { onBothDatabases } from './places.ts';

const FAR = 4_000_000_000_000;
const SETTINGS = { title: 'Turma', cap: 100, locked: false, expiresAt: FAR };
/** `?`: may be null */
const COLUMNS = {
  access: ['class_id', 'created_at', 'kind', 'learner_id?', 'role', 'secret_hash'],
  answers: [
    ...['body', 'class_id', 'client_id', 'content', 'exercise_id', 'grade?', 'id', 'learner_id', 'locale', 'received_at'],
    'written_at?',
  ],
  classes: ['code', 'created_at', 'expires_at', 'id', 'last_seq'],
  contents: ['content', 'exercise_id', 'facts', 'first_seen'],
  events: ['at', 'class_id', 'data', 'kind', 'learner_id?', 'seq'],
  migrations: ['at', 'name'],
};
const opened: { storage: Storage; log: ClassLog }[] = [];

async function open(place: StoragePlace): Promise<{ storage: Storage; log: ClassLog }> {
  const storage = await openStorage(place);
  const log = createClassLog(storage);
  opened.push({ storage, log });
  return { storage, log };
}

async function makeClass({ storage, log }: { storage: Storage; log: ClassLog }, id = 'c1', code = 'AAAAAA'): Promise<void> {
  await insertClass(storage.db, { id, code, created_at: 1, expires_at: FAR, last_seq: 0 });
  await log.submit(id, () => decided({ kind: 'class.created', settings: SETTINGS }));
}

const join = (log: ClassLog, learner: string, typedName = learner) =>
  log.submit('c1', (state) => decideJoin(state, { learner, typedName, locale: 'en', now: 1 }));

afterEach(async () => {
  for (const { storage, log } of opened.splice(0)) {
    await log.close();
    await storage.close();
  }
});

onBothDatabases((makePlace) => {
  test('numbers have no gap, and a burst is few commits', async () => {
    const { storage, log } = await open(await makePlace());
    await makeClass({ storage, log });
    const heard: LoggedEvent[] = [];
    await log.listen('c1', (news) => news !== 'erased' && heard.push(...news));
    const before = log.stats.commits;
    await Promise.all(Array.from({ length: 40 }, (_, index) => join(log, `learner ${index}`)));
    expect(log.stats.commits - before).toBeLessThanOrEqual(2);
    const events = await listEventsAfter(storage.db, 'c1', 0, 1000);
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 41 }, (_, index) => index + 1));
    expect(heard).toEqual(events.slice(1));
  });

  test('commands of one transaction see one another: two of one name, the cap', async () => {
    const { storage, log } = await open(await makePlace());
    await makeClass({ storage, log });
    const results = await Promise.allSettled([join(log, 'a', 'Ana'), join(log, 'b', 'ana'), join(log, 'c', 'Bia')]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await log.submit('c1', () => decided({ kind: 'class.changed', changes: { cap: 3 } }));
    const more = await Promise.allSettled([join(log, 'd', 'Davi'), join(log, 'e', 'Elisa')]);
    expect(more[1]).toMatchObject({ status: 'rejected', reason: { code: 'class-full' } });
  });

  test('one that breaks takes nobody with it, and leaves nothing behind', async () => {
    const { storage, log } = await open(await makePlace());
    await makeClass({ storage, log });
    const breakOff = () =>
      log.submit('c1', async (_state, tx) => {
        await sql`insert into nowhere values (1)`.execute(tx);
        return decided({ kind: 'learner.removed', learner: 'a' });
      });
    // what the first did is undone with the transaction, so it must be forgotten and done again
    const results = await Promise.allSettled([join(log, 'a'), breakOff(), join(log, 'b')]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: { code: 'storage-down' } });
    const names = await log.read('c1', (state) => [...state.learners.values()].map(({ name, removed }) => [name, removed]));
    expect(names).toEqual([
      ['a', false],
      ['b', false],
    ]);
  });

  test('more than can wait are refused at once, and those that wait are served', async () => {
    const { storage, log } = await open(await makePlace());
    await makeClass({ storage, log });
    const looks = Array.from({ length: 5001 }, () => log.read('c1', ({ seq }) => seq));
    await expect(looks[5000]).rejects.toMatchObject({ code: 'server-busy' });
    expect(await Promise.all(looks.slice(0, 5000))).toEqual(Array.from({ length: 5000 }, () => 1));
  });

  test('two processes on one class: one order, no number twice, each hears all of it once', async () => {
    const place = await makePlace();
    const one = await open(place);
    const two = await open(place);
    await makeClass(one);
    const heard: number[][] = [[], []];
    for (const [index, { storage, log }] of [one, two].entries()) {
      await storage.listen((notice) => {
        if (notice === undefined) log.catchUpAll();
        else if ('seq' in notice) log.catchUp(notice.classId);
      });
      await log.listen('c1', (news) => news !== 'erased' && heard[index]?.push(...news.map(({ seq }) => seq)));
    }
    await Promise.all(
      Array.from({ length: 60 }, (_, index) => join(index % 2 === 0 ? one.log : two.log, `learner ${index}`, `n${index}`)),
    );
    const wanted = Array.from({ length: 60 }, (_, index) => index + 2);
    await expect.poll(() => heard, { timeout: 5000 }).toEqual([wanted, wanted]);
    const states = await Promise.all([one, two].map(({ log }) => log.read('c1', (state) => [...state.learners.keys()])));
    expect(states[0]).toHaveLength(60);
    expect(states[1]).toEqual(states[0]);
  });

  test('a class can be read again from its log', async () => {
    const place = await makePlace();
    const first = await open(place);
    await makeClass(first);
    await join(first.log, 'a', 'Ana');
    const second = await open(place);
    expect(await second.log.read('c1', (state) => [state.seq, state.settings, state.learners.get('a')?.name])).toEqual([
      2,
      SETTINGS,
      'Ana',
    ]);
  });

  test('a machine that is shown: the log has only what changed, and whoever reads it later has the whole', async () => {
    const place = await makePlace();
    const { storage, log } = await open(place);
    await makeClass({ storage, log });
    const first = { line: 'docker build .', files: { Dockerfile: 'FROM alpine:3.13\n' } };
    const second = { line: 'docker images \u0000 <b>' };
    const machine = { exercise: 'second-tag', steps: [first, second], at: 2 };
    await log.submit('c1', (state) => decideShow(state, { ...machine, steps: [first], at: 1 }));
    await Promise.all([machine, machine].map((same) => log.submit('c1', (state) => decideShow(state, same))));
    await log.submit('c1', (state) => decidePlan(state, 'things', 7));
    await log.submit('c1', (state) => decidePlan(state, 'sum', 9));
    const events = (await listEventsAfter(storage.db, 'c1', 1, 100)).map(({ event }) => event);
    expect(events).toEqual([
      { kind: 'show.changed', exercise: 'second-tag', keep: 0, steps: [first], at: 1 },
      { kind: 'show.changed', exercise: 'second-tag', keep: 1, steps: [second], at: 2 },
      { kind: 'plan.set', plan: { block: 'things', startedAt: 7 } },
      { kind: 'plan.set', plan: { block: 'sum', startedAt: 7 } },
    ]);
    const later = await open(place);
    expect(await later.log.read('c1', ({ shown, plan }) => [shown, plan])).toEqual([machine, { block: 'sum', startedAt: 7 }]);
  });

  test('two that start at once: both find the same tables', async () => {
    const place = await makePlace();
    const storages = await Promise.all([open(place), open(place), open(place)]);
    const names = await Promise.all(
      storages.map(({ storage }) => storage.db.selectFrom('migrations').select('name').orderBy('name').execute()),
    );
    expect(names).toEqual(Array(3).fill([{ name: '2026-11-28-first' }, { name: '2026-11-28-no-samples' }]));
  });

  test('a database of a later version is refused', async () => {
    const place = await makePlace();
    const { storage } = await open(place);
    await storage.db.insertInto('migrations').values({ name: '2999-01-01-later', at: 1 }).execute();
    await expect(openStorage(place)).rejects.toThrow('later version of this program (2999-01-01-later)');
  });

  test('has the tables that the program thinks it has', async () => {
    const { storage } = await open(await makePlace());
    const tables = await storage.db.introspection.getTables();
    const columns = Object.fromEntries(
      tables
        .filter(({ name }) => !name.startsWith('pg_'))
        .map(({ name, columns }) => [name, columns.map((column) => `${column.name}${column.isNullable ? '?' : ''}`).sort()]),
    );
    expect(columns).toEqual(COLUMNS);
  });

  test('an answer that is sent again is kept once', async () => {
    const { storage } = await open(await makePlace());
    const row = {
      class_id: 'c1',
      learner_id: 'a',
      client_id: 'x',
      exercise_id: 'e',
      content: '1.0',
      locale: 'en',
      received_at: 1,
      written_at: null,
      body: '{}',
      grade: null,
    };
    expect(await insertAnswer(storage.db, { id: 'first', ...row })).toEqual({ id: 'first', isNew: true });
    expect(await insertAnswer(storage.db, { id: 'second', ...row })).toEqual({ id: 'first', isNew: false });
    expect(await insertAnswer(storage.db, { id: 'third', ...row, learner_id: 'b' })).toEqual({ id: 'third', isNew: true });
  });

  test('who is erased is in no row, and the others are untouched', async () => {
    const { storage, log } = await open(await makePlace());
    await makeClass({ storage, log });
    await join(log, 'id-of-ana', 'Ana Beatriz');
    await join(log, 'id-of-bia', 'Bia');
    const row = {
      class_id: 'c1',
      client_id: 'x',
      exercise_id: 'e',
      content: '1.0',
      locale: 'en',
      received_at: 1,
      written_at: null,
      grade: null,
    };
    await insertAnswer(storage.db, { id: 'w1', learner_id: 'id-of-ana', body: 'echo what Ana wrote', ...row });
    await insertAnswer(storage.db, { id: 'w2', learner_id: 'id-of-bia', body: 'echo what Bia wrote', ...row });
    const ticket = { choices: { sum: 'once' }, text: 'Ana was surprised' };
    await log.submit('c1', () => decided({ kind: 'ticket.filed', learner: 'id-of-ana', ...ticket }));
    expect(await log.read('c1', ({ tickets }) => tickets.get('id-of-ana')?.text)).toBe(ticket.text);
    await log.submit('c1', async (_state, tx) => {
      await eraseLearnerRows(tx, 'c1', 'id-of-ana');
      return decided({ kind: 'learner.erased', learner: 'id-of-ana' });
    });
    await storage.scrub();
    const all = async () => {
      const rows = await Promise.all(
        (['classes', 'access', 'events', 'answers'] as const).map((table) => storage.db.selectFrom(table).selectAll().execute()),
      );
      return JSON.stringify(rows);
    };
    expect(await all()).not.toContain('Ana');
    expect(await all()).toContain('echo what Bia wrote');
    expect(await log.read('c1', (state) => [...state.learners.keys()])).toEqual(['id-of-bia']);
    expect(await createClassLog(storage).read('c1', (state) => [state.seq, state.learners.size, state.tickets.size])).toEqual([
      5, 1, 0,
    ]);
    let last: unknown;
    await log.listen('c1', (news) => {
      last = news;
    });
    await eraseClassRows(storage.db, 'c1');
    await expect(log.submit('c1', () => decided())).rejects.toEqual(new Refusal('class-unknown'));
    expect(last).toBe('erased');
    expect(await all()).toBe('[[],[],[],[]]');
  });
});
