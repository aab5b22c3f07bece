/** Moving a class to PostgreSQL, putting a backup back, grading again. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertAnswer } from '../../src/server/db/answer-queries.ts';
import { createClassLog } from '../../src/server/db/class-log.ts';
import { insertClass } from '../../src/server/db/class-queries.ts';
import { backUp, copyStorage } from '../../src/server/db/copy-storage.ts';
import { openStorage } from '../../src/server/db/open-storage.ts';
import type { Storage } from '../../src/server/db/storage.ts';
import { DATABASE_FILE } from '../../src/server/db/storage-place.ts';
import type { Grade } from '../../src/server/domain/class-event.ts';
import { decided } from '../../src/server/domain/decision.ts';
import { cellView } from '../../src/server/domain/grid.ts';
import { createContents } from '../../src/server/grading/contents.ts';
import type { ExerciseManifest } from '../../src/server/grading/exercise-manifest.ts';
import { regrade } from '../../src/server/grading/regrade.ts';
import { clusterObstacle, startCluster } from './postgres-cluster.ts';

let folder: string;
let storage: Storage;

async function fill(): Promise<void> {
  const log = createClassLog(storage);
  await insertClass(storage.db, { id: 'c', code: 'AAAAAA', created_at: 1, expires_at: 4e12, last_seq: 0 });
  const grade: Grade = { kind: 'not-yet', unmet: ['g'], end: 'x', content: '1.0000000000' };
  const about = { learner: 'l', answer: 'a', exercise: 'second-tag' };
  await log.submit('c', async (_state, tx) => {
    await insertAnswer(tx, {
      id: 'a',
      class_id: 'c',
      learner_id: 'l',
      client_id: 'client-1',
      exercise_id: 'second-tag',
      content: '1.0000000000',
      locale: 'en',
      received_at: 1,
      written_at: null,
      body: '{"lines":[]}',
      grade: JSON.stringify(grade),
    });
    return decided(
      { kind: 'class.created', settings: { title: 'Turma ã', cap: 9, locked: false, expiresAt: 4e12 } },
      { kind: 'learner.joined', learner: 'l', name: 'Ana', locale: 'en' },
      { kind: 'answer.received', ...about, content: '1.0000000000', locale: 'en' },
      { kind: 'answer.graded', ...about, grade },
    );
  });
  await log.close();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'camadas-copy-'));
  storage = await openStorage({ dataDir: join(folder, 'first') });
  await fill();
});
afterAll(async () => {
  await storage.close();
  await rm(folder, { recursive: true });
});

const look = (from: Storage) =>
  createClassLog(from).read('c', (state) => [state.seq, state.settings.title, state.learners.get('l')?.name]);

test('a backup made while the database is in use can be put back', async () => {
  const { mkdir } = await import('node:fs/promises');
  await mkdir(join(folder, 'second'));
  await backUp(storage, join(folder, 'second', DATABASE_FILE));
  const restored = await openStorage({ dataDir: join(folder, 'second') });
  expect(await look(restored)).toEqual([4, 'Turma ã', 'Ana']);
  await restored.close();
});

const obstacle = clusterObstacle();
test.skipIf(obstacle !== undefined)(
  `all of it goes to PostgreSQL, once${obstacle === undefined ? '' : `: ${obstacle}`}`,
  async () => {
    const cluster = await startCluster();
    const target = await openStorage({ databaseUrl: await cluster.createDatabase(), dataDir: folder });
    expect(await copyStorage(storage, target)).toEqual({ contents: 0, classes: 1, access: 0, events: 4, answers: 1 });
    expect(await look(target)).toEqual(await look(storage));
    await expect(copyStorage(storage, target)).rejects.toThrow('already has classes');
    await target.close();
    await cluster.stop();
  },
);

test('after a check was mended, what comes out otherwise is told, and then written', async () => {
  const facts = { id: 'second-tag', version: 1 } as unknown as ExerciseManifest['exercises'][number]['facts'];
  const contents = await createContents(storage, { exercises: [{ content: '1.1111111111', number: '1.1', facts }] }, 1);
  const mended: Grade = { kind: 'passed', unmet: [], end: 'y', content: '1.1111111111' };
  const grader = {
    threads: 1,
    alive: 1,
    stats: { played: 0, known: 0, stopped: 0 },
    grade: async () => mended,
    close: async () => {},
  };
  const log = createClassLog(storage);
  const status = () =>
    log.read('c', (state) => {
      const cell = state.learners.get('l')?.cells.get('second-tag');
      return cell === undefined ? undefined : cellView(cell).status;
    });
  const changes = [{ exercise: 'second-tag', from: 'not-yet', to: 'passed', answers: 1 }];
  expect(await regrade({ storage, log, contents, grader }, { isTrial: true })).toEqual({ answers: 1, changes });
  expect(await status()).toBe('tried');
  expect(await regrade({ storage, log, contents, grader }, { isTrial: false })).toEqual({ answers: 1, changes });
  expect(await status()).toBe('passed');
  expect(await regrade({ storage, log, contents, grader }, { isTrial: false })).toEqual({ answers: 1, changes: [] });
});
