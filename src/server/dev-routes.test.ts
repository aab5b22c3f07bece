import { EventEmitter } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, vi } from 'vitest';
import { devRoutes } from './dev-routes.ts';

type Handle = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

test('while one writes, classes are there too: made, kept, and opened anew when an exercise has changed', async () => {
  const data = await mkdtemp(join(tmpdir(), 'camadas-dev-'));
  vi.stubEnv('DATA_DIR', data);
  const root = resolve(import.meta.dirname, '../..');
  const { hooks } = devRoutes();
  const stack: { handle: Handle }[] = [];
  const watcher = new EventEmitter();
  const httpServer = createServer((request, response) => {
    stack[0]?.handle(request, response, () => response.writeHead(418).end());
  });
  await hooks['astro:config:done']?.({ config: { root: pathToFileURL(`${root}/`) } } as never);
  await hooks['astro:server:setup']?.({ server: { watcher, httpServer, middlewares: { stack } } } as never);
  await new Promise<void>((done) => httpServer.listen(0, '127.0.0.1', done));
  const { port } = httpServer.address() as AddressInfo;
  const ask = (path: string, more?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...more });

  const made = await ask('/api/classes', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'Teste' }),
  });
  expect(made.status).toBe(201);
  const { class: id, secrets } = (await made.json()) as { class: string; secrets: { instructor: string } };
  watcher.emit('all', 'change', join(root, 'content/lessons/removing/exercises/second-tag/exercise.ts'));
  const seen = await ask(`/api/classes/${id}`, { headers: { authorization: `Bearer ${secrets.instructor}` } });
  expect(await seen.json()).toMatchObject({ settings: { title: 'Teste' } });
  const { exercises } = (await (await ask('/api/exercises')).json()) as { exercises: { id: string }[] };
  expect(exercises.map((exercise) => exercise.id)).toContain('second-tag');
  expect([(await ask('/')).status, (await ask('/v2/')).status, (await ask('/pt-br/')).status]).toEqual([302, 200, 418]);

  await new Promise((done) => httpServer.close(done));
  // the classroom closes after its last answer
  await vi.waitFor(() => rm(data, { recursive: true }));
  vi.unstubAllEnvs();
});
