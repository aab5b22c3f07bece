/** What an ended process has left without a verdict is taken up, all of it, however much it is. */
import { expect, test } from 'vitest';
import { createClassLog } from '../../src/server/db/class-log.ts';
import { insertClass } from '../../src/server/db/class-queries.ts';
import { migrate } from '../../src/server/db/migrate.ts';
import { openSqlite } from '../../src/server/db/sqlite.ts';
import type { Grade } from '../../src/server/domain/class-event.ts';
import { decided } from '../../src/server/domain/decision.ts';
import { createContents } from '../../src/server/grading/contents.ts';
import { createGradingQueue } from '../../src/server/grading/grading-queue.ts';

const LEFT = 1700;

test(`${LEFT} answers without a verdict get theirs without waiting for the next round`, async () => {
  const storage = openSqlite(':memory:');
  await migrate(storage);
  const log = createClassLog(storage);
  await insertClass(storage.db, { id: 'c', code: 'AAAAAA', created_at: 1, expires_at: 4e12, last_seq: 0 });
  await log.submit('c', () => decided({ kind: 'class.created', settings: { title: 'T', cap: 9, locked: false, expiresAt: 4e12 } }));
  for (let index = 0; index < LEFT; index += 1) {
    const about = { class_id: 'c', learner_id: `l${index % 30}`, client_id: `client-${index}`, exercise_id: 'e', locale: 'en' };
    await storage.db
      .insertInto('answers')
      .values({ id: `a${index}`, ...about, content: '1.0', received_at: index, written_at: null, body: '{}', grade: null })
      .execute();
  }
  const facts = { id: 'e', version: 1 } as never;
  const contents = await createContents(storage, { exercises: [{ content: '1.0', number: '1.1', facts }] }, 1);
  const grade: Grade = { kind: 'passed', unmet: [], end: 'x', content: '1.0' };
  const stats = { played: 0, known: 0, stopped: 0 };
  const grader = { threads: 2, alive: 2, stats, grade: async () => grade, close: async () => {} };
  const queue = createGradingQueue({ storage, log, contents, grader });
  await queue.takeUp(Date.now());
  const waiting = async () => (await storage.db.selectFrom('answers').select('id').where('grade', 'is', null).execute()).length;
  await expect.poll(waiting, { timeout: 10_000 }).toBe(0);
  expect(await log.read('c', (state) => state.seq)).toBe(1 + LEFT);
  await queue.close();
  await log.close();
  await storage.close();
});
