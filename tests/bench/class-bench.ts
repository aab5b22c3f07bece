/**
 * `npm run bench:class [-- load idle kill postgres]`: a classroom under load, server and generator in processes of their own on the loopback
 * address. LEARNERS (2000), EVERY (15 s), DURATION (60 s), CONNECTIONS (5000), KILLS (100).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeExerciseManifest } from '../../scripts/exercise-manifest.ts';
import { killUnderLoad } from '../class/kill-under-load.ts';
import { spawnServer } from '../class/spawn-server.ts';
import { clusterObstacle, startCluster } from '../contract/postgres-cluster.ts';
import { gather, handInFor, type LoadFigures, percentile } from './class-load.ts';

const number = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
const LEARNERS = number('LEARNERS', 2000);
const EVERY_MS = number('EVERY', 15) * 1000;
const FOR_MS = number('DURATION', 60) * 1000;
const CONNECTIONS = number('CONNECTIONS', 5000);
const KILLS = number('KILLS', 100);
const WARM_LEARNERS = 60;
const say = (text: string) => process.stdout.write(`${text}\n`);

function formatLoad({ handedIn, refused, lost, acknowledged, atGrid }: LoadFigures): string {
  const times = (values: readonly number[]) => [0.5, 0.99, 1].map((part) => percentile(values, part).toFixed(0)).join(' / ');
  return `${handedIn} answers, ${refused} refused, ${lost} lost; kept after ${times(acknowledged)} ms, at the grid after ${times(atGrid)} ms (median / 99th / last)`;
}

async function memoryOf(port: number): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/memory`);
  return ((await response.json()) as NodeJS.MemoryUsage).rss;
}

async function played(port: number): Promise<string> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const value = (name: string) => new RegExp(`^camadas_${name} (\\d+)`, 'm').exec(text)?.[1] ?? '?';
  return `${value('answers_played_total')} played (the others were equal to one before), ${value('commands_total')} commands in ${value('commits_total')} transactions`;
}

const BENCHES: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  async load(folder) {
    const server = await spawnServer(folder);
    const crowd = await gather([server.port], LEARNERS);
    // start states are made once per thread: the first answer to each exercise waits for its own
    const warm = await gather([server.port], WARM_LEARNERS);
    say(`cold: ${formatLoad(await handInFor([server.port], warm, { everyMs: 1000, forMs: 10_000 }))}`);
    for (const stream of warm.streams) stream.stop();
    const figures = await handInFor([server.port], crowd, { everyMs: EVERY_MS, forMs: FOR_MS });
    say(
      `load: ${LEARNERS} learners connected, each answering every ${EVERY_MS / 1000} s, for ${FOR_MS / 1000} s: ${formatLoad(figures)}`,
    );
    say(`      ${await played(server.port)}`);
    for (const stream of crowd.streams) stream.stop();
    await server.stop('SIGTERM');
  },
  async idle(folder) {
    const server = await spawnServer(folder);
    await gather([server.port], 10).then(({ streams }) => streams.map((stream) => stream.stop()));
    const before = await memoryOf(server.port);
    const { streams } = await gather([server.port], CONNECTIONS);
    for (const stream of streams) while (stream.heard.length === 0) await new Promise((done) => setTimeout(done, 20));
    const after = await memoryOf(server.port);
    say(
      `idle: ${CONNECTIONS} connections, ${((after - before) / CONNECTIONS / 1024).toFixed(1)} kB each (${(after / 1e6).toFixed(0)} MB in all)`,
    );
    for (const stream of streams) stream.stop();
    await server.stop('SIGKILL');
  },
  async kill(folder) {
    const count = await killUnderLoad(folder, KILLS);
    say(`kill: ${JSON.stringify(count)}`);
    if (count.lost + count.doubled + count.ungraded > 0) process.exitCode = 1;
  },
  async postgres(folder) {
    const obstacle = clusterObstacle();
    if (obstacle !== undefined) {
      say(`postgres: skipped, ${obstacle}`);
      return;
    }
    const cluster = await startCluster();
    for (const processes of [1, 2]) {
      const env = { DATABASE_URL: await cluster.createDatabase() };
      const servers = await Promise.all(Array.from({ length: processes }, () => spawnServer(folder, env)));
      const ports = servers.map(({ port }) => port);
      const crowd = await gather(ports, Math.min(200, LEARNERS));
      const figures = await handInFor(ports, crowd, { everyMs: 1000, forMs: Math.min(20_000, FOR_MS) });
      say(`postgres: ${processes} process(es), 200 answers a second asked: ${formatLoad(figures)}`);
      for (const stream of crowd.streams) stream.stop();
      for (const server of servers) await server.stop('SIGTERM');
    }
    await cluster.stop();
  },
};

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(BENCHES);
for (const name of wanted) {
  const bench = BENCHES[name];
  if (bench === undefined) throw new RangeError(`no bench "${name}"; there are: ${Object.keys(BENCHES).join(', ')}`);
  const folder = await mkdtemp(join(tmpdir(), 'camadas-bench-'));
  await writeExerciseManifest(folder);
  await bench(folder);
  await rm(folder, { recursive: true });
}
process.exit();
