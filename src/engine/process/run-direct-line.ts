/**
 * A line that does nothing but call a program of the host (`docker ps`), without a shell and a kernel around it: most lines of a lesson are such,
 * and what goes around them costs more than many of them do themselves. What comes of it must be what the shell would have made of it, to
 * the last variable: run-direct-line.test.ts runs lines both ways. Where the shell would do anything else than find the program and
 * run it (functions, traps, options, another program of that name), the line is left to it.
 */

import { utf8 } from '../bytes/utf8.ts';
import type { EngineContext } from '../cas/content-store.ts';
import { LimitError } from '../errors.ts';
import { findNode } from '../fs/lookup.ts';
import { ROOT, type Tree } from '../fs/node.ts';
import type { Host } from '../machine/host.ts';
import type { MachineRef } from '../machine/machine.ts';
import { isStackOverflow } from '../shell/kernel/stack-overflow.ts';
import { readPlainWords } from '../shell/lang/plain-words.ts';
import { type Soon, wait } from '../soon.ts';
import { advanceMachine } from './advance.ts';
import { findEnvironment, type KnownEnvironment } from './host-environment.ts';
import type { HostIo, HostProgram, Sink } from './host-io.ts';
import { HOST_LINE } from './host-line-part.ts';

/** What the shell itself takes, beside one for each word. */
const STEPS = 16;
const NOTHING = new Uint8Array();
/** Where `host-mounts.ts` puts the programs, over whatever the learner has there, and what else it needs a place for. */
const PROGRAM_FOLDERS: ReadonlySet<string> = new Set(['/usr/bin', '/bin']);
const MOUNT_POINTS = ['/dev', ...PROGRAM_FOLDERS];

export interface DirectCall {
  readonly program: HostProgram;
  readonly words: readonly string[];
  readonly known: KnownEnvironment;
  /** all that there are, by name */
  readonly programs: ReadonlyMap<string, HostProgram>;
}

/** Undefined where the line is the shell's. */
export function findDirectCall(
  { ports }: Pick<EngineContext, 'ports'>,
  host: Host,
  line: string,
  programs: ReadonlyMap<string, HostProgram>,
): DirectCall | undefined {
  const words = readPlainWords(line);
  const [name = ''] = words ?? [];
  const program = programs.get(name);
  if (words === undefined || program === undefined || words.length + STEPS > ports.limits.shellSteps) return undefined;
  if (host.functions.size > 0 || host.settings === undefined) return undefined;
  if (host.settings.options.size > 0 || host.settings.traps.size > 0) return undefined;
  const known = findEnvironment(host);
  if (known?.path === undefined || !leadsToOurs(host.tree, known.path, name)) return undefined;
  return { program, words, known, programs };
}

/** The search that came last: most lines change no file of the host and call the same program. */
let last: { readonly tree: Tree; readonly path: string; readonly name: string; readonly isOurs: boolean } | undefined;

function leadsToOurs(tree: Tree, path: string, name: string): boolean {
  if (last?.tree !== tree || last.path !== path || last.name !== name)
    last = { tree, path, name, isOurs: searchPath(tree, path, name) };
  return last.isOurs;
}

/**
 * Whether nothing of this name can stand before our program on the PATH. A folder that leads to the programs through a link has the same
 * one; so it is enough to look at the learner's own files, where all places for what is laid over them are there already.
 */
function searchPath(tree: Tree, path: string, name: string): boolean {
  if (!MOUNT_POINTS.every((point) => findNode(tree, point, { who: ROOT })?.kind === 'dir')) return false;
  for (const entry of path.split(':')) {
    const folder = entry.replace(/\/$/, '');
    if (!folder.startsWith('/')) return false;
    if (PROGRAM_FOLDERS.has(folder)) return true;
    if (findNode(tree, `${folder}/${name}`, { who: ROOT }) !== undefined) return false;
  }
  return false;
}

/** Returns its status. @throws LimitError; what the program throws */
export function* runDirectly(ctx: EngineContext, ref: MachineRef, call: DirectCall, sink: Sink, columns: number): Soon<number> {
  const { program, words, known, programs } = call;
  ref.current = yield* advanceMachine(ctx, ref.current, ref.current.now);
  const before = ref.current.host.tree;
  let status: number;
  try {
    status =
      (yield* wait(program(new DirectIo(words, known.env(words[0] ?? ''), ref.current.host.cwd, sink, columns), ref))) & 0xff;
  } catch (error) {
    throw isStackOverflow(error) ? new LimitError('depth', ctx.ports.limits.depth) : error;
  }
  const { host, now } = ref.current;
  const tree = host.tree === before ? before : (yield* loadMountPoints())(host.tree, [...programs.keys()], now);
  const kept = known.keep(tree === host.tree ? host : { ...host, tree }, status);
  if (kept !== ref.current.host) ref.current = { ...ref.current, host: kept };
  ref.current = yield* advanceMachine(ctx, ref.current, ref.current.now);
  return status;
}

function* loadMountPoints() {
  const { withMountPoints } = HOST_LINE.loaded ?? (yield* wait(HOST_LINE.load()));
  return withMountPoints;
}

/** At the terminal, where nobody types anything. */
class DirectIo implements HostIo {
  readonly args: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  readonly stdinIsTty = true;
  readonly stdoutIsTty = true;
  readonly stderrIsTty = true;
  readonly columns: number;
  private readonly sink: Sink;

  constructor(words: readonly string[], env: ReadonlyMap<string, string>, cwd: string, sink: Sink, columns: number) {
    this.args = words.slice(1);
    this.env = env;
    this.cwd = cwd;
    this.columns = columns;
    this.sink = sink;
  }
  readStdin(): Promise<Uint8Array> {
    return Promise.resolve(NOTHING);
  }
  readStdinLine(): Promise<Uint8Array> {
    return Promise.resolve(NOTHING);
  }
  write(fd: 1 | 2, data: string | Uint8Array): void {
    this.sink.write(fd, typeof data === 'string' ? utf8(data) : data);
  }
  progress(row: string, text: string): void {
    this.sink.progress(row, text);
  }
}
