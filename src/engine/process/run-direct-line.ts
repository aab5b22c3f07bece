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
import { type Node, ROOT, type Tree } from '../fs/node.ts';
import { mayAccess } from '../fs/permissions.ts';
import type { Host } from '../machine/host.ts';
import type { MachineRef } from '../machine/machine.ts';
import { isStackOverflow } from '../shell/kernel/kernel.ts';
import type { MountedTree } from '../shell/kernel/mounts.ts';
import { readPlainWords } from '../shell/lang/plain-words.ts';
import { type Soon, wait } from '../soon.ts';
import { advanceMachine } from './advance.ts';
import { findInGrafted, graftHost } from './graft-host.ts';
import type { HostIo, HostProgram, Sink } from './host-io.ts';
import { hostMounts } from './host-mounts.ts';
import { findEnvironment, type KnownEnvironment } from './shell-memory.ts';

/** What the shell itself takes, beside one for each word. */
const STEPS = 16;
const NOTHING = new Uint8Array();

export interface DirectCall {
  readonly program: HostProgram;
  readonly words: readonly string[];
  readonly mounts: readonly MountedTree[];
  readonly known: KnownEnvironment;
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
  const path = known?.path;
  if (known === undefined || path === undefined) return undefined;
  const mounts = hostMounts([...programs.keys()]);
  const found = findInGrafted(host.tree, mounts, `${name}:${path}`, (tree) => searchPath(tree, path, name));
  return found !== undefined && isOurs(found, mounts, name) ? { program, words, mounts, known } : undefined;
}

/** As `findProgram` of shell/exec.ts does, where all folders are absolute. */
function searchPath(tree: Tree, path: string, name: string): Node | undefined {
  for (const folder of path.split(':')) {
    if (!folder.startsWith('/')) return undefined;
    const node = findNode(tree, `${folder.replace(/\/$/, '')}/${name}`, { who: ROOT });
    if (node?.kind === 'file' && mayAccess(node, ROOT, 'execute')) return node;
  }
  return undefined;
}

function isOurs(node: Node, mounts: readonly MountedTree[], name: string): boolean {
  return mounts.some(({ tree }) => tree.root.entries.get(name) === node);
}

/** Returns its status. @throws LimitError; what the program throws */
export function* runDirectly(ctx: EngineContext, ref: MachineRef, call: DirectCall, sink: Sink, columns: number): Soon<number> {
  const { program, words, known, mounts } = call;
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
  const kept = known.keep(host.tree === before ? host : { ...host, tree: withMountPoints(host.tree, mounts, now) }, status);
  if (kept !== ref.current.host) ref.current = { ...ref.current, host: kept };
  ref.current = yield* advanceMachine(ctx, ref.current, ref.current.now);
  return status;
}

/** What is mounted over the learner's files needs a place in them, and makes it. */
function withMountPoints(tree: Tree, mounts: readonly MountedTree[], now: number): Tree {
  const grafted = graftHost(tree, mounts, now);
  const below = grafted.ungraft(grafted.tree).tree;
  return below.root === tree.root ? tree : below;
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
