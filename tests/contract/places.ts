/** Both kinds of database, for suites that must hold on each. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import type { StoragePlace } from '../../src/server/db/storage-place.ts';
import { type Cluster, clusterObstacle, startCluster } from './postgres-cluster.ts';

/** @param makePlace a new place without any data each time */
export function onBothDatabases(suite: (makePlace: () => Promise<StoragePlace>) => void): void {
  describe('SQLite', () => {
    let folder: string;
    let places = 0;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'camadas-sqlite-'));
    });
    afterAll(() => rm(folder, { recursive: true }));
    suite(async () => {
      places += 1;
      return { dataDir: join(folder, String(places)) };
    });
  });

  const obstacle = clusterObstacle();
  describe.skipIf(obstacle !== undefined)(`PostgreSQL${obstacle === undefined ? '' : `: ${obstacle}`}`, () => {
    let cluster: Cluster;
    beforeAll(async () => {
      cluster = await startCluster();
    });
    afterAll(() => cluster.stop());
    suite(async () => ({ databaseUrl: await cluster.createDatabase(), dataDir: '/nonexistent' }));
  });
}
