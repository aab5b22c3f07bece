/** Live updates: every event once and in order, whatever happens to the connection, on both databases. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { StoragePlace } from '../../src/server/db/storage-place.ts';
import { onBothDatabases } from '../contract/places.ts';
import { type Following, follow, joinClass, makeClass, type ServedClass, serveClass } from './serve-class.ts';

async function withServers(place: StoragePlace, count: number, run: (servers: ServedClass[]) => Promise<void>): Promise<void> {
  const servers: ServedClass[] = [];
  try {
    for (let index = 0; index < count; index += 1) servers.push(await serveClass({ place, limitFactor: 1000 }));
    await run(servers);
  } finally {
    for (const server of servers) await server.close();
  }
}

/** Follows with a connection that breaks at random moments, until it has heard up to the given number. */
async function followBadly(
  servers: readonly ServedClass[],
  classId: string,
  secret: string,
  upTo: () => number,
): Promise<number[]> {
  const seqs: number[] = [];
  let last = 0;
  for (let turn = 0; ; turn += 1) {
    const { port } = servers[turn % servers.length] as ServedClass;
    const following: Following = follow(port, classId, secret, last);
    // longer and longer, so that a machine that has much to do comes to an end too
    await Promise.race([following.ended, sleep((10 + Math.random() * 120) * (1 + turn / 20))]);
    following.stop();
    // what came after the page had gone is not heard
    seqs.push(...following.seqs());
    last = following.lastId() ?? last;
    if (upTo() > 0 && last >= upTo()) return seqs;
  }
}

onBothDatabases((makePlace) => {
  test('no event is lost or doubled by random disconnects, between two processes too', async () => {
    const place = await makePlace();
    // two processes on one SQLite file are not a way to serve
    const count = place.databaseUrl === undefined ? 1 : 2;
    await withServers(place, count, async (servers) => {
      const first = servers[0] as ServedClass;
      const { id, code, instructor } = await makeClass(first, 'Turma', 500);
      const learners = await Promise.all(Array.from({ length: 8 }, (_, index) => joinClass(first, code, `L${index}`)));
      let end = 0;
      const leads = [1, 2, 3].map(() => followBadly(servers, id, instructor, () => end));
      const own = followBadly(servers, id, learners[0]?.secret ?? '', () => end);
      for (let round = 0; round < 15; round += 1) {
        await Promise.all(
          learners.map(({ secret }, index) =>
            (servers[index % servers.length] as ServedClass).ask(
              'PUT',
              `/api/classes/${id}/hand`,
              { up: round % 2 === 0 },
              { secret },
            ),
          ),
        );
        await sleep(20);
      }
      await first.ask('POST', `/api/classes/${id}/announcements`, { text: 'the end' }, { secret: instructor });
      end = (await first.ask('GET', `/api/classes/${id}`, undefined, { secret: instructor })).json.seq;
      expect(end).toBe(1 + 8 + 15 * 8 + 1);
      const all = Array.from({ length: end }, (_, index) => index + 1);
      for (const seqs of await Promise.all(leads)) expect(seqs).toEqual(all);
      // made, joined, fifteen times the own hand, the announcement
      const heard = await own;
      expect(heard).toHaveLength(18);
      expect(heard).toEqual(heard.toSorted((a, b) => a - b));
    });
  });
});

test('signs of life reach those who lead, and are in no log', async () => {
  const served = await serveClass();
  const { id, code, instructor } = await makeClass(served);
  const ana = await joinClass(served, code, 'Ana');
  const lead = follow(served.port, id, instructor);
  const own = follow(served.port, id, ana.secret);
  await expect.poll(() => [lead.heard.length, own.heard.length]).toEqual([1, 1]);
  await served.ask('POST', `/api/classes/${id}/presence`, { doing: 'typing' }, { secret: ana.secret });
  await expect
    .poll(() => lead.heard.find(({ event }) => event === 'presence')?.data)
    .toMatchObject([{ learner: ana.learner, doing: 'typing' }]);
  expect(own.heard.filter(({ event }) => event !== 'ping')).toEqual([]);
  expect((await served.ask('GET', `/api/classes/${id}`, undefined, { secret: instructor })).json.seq).toBe(2);
  lead.stop();
  own.stop();
  await served.close();
});
