/** What an operator sees: readiness, metrics, the archive of answers. */
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { writeExerciseManifest } from '../../scripts/exercise-manifest.ts';
import { parseAnswerFile } from '../../src/exercise/index.ts';
import { createLazyClassroom, type LazyOptions } from '../../src/server/lazy-classroom.ts';
import { answerFile, ask, joinClass, makeClass, REGISTRY, serveClass } from './serve-class.ts';

async function serveLazily(options: Partial<LazyOptions>) {
  const folder = await mkdtemp(join(tmpdir(), 'camadas-operate-'));
  await writeExerciseManifest(folder);
  const place = { dataDir: folder };
  const lazy = createLazyClassroom({ place, dist: folder, registryFolder: REGISTRY, playsAhead: false, ...options });
  const server = createServer((request, response) => void lazy.handle(request, response, (request.url ?? '').split('?')[0] ?? ''));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    folder,
    lazy,
    ask: (method: string, path: string, body?: unknown, asking?: object) => ask(port, method, path, body, asking),
    async close() {
      await lazy.close();
      await new Promise((done) => server.close(done));
      await rm(folder, { recursive: true });
    },
  };
}

test('ready while there is no class and no file, with one, and not any more when it ends', async () => {
  const served = await serveLazily({});
  const ready = async () => (await served.ask('GET', '/readyz')).status;
  expect([await ready(), readdirSync(served.folder)]).toEqual([200, ['exercises.json']]);
  await makeClass(served);
  expect([await ready(), readdirSync(served.folder).includes('camadas.sqlite')]).toEqual([200, true]);
  await served.lazy.close();
  expect(await ready()).toBe(503);
  await served.close();
});

test('not ready, and every request refused with a reason, where the database cannot be reached', async () => {
  const reports: unknown[] = [];
  const served = await serveLazily({
    place: { databaseUrl: 'postgres://camadas:the-password@127.0.0.1:1/none', dataDir: '/nonexistent' },
    report: (entry) => reports.push(entry),
  });
  expect((await served.ask('GET', '/readyz')).status).toBe(503);
  const { status, json, headers } = await served.ask('POST', '/api/classes', { title: 'x' });
  expect([status, json.error.code, headers['retry-after']]).toEqual([503, 'storage-down', '5']);
  expect(JSON.stringify(reports)).toContain('ECONNREFUSED');
  expect(JSON.stringify(reports)).not.toContain('the-password');
  await served.close();
});

test('metrics: on this machine, not through a proxy, elsewhere with the token; nothing about people', async () => {
  const served = await serveLazily({ metricsToken: 'a-token' });
  const { id, code } = await makeClass(served, 'Turma Xylofon');
  const ana = await joinClass(served, code, 'Anastasia Q');
  await served.ask('GET', `/api/classes/${id}`, undefined, { secret: ana.secret });
  const through = { 'x-forwarded-for': '192.0.2.1' };
  const metrics = async (headers: object) => (await served.ask('GET', '/metrics', undefined, { headers })).status;
  expect(await metrics(through)).toBe(404);
  expect(await metrics({ ...through, authorization: 'Bearer another' })).toBe(404);
  expect(await metrics({ ...through, authorization: 'Bearer a-token' })).toBe(200);
  const { text, status } = await served.ask('GET', '/metrics');
  expect(status).toBe(200);
  const names = [...text.matchAll(/^# TYPE camadas_(\w+) (\w+)$/gm)].map(([, name, type]) => `${name} ${type}`);
  expect(names.sort()).toEqual(
    [
      ...['answers_played_total counter', 'answers_stopped_total counter', 'answers_waiting gauge', 'commands_total counter'],
      ...['commits_total counter', 'grading_seconds histogram', 'request_seconds histogram', 'streams gauge'],
      'streams_cut_total counter',
    ].sort(),
  );
  expect(text).toContain('route="/api/classes/:class",status="200"');
  for (const trace of [id, ana.learner, ana.secret, 'Anastasia', 'Xylofon', code]) expect(text).not.toContain(trace);
  await served.close();
});

test('the archive has every answer of the class as a file that can be read and handed in again', async () => {
  const served = await serveClass();
  const { id, code, instructor } = await makeClass(served);
  const other = await makeClass(served);
  const stranger = await joinClass(served, other.code, 'Caio');
  const sent = new Map<string, unknown>();
  for (const name of ['Ana', 'Bia']) {
    const { secret, learner } = await joinClass(served, code, name);
    for (const exercise of ['second-tag', 'remove-without-forcing']) {
      const file = await answerFile(served.folder, exercise, { lines: [`echo ${name}`] });
      await served.ask('POST', `/api/classes/${id}/answers`, file, { secret });
      sent.set(`${learner}/${exercise}`, file);
    }
  }
  const elsewhere = await answerFile(served.folder, 'second-tag', { lines: ['echo of-another-class'] });
  await served.ask('POST', `/api/classes/${other.id}/answers`, elsewhere, { secret: stranger.secret });
  const archive = () => served.ask('GET', `/api/classes/${id}/archive`, undefined, { secret: instructor, encoding: 'latin1' });
  const files = async () => Object.entries(unzipSync(Buffer.from((await archive()).text, 'latin1')));
  const texts = async () => (await files()).map(([path, bytes]) => [path, new TextDecoder().decode(bytes)] as const);
  await expect
    .poll(async () => (await texts()).filter(([, text]) => JSON.parse(text).grade === null), { timeout: 20_000 })
    .toEqual([]);
  const found = new Map((await texts()).map(([path, text]) => [path.split('/').slice(0, 2).join('/'), parseAnswerFile(text)]));
  const wanted = [...sent].map(([key, file]) => [key, parseAnswerFile(JSON.stringify(file))] as const);
  expect(new Map([...found].map(([key, { writtenAt: _, ...file }]) => [key, file]))).toEqual(new Map(wanted));
  const { headers } = await archive();
  expect(headers).toMatchObject({
    'content-type': 'application/zip',
    'content-disposition': 'attachment; filename="camadas-answers.zip"',
  });
  expect(await texts().then((all) => JSON.stringify(all))).not.toMatch(/Caio|of-another-class|"Ana"|"Bia"/);
  const named = await served.ask('GET', `/api/classes/${id}/archive?names=yes`, undefined, {
    secret: instructor,
    encoding: 'latin1',
  });
  const people = new TextDecoder().decode(unzipSync(Buffer.from(named.text, 'latin1'))['learners.json']);
  expect(JSON.parse(people).learners.map(({ name }: { name: string }) => name)).toEqual(['Ana', 'Bia']);
  await served.close();
});
