/** What only a real PostgreSQL shows: that it may go away and come back, and what erasing leaves in its files. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStorage } from '../../src/server/db/open-storage.ts';
import { type Cluster, clusterObstacle, startCluster } from '../contract/postgres-cluster.ts';
import { answerFile, follow, joinClass, makeClass, serveClass } from './serve-class.ts';

const obstacle = clusterObstacle();
const isElsewhere = process.env['TEST_DATABASE_URL'] !== undefined;

describe.skipIf(obstacle !== undefined)(`PostgreSQL${obstacle === undefined ? '' : `: ${obstacle}`}`, () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(() => cluster.stop());

  test('away: 503 and nothing of it, then all goes on', async () => {
    const databaseUrl = await cluster.createDatabase();
    const name = new URL(databaseUrl).pathname.slice(1);
    const there = await serveClass({ place: { databaseUrl, dataDir: '/nonexistent' }, limitFactor: 100 });
    const admin = new pg.Client(databaseUrl.replace(`/${name}`, '/postgres'));
    await admin.connect();
    try {
      const { id, code, instructor } = await makeClass(there);
      const ana = await joinClass(there, code, 'Ana Maria Q');
      const grid = follow(there.port, id, instructor);
      await expect.poll(() => grid.heard.length).toBeGreaterThan(0);
      const file = await answerFile(there.folder, 'second-tag', { lines: ['docker images'] });
      const handIn = () => there.ask('POST', `/api/classes/${id}/answers`, file, { secret: ana.secret });

      await admin.query(`alter database ${name} allow_connections false`);
      await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
      const away = [
        await handIn(),
        await there.ask('GET', `/api/classes/${id}`, undefined, { secret: instructor }),
        await there.ask('POST', '/api/classes', { title: 'x' }),
        await there.ask('POST', '/api/join', { code, name: 'Bia', locale: 'en' }),
      ];
      for (const { status, headers, json, text } of away) {
        expect([status, headers['retry-after'], json.error.code]).toEqual([503, '5', 'storage-down']);
        expect(text).not.toMatch(/camadas|postgres|connection|sql| at /i);
      }
      await expect(there.classroom.assertReady()).rejects.toThrow();
      const said = JSON.stringify(there.reports);
      expect(said).toContain('not currently accepting connections');
      for (const secret of [ana.secret, instructor, 'Ana Maria']) expect(said).not.toContain(secret);

      await admin.query(`alter database ${name} allow_connections true`);
      await expect.poll(async () => (await handIn()).status, { timeout: 10_000 }).toBe(201);
      await there.classroom.assertReady();
      // the stream was there all the time
      await expect
        .poll(() => grid.events().map(({ kind }) => kind), { timeout: 20_000 })
        .toEqual(['answer.received', 'answer.graded']);
      grid.stop();
    } finally {
      await admin.end();
      await there.close();
    }
  });

  test.skipIf(isElsewhere)('erased: in no file but the write-ahead log', async () => {
    const databaseUrl = await cluster.createDatabase();
    const data = join(new URL(databaseUrl).searchParams.get('host') ?? '', 'data');
    const served = await serveClass({ place: { databaseUrl, dataDir: '/nonexistent' } });
    const storage = await openStorage({ databaseUrl, dataDir: '/nonexistent' });
    /** folders of the cluster that have it in a file, as on disk at this moment */
    const holding = async (...traces: string[]) => {
      await sql`checkpoint`.execute(storage.db);
      const holders = new Set<string>();
      for (const entry of readdirSync(data, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name);
        const bytes = readFileSync(path);
        if (traces.some((trace) => bytes.includes(trace))) holders.add(path.slice(data.length + 1).split('/')[0] ?? '');
      }
      return [...holders].sort();
    };
    try {
      const { id, code, instructor } = await makeClass(served, 'Turma Xylofon');
      const ana = await joinClass(served, code, 'Anastasia Q');
      for (let index = 0; index < 5; index += 1) {
        const file = await answerFile(served.folder, 'second-tag', { lines: ['echo what-anastasia-wrote', `echo ${index}`] });
        await served.ask('POST', `/api/classes/${id}/answers`, file, { secret: ana.secret });
      }
      // what PostgreSQL does by itself after a while: it keeps samples
      await sql`analyze`.execute(storage.db);
      expect(await holding('what-anastasia-wrote')).toEqual(['base', 'pg_wal']);
      await served.ask('DELETE', `/api/classes/${id}/learners/${ana.learner}`, undefined, { secret: ana.secret });
      expect(await holding('what-anastasia-wrote', 'Anastasia')).toEqual(['pg_wal']);
      await served.ask('DELETE', `/api/classes/${id}`, undefined, { secret: instructor });
      expect(await holding('Xylofon', ana.learner, id, code.replace('-', ''))).toEqual(['pg_wal']);
      expect(served.reports).toEqual([]);
    } finally {
      await storage.close();
      await served.close();
    }
  });
});
