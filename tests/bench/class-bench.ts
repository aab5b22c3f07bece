/**
 * `npm run bench:class [-- cold load break idle kills postgres]`: a classroom under load, server and generator in processes of their own on the
 * loopback address. LEARNERS (2000), EVERY (15 s), DURATION (60 s), CONNECTIONS (5000), KILLS (100).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeExerciseManifest } from '../../scripts/exercise-manifest.ts';
import { killUnderLoad } from '../class/kill-under-load.ts';
import { spawnServer } from '../class/spawn-server.ts';
import { clusterObstacle, startCluster } from '../contract/postgres-cluster.ts';
import { gather, handInFast, handInFor, type LoadFigures, percentile } from './class-load.ts';

const number = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
const LEARNERS = number('LEARNERS', 2000);
const EVERY_MS = number('EVERY', 15) * 1000;
const FOR_MS = number('DURATION', 60) * 1000;
const CONNECTIONS = number('CONNECTIONS', 5000);
const KILLS = number('KILLS', 100);
const WARM = { PLAYS_AHEAD: 'yes' };
/** From answer to grid, 99th percentile: what is asked of the server. */
const GRID_MS = 1000;
/** Seconds between two answers of one learner, until it breaks. */
const FASTER = [10, 7, 5, 4, 3, 2.5, 2, 1.5, 1];
const FASTER_MS = 15_000;
/** A server that plays ahead is left alone so long: none begins with its class. */
const COLD_WAIT_MS = 20_000;
const say = (text: string) => process.stdout.write(`${text}\n`);

function formatLoad({ handedIn, refused, reasons, lost, acknowledged, atGrid, behind }: LoadFigures): string {
  const times = (values: readonly number[]) => [0.5, 0.99, 1].map((part) => percentile(values, part).toFixed(0)).join(' / ');
  const why = refused === 0 ? '' : ` (${[...reasons].map(([reason, count]) => `${reason}: ${count}`).join(', ')})`;
  return `${handedIn} answers, ${refused} refused${why}, ${lost} lost; kept after ${times(acknowledged)} ms, at the grid after ${times(atGrid)} ms (median / 99th / last); generator late by ${behind.toFixed(0)} ms`;
}

interface ServerState {
  readonly rss: number;
  readonly busy: number;
  readonly lateMs: number;
}

async function stateOf(port: number): Promise<ServerState> {
  return (await (await fetch(`http://127.0.0.1:${port}/state`)).json()) as ServerState;
}

function formatState({ rss, busy, lateMs }: ServerState): string {
  return `main thread busy ${(busy * 100).toFixed(0)} %, late by ${lateMs.toFixed(0)} ms (99th); ${(rss / 1e6).toFixed(0)} MB`;
}

async function played(port: number): Promise<string> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const value = (name: string) => new RegExp(`^camadas_${name} (\\d+)`, 'm').exec(text)?.[1] ?? '?';
  return `${value('answers_played_total')} played (the others were equal to one before), ${value('commands_total')} commands in ${value('commits_total')} transactions`;
}

