/** A classroom in a process of its own, to be killed: `node server-process.ts FOLDER`; DATABASE_URL, PORT, CLASS_LIMIT_FACTOR. Prints its port. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { readStoragePlace } from '../../src/server/db/storage-place.ts';
import { openClassroom } from '../../src/server/http/classroom.ts';

const [folder = ''] = process.argv.slice(2);
const classroom = await openClassroom({
  place: readStoragePlace(folder, { DATA_DIR: '.', ...process.env }),
  dist: folder,
  registryFolder: resolve(import.meta.dirname, '../../content/registry'),
  limitFactor: Number(process.env['CLASS_LIMIT_FACTOR'] ?? 1),
  report: (entry) => process.stderr.write(`${JSON.stringify(entry)}\n`),
});
const server = createServer((request, response) => {
  if (request.url === '/memory') response.end(JSON.stringify(process.memoryUsage()));
  else if (request.url === '/metrics') void classroom.metrics().then((text) => response.end(text));
  else void classroom.handle(request, response);
});
server.listen({ port: Number(process.env['PORT'] ?? 0), host: '127.0.0.1', backlog: 4096 }, () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
process.once('SIGTERM', () => {
  server.close();
  void classroom.close().then(() => process.exit(0));
});
