/** `npm run --silent sim -- [--root DIR] [--registry DIR] FILE`: plays commands on the engine and prints the transcript, nothing else. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import {
  createLearnerMachine,
  createSession,
  DEFAULT_LIMITS,
  InvariantError,
  LimitError,
  loadRegistryServing,
  NO_NETWORK,
  WORKING_FOLDER,
} from '../src/engine/index.ts';
import { nodePlatform } from '../src/server/node-platform.ts';
import { openRegistryFolder } from '../src/server/registry-folder.ts';
import { withHostFolder } from './host-folder.ts';
import { formatPlayed, listCommands, type PlayedCommand, playCommand } from './transcript.ts';

const USAGE = `usage: npm run --silent sim -- [--root DIR] [--registry DIR] [--epoch MS] [--seed S] FILE
FILE is a transcript (lines that begin with "$ " are played) or a plain list of commands; - reads it from stdin.
  --root DIR      the working folder that the commands see; read from disk, written only in memory
  --registry DIR  refs.json and blobs/, served as Docker Hub and as localhost:5000
  --epoch MS      where the clock starts, milliseconds since 1970 (default: the real time)
  --seed S        makes the random IDs the same every time`;

interface Options {
  readonly file: string;
  readonly root: string | undefined;
  readonly registry: string | undefined;
  readonly epoch: number;
  readonly seed: string;
}

function readOptions(): Options {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      root: { type: 'string' },
      registry: { type: 'string' },
      epoch: { type: 'string' },
      seed: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [file, ...more] = positionals;
  if (values.help || file === undefined || more.length > 0) throw new Error(USAGE);
  const root = values.root === undefined ? undefined : findPath(values.root);
  const registry = values.registry === undefined ? undefined : findPath(values.registry);
  const epoch = values.epoch === undefined ? Date.now() : Number(values.epoch);
  if (!Number.isFinite(epoch)) throw new Error(`--epoch wants milliseconds, not ${values.epoch}`);
  return { file: file === '-' ? file : findPath(file), root, registry, epoch, seed: values.seed ?? randomUUID() };
}

/** npm runs scripts in the project's folder; a relative path is meant from where npm was called. */
function findPath(given: string): string {
  const candidates = [resolve(process.env['INIT_CWD'] ?? '.', given), resolve(given)];
  const found = candidates.find((path) => existsSync(path));
  if (found === undefined) throw new Error(`there is no ${given}`);
  return found;
}

async function play({ file, root, registry, epoch, seed }: Options): Promise<void> {
  const source = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  const { createHubRegistry } = await loadRegistryServing();
  const http = registry === undefined ? NO_NETWORK : createHubRegistry(await openRegistryFolder(registry));
  const ports = { epoch, seed, limits: DEFAULT_LIMITS, http, platform: nodePlatform };
  const buildkit = process.env['DOCKER_BUILDKIT'];
  const fresh = createLearnerMachine(ports, new Map(buildkit === undefined ? [] : [['DOCKER_BUILDKIT', buildkit]]));
  const machine = root === undefined ? fresh : await withHostFolder(fresh, root, WORKING_FOLDER);
  let session = createSession({ ports, machine, isScript: true });
  for (const command of listCommands(source, file)) {
    const before = session.machine;
    const played = await Promise.race([playCommand(session, command), whenStuck(command)]);
    process.stdout.write(`${formatPlayed(played).join('\n')}\n`);
    if (played.stopped === undefined || played.stopped instanceof LimitError) continue;
    process.stderr.write(`camadas: internal error in: ${command}\n${played.stopped.stack}\n`);
    session = createSession({ ports, machine: before, store: session.ctx.store, isScript: true });
  }
}

/** Resolves when Node has nothing left to do although the command has not ended: a promise of ours was forgotten. */
function whenStuck(command: string): Promise<PlayedCommand> {
  return new Promise((resolveStuck) => {
    process.removeAllListeners('beforeExit');
    process.once('beforeExit', () => {
      setImmediate(resolveStuck, { command, status: 1, lines: [], stopped: new InvariantError('the command never ended') });
    });
  });
}

// `sim … | head` has read enough, and that is no mistake
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
// a mistake that no command waited for must not take the rest of the transcript with it
process.on('uncaughtException', (error) => process.stderr.write(`camadas: internal error: ${error.stack}\n`));

try {
  await play(readOptions());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
}