const BENCHES: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  /** The first 300 answers of a class of 60, all different, a moment after the server has started. */
  async cold(folder) {
    for (const [name, env] of [
      ['start states made by the first answers', {}],
      ['start states made ahead', WARM],
    ] as const) {
      const server = await spawnServer(folder, { ...env, DATA_DIR: await mkdtemp(join(folder, 'cold-')) });
      const crowd = await gather([server.port], 60);
      await sleep(COLD_WAIT_MS);
      const { rss } = await stateOf(server.port);
      say(`cold: ${name}: ${formatLoad(await handInFor([server.port], crowd, { everyMs: 4000, forMs: 20_000, unequal: true }))}`);
      say(`      ${(rss / 1e6).toFixed(0)} MB before, ${formatState(await stateOf(server.port))}`);
      for (const stream of crowd.streams) stream.stop();
      await server.stop('SIGKILL');
    }
  },
  async load(folder) {
    const server = await spawnServer(folder, WARM);
    const crowd = await gather([server.port], LEARNERS);
    await sleep(COLD_WAIT_MS);
    await stateOf(server.port);
    const figures = await handInFor([server.port], crowd, { everyMs: EVERY_MS, forMs: FOR_MS, unequal: true });
    say(
      `load: ${LEARNERS} learners connected, each answering every ${EVERY_MS / 1000} s, for ${FOR_MS / 1000} s: ${formatLoad(figures)}`,
    );
    say(`      ${await played(server.port)}; ${formatState(await stateOf(server.port))}`);
    if (figures.lost > 0) process.exitCode = 1;
    for (const stream of crowd.streams) stream.stop();
    await server.stop('SIGTERM');
  },
  /** Answers come faster and faster. Where the grader is behind, the grid is late and acknowledgements are not. */
  async break(folder) {
    const server = await spawnServer(folder, WARM);
    const crowd = await gather([server.port], LEARNERS);
    await sleep(COLD_WAIT_MS);
    for (const unequal of [true, false]) {
      for (const seconds of FASTER) {
        await stateOf(server.port);
        const figures = await handInFor([server.port], crowd, { everyMs: seconds * 1000, forMs: FASTER_MS, unequal });
        const rate = `${(LEARNERS / seconds).toFixed(0)} a second, ${unequal ? 'all different' : 'many alike'}`;
        say(`break: ${rate}: ${formatLoad(figures)}; ${formatState(await stateOf(server.port))}`);
        if (percentile(figures.atGrid, 0.99) > GRID_MS || figures.lost + figures.refused > 0) break;
        await sleep(1000);
      }
    }
    for (const stream of crowd.streams) stream.stop();
    await server.stop('SIGKILL');
  },
  async idle(folder) {
    const server = await spawnServer(folder);
    await gather([server.port], 10).then(({ streams }) => streams.map((stream) => stream.stop()));
    const { rss: before } = await stateOf(server.port);
    const { streams } = await gather([server.port], CONNECTIONS);
    for (const stream of streams) while (stream.heard.length === 0) await sleep(20);
    const { rss: after } = await stateOf(server.port);
    await sleep(20_000);
    const state = await stateOf(server.port);
    const open = streams.filter(({ heard }) => heard.length > 1).length;
    say(
      `idle: ${CONNECTIONS} connections, ${((after - before) / CONNECTIONS / 1024).toFixed(1)} kB each (${(after / 1e6).toFixed(0)} MB in all); ${open} heard the heartbeat; ${formatState(state)}`,
    );
    for (const stream of streams) stream.stop();
    await server.stop('SIGKILL');
  },
  async kills(folder) {
    const obstacle = clusterObstacle();
    const cluster = obstacle === undefined ? await startCluster() : undefined;
    const databases = {
      SQLite: {},
      ...(cluster === undefined ? {} : { PostgreSQL: { DATABASE_URL: await cluster.createDatabase() } }),
    };
    for (const [name, env] of Object.entries(databases)) {
      const count = await killUnderLoad(folder, KILLS, env);
      say(`kills: ${name}: ${JSON.stringify(count)}`);
      if (count.lost + count.doubled + count.ungraded > 0) process.exitCode = 1;
    }
    if (obstacle !== undefined) say(`kills: PostgreSQL: skipped, ${obstacle}`);
    await cluster?.stop();
  },
  /** As much as it takes, by one process and by two: with one class, whose log is one queue, and with four. */
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
      const crowds = [];
      for (let index = 0; index < 4; index += 1) crowds.push(await gather(ports, 50));
      const [first] = crowds;
      if (first === undefined) throw new Error('no class');
      await handInFast(ports, crowds, { atOnce: 20, forMs: 5000 });
      const rates = [];
      for (const some of [[first], crowds]) rates.push(await handInFast(ports, some, { atOnce: 100, forMs: 10_000 }));
      const [one = 0, four = 0] = rates;
      say(
        `postgres: ${processes} process(es): ${one.toFixed(0)} answers a second in one class, ${four.toFixed(0)} in four; ${formatState(await stateOf(ports[0] as number))}`,
      );
      for (const { streams } of crowds) for (const stream of streams) stream.stop();
      for (const server of servers) await server.stop('SIGKILL');
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
