/** What goes wrong around a class: slow readers and writers, answers from before an update. */
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { AnswerFile } from '../../src/exercise/index.ts';
import { createClassLog } from '../../src/server/db/class-log.ts';
import { insertClass } from '../../src/server/db/class-queries.ts';
import { openStorage } from '../../src/server/db/open-storage.ts';
import { decided } from '../../src/server/domain/decision.ts';
import { messageKey, PASSING_REFUSALS, REFUSALS, Refusal, type RefusalCode } from '../../src/server/domain/refusal.ts';
import { readText } from '../../src/server/http/read-body.ts';
import { createClassStreams } from '../../src/server/sse/class-streams.ts';
import { createClassClient } from '../../src/ui/classroom/class-client.ts';
import { createAnswerSender } from '../../src/ui/classroom/send-answers.ts';
import { answerFile, joinClass, makeClass, type ServedClass, serveClass } from './serve-class.ts';

let served: ServedClass;
beforeAll(async () => {
  served = await serveClass({ limitFactor: 100 });
});
afterAll(() => served.close());

test('a body that comes too slowly is refused after ten seconds, and the connection is closed', async () => {
  const server = createServer((request, response) => {
    readText(request, 100).catch((error: unknown) => {
      response.writeHead(408, { connection: 'close' }).end(error instanceof Refusal ? error.code : 'other');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const socket = connect(port, '127.0.0.1');
    let said = '';
    const closed = new Promise((done) => socket.on('close', done));
    const asked = new Promise((done) => server.once('request', done));
    socket.on('data', (data) => {
      said += data.toString();
    });
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"a"');
    await asked;
    vi.advanceTimersByTime(9999);
    await new Promise(setImmediate);
    expect(said).toBe('');
    vi.advanceTimersByTime(1);
    await closed;
    expect(said).toMatch(/^HTTP\/1\.1 408 .*body-late/s);
  } finally {
    vi.useRealTimers();
    server.close();
  }
});

/** Answers that a full machine, a slow line or a lost one gives in place of the classroom's; `twice`: the classroom had kept it already. */
const TROUBLES = ['body-late', 'server-busy', 'storage-down', 'too-many-requests', 'unexpected-error', 'lost', 'twice'] as const;

test.each(TROUBLES)(
  'an answer that meets %s stays in the queue of its browser and is sent again, and counts once',
  async (trouble) => {
    const { id, code, instructor } = await makeClass(served);
    const { secret } = await joinClass(served, code, 'Ana');
    const { format: _, formatVersion: __, ...file } = await answerFile(served.folder, 'second-tag', { lines: ['docker images'] });
    let asked = 0;
    const fetcher: typeof fetch = async (path, init) => {
      asked += 1;
      const isFirst = asked === 1;
      if (isFirst && trouble === 'lost') throw new TypeError('Failed to fetch');
      if (isFirst && trouble !== 'twice') {
        const error = { code: trouble, messageKey: messageKey(trouble as RefusalCode) };
        return Response.json({ error }, { status: REFUSALS[trouble as RefusalCode] });
      }
      const response = await fetch(`http://127.0.0.1:${served.port}${path}`, init);
      if (isFirst) throw new TypeError('Failed to fetch');
      return response;
    };
    const kept = new Map<string, string>();
    const backing = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
      key: () => null,
      length: 0,
    };
    const again: (() => void)[] = [];
    const sender = createAnswerSender({
      backing,
      membership: { class: id },
      client: createClassClient(secret, fetcher),
      later: (action) => again.push(action),
    });
    sender.handIn(file as unknown as AnswerFile);
    await sender.sendAll();
    expect([again.length, sender.waiting.value, sender.refused.value]).toEqual([1, 1, undefined]);
    await sender.sendAll();
    expect([asked, sender.waiting.value, kept.size]).toEqual([2, 0, 0]);
    const { json } = await served.ask('GET', `/api/classes/${id}/answers`, undefined, { secret: instructor });
    expect(json.answers).toHaveLength(1);
  },
);

test('a log that is asked for more than it can hold says so, and takes the same again a moment later', async () => {
  const { id } = await makeClass(served);
  const storage = await openStorage({ dataDir: served.folder });
  const log = createClassLog(storage);
  const flood = Array.from({ length: 6000 }, () =>
    log
      .submit(id, () => decided())
      .then(
        () => 'taken',
        (error: unknown) => (error instanceof Refusal ? error.code : 'other'),
      ),
  );
  const outcomes = await Promise.all(flood);
  expect([...new Set(outcomes)].sort()).toEqual(['server-busy', 'taken']);
  expect(PASSING_REFUSALS.has('server-busy')).toBe(true);
  expect(await log.submit(id, () => decided()).then(() => 'taken')).toBe('taken');
  await log.close();
  await storage.close();
});

test('who goes away in the middle of a body is no error', async () => {
  const socket = connect(served.port, '127.0.0.1');
  socket.write('POST /api/join HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"a"');
  await sleep(50);
  socket.destroy();
  await sleep(50);
  expect((await served.ask('GET', '/api/exercises')).status).toBe(200);
  expect(served.reports).toEqual([]);
});

test('a reader that does not read is cut, and catches up with every event once', async () => {
  const storage = await openStorage({ dataDir: `${served.folder}/slow` });
  const log = createClassLog(storage);
  await insertClass(storage.db, { id: 'c', code: 'AAAAAA', created_at: 1, expires_at: 4e12, last_seq: 0 });
  await log.submit('c', () => decided({ kind: 'class.created', settings: { title: 'T', cap: 9, locked: false, expiresAt: 4e12 } }));
  const streams = createClassStreams(storage, log);
  const member = { classId: 'c', role: 'instructor' } as const;
  const makeReader = () => Object.assign(new PassThrough(), { writeHead: () => {} });
  const slow = makeReader();
  await streams.open(member, slow as never, 0);
  const text = 'x'.repeat(1000);
  const announce = (index: number) =>
    log.submit('c', () => decided({ kind: 'announcement.made', announcement: `a${index}`, text }));
  for (let from = 0; from < 800; from += 20) await Promise.all(Array.from({ length: 20 }, (_, index) => announce(from + index)));
  expect(slow.destroyed).toBe(true);
  expect(streams.stats.cut).toBe(1);
  await expect.poll(() => streams.count).toBe(0);
  const seqs: number[] = [];
  const quick = makeReader();
  quick.on('data', (data: Buffer) => {
    for (const [, seq] of data.toString().matchAll(/"seq":(\d+),/g)) seqs.push(Number(seq));
  });
  await streams.open(member, quick as never, 0);
  expect(seqs).toEqual(Array.from({ length: 801 }, (_, index) => index + 1));
  quick.destroy();
  streams.close();
  await log.close();
  await storage.close();
});

test('an answer written before an update is graded by what its writer saw, and says what has changed', async () => {
  const { id, code, instructor } = await makeClass(served);
  const ana = await joinClass(served, code, 'Ana');
  const file = await answerFile(served.folder, 'second-tag', { lines: ['docker images'] });
  const storage = await openStorage({ dataDir: served.folder });
  const now = await storage.db.selectFrom('contents').selectAll().where('exercise_id', '=', 'second-tag').executeTakeFirstOrThrow();
  // before the update there was nothing to reach, so nothing can be missed
  const facts = { ...JSON.parse(now.facts), goals: [] };
  await storage.db
    .insertInto('contents')
    .values({ ...now, content: '1.aaaaaaaaaa', facts: JSON.stringify(facts) })
    .execute();
  await storage.close();
  const gradeOf = async (content: unknown, clientId: string) => {
    const path = `/api/classes/${id}/answers`;
    const { json } = await served.ask('POST', path, { ...file, content, id: clientId }, { secret: ana.secret });
    const look = async () => (await served.ask('GET', `${path}/${json.answer}`, undefined, { secret: instructor })).json.grade;
    await expect.poll(look, { timeout: 20_000 }).not.toBeNull();
    return { told: json.content, grade: await look() };
  };
  const old = await gradeOf('1.aaaaaaaaaa', 'written-before');
  const present = await gradeOf(now.content, 'written-after');
  expect(old).toMatchObject({ told: now.content, grade: { content: '1.aaaaaaaaaa', changed: ['goals'] } });
  expect([present.told, present.grade.changed]).toEqual([undefined, undefined]);
  expect(present.grade.unmet.length).toBeGreaterThan(old.grade.unmet.length);
});
