/** A classroom in a process of its own, to be killed: `node server-process.ts FOLDER`; DATABASE_URL, PORT, CLASS_LIMIT_FACTOR, PLAYS_AHEAD=yes. Prints its port. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { readStoragePlace } from '../../src/server/db/storage-place.ts';
import { openClassroom } from '../../src/server/http/classroom.ts';

const [folder = ''] = process.argv.slice(2);
const classroom = await openClassroom({
  place: readStoragePlace(folder, { DATA_DIR: '.', ...process.env }),
  dist: folder,
  registryFolder: resolve(import.meta.dirname, '../../content/registry'),
  limitFactor: Number(process.env['CLASS_LIMIT_FACTOR'] ?? 1),
  playsAhead: process.env['PLAYS_AHEAD'] === 'yes',
  report: (entry) => process.stderr.write(`${JSON.stringify(entry)}\n`),
});
/** of the thread that takes answers in, since it was last asked: its share of a core, and how late it came to things, 99th percentile */
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
let used = performance.eventLoopUtilization();
function readState() {
  const now = performance.eventLoopUtilization();
  const busy = performance.eventLoopUtilization(now, used).utilization;
  used = now;
  const lateMs = delay.percentile(99) / 1e6;
  delay.reset();
  return { rss: process.memoryUsage.rss(), busy, lateMs };
}

const server = createServer((request, response) => {
  if (request.url === '/state') response.end(JSON.stringify(readState()));
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
