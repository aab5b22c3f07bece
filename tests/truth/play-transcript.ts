/** Plays a recorded transcript on the engine and compares what came out with what a real Docker printed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withHostFolder } from '../../scripts/host-folder.ts';
import { formatPlayed, listCommands, playCommand } from '../../scripts/transcript.ts';
import {
  createLearnerMachine,
  createSession,
  DEFAULT_LIMITS,
  loadRegistryServing,
  type Ports,
  validateMachine,
  WORKING_FOLDER,
} from '../../src/engine/index.ts';
import { nodePlatform } from '../../src/server/node-platform.ts';
import { openRegistryFolder } from '../../src/server/registry-folder.ts';
import { diff, loadKnown, normalise } from './compare.mjs';

const HERE = import.meta.dirname;
/** 2026-11-23: the fixtures were made in 2021 and are `5 years ago`, as in the recordings */
const EPOCH = Date.UTC(2026, 10, 23, 12);
const CONTEXT_LINES = 2;

interface KnownGap {
  /** `public/48-pull` */
  readonly transcript: string;
  readonly reason: string;
  readonly issue: number;
}
export const KNOWN_GAPS: readonly KnownGap[] = JSON.parse(readFileSync(join(HERE, 'known-gaps.json'), 'utf8'));

/** names as in `KnownGap`, sorted */
export function listTranscripts(folder: string): string[] {
  const files = readdirSync(join(HERE, folder)).filter((file) => file.endsWith('.console'));
  return files.map((file) => `${folder}/${file.replace(/\.console$/, '')}`).sort();
}

/** Resolves to everything that is wrong, as text to read; empty where it plays as recorded. */
export async function playTranscript(name: string): Promise<string> {
  const recorded = readFileSync(join(HERE, `${name}.console`), 'utf8');
  const { lines, problems } = await play(name, listCommands(recorded, `${name}.console`));
  const known = loadKnown();
  const expected = normalise(recorded.replace(/^(#.*\n)+/, ''), known);
  const actual = normalise(`${lines.join('\n')}\n`, known);
  const isSame = expected.length === actual.length && expected.every((line, index) => line === actual[index]);
  return [...problems, ...(isSame ? [] : [formatDifference(diff(expected, actual))])].join('\n');
}

let registry: ReturnType<typeof openRegistryFolder> | undefined;

/** Resolves to what the engine prints, as lines of a transcript, and to what is broken in the machine after a command. */
export async function play(name: string, commands: readonly string[]): Promise<{ lines: string[]; problems: string[] }> {
  registry ??= openRegistryFolder(join(HERE, 'fixtures/registry'));
  const ports: Ports = {
    epoch: EPOCH,
    seed: name,
    limits: DEFAULT_LIMITS,
    http: (await loadRegistryServing()).createHubRegistry(await registry),
    platform: nodePlatform,
  };
  const env = new Map([['DOCKER_BUILDKIT', name.includes('buildkit') ? '1' : '0']]);
  const machine = await withHostFolder(createLearnerMachine(ports, env), join(HERE, 'fixtures'), `${WORKING_FOLDER}/fixtures`);
  const session = createSession({ ports, machine, isScript: true });
  const lines: string[] = [];
  const problems: string[] = [];
  for (const command of commands) {
    const played = await playCommand(session, command);
    lines.push(...formatPlayed(played));
    if (played.stopped !== undefined) problems.push(`stopped at: ${command}\n${played.stopped.stack}`);
    for (const broken of await validateMachine(session.ctx, session.machine)) problems.push(`after: ${command}\n  ${broken}`);
  }
  return { lines, problems };
}

/** Lines that differ with their command and a little around them: `-` recorded, `+` ours. */
function formatDifference(lines: readonly (readonly string[])[]): string {
  const shown = new Set<number>();
  let command = -1;
  lines.forEach(([mark = '', text = ''], index) => {
    if (text.startsWith('$ ')) command = index;
    if (mark === ' ') return;
    if (command >= 0) shown.add(command);
    const last = Math.min(lines.length - 1, index + CONTEXT_LINES);
    for (let near = Math.max(0, index - CONTEXT_LINES); near <= last; near += 1) shown.add(near);
  });
  const out: string[] = [];
  let previous = -1;
  for (const index of [...shown].sort((a, b) => a - b)) {
    if (previous >= 0 && index > previous + 1) out.push('   …');
    out.push((lines[index] ?? []).join(' '));
    previous = index;
  }
  return out.join('\n');
}
