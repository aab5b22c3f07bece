/** A container's inside while something runs in it: its files with what is mounted, and the kernel that moves its processes. */
import { contentOf, EMPTY } from '../bytes/content.ts';
import type { EngineContext } from '../cas/content-store.ts';
import { InvariantError } from '../errors.ts';
import type { Tree } from '../fs/node.ts';
import type { ProcessTraces } from '../machine/container.ts';
import { type OutputSink, openInput, openNull, openOutput, openSilence } from '../shell/kernel/devices.ts';
import { Files } from '../shell/kernel/files.ts';
import { Kernel } from '../shell/kernel/kernel.ts';
import { type Grafted, graft, type MountedTree } from '../shell/kernel/mounts.ts';
import type { Limit, OpenFile } from '../shell/kernel/system.ts';
import { TYPED } from '../shell/lang/typed-part.ts';
import { createLoader } from '../shell/loader.ts';
import { type Soon, wait } from '../soon.ts';

const COLUMNS = 100;
const FIRST_PID = 1;

export interface WorldOptions {
  readonly tree: Tree;
  /** the lower layers, see fs/write.ts */
  readonly base: Tree | undefined;
  readonly systemMounts: readonly MountedTree[];
  readonly mounts: readonly MountedTree[];
  readonly readOnly: boolean;
  readonly hostname: string;
  /** absent: docker's own */
  readonly ulimits?: ReadonlyMap<string, Limit> | undefined;
  /** milliseconds since 1970 */
  readonly now: number;
}

export class World {
  readonly kernel: Kernel;
  private readonly files: Files;
  private readonly options: WorldOptions;
  private mounts: readonly MountedTree[];
  private below: Tree;
  private grafted: Grafted;

  constructor(ctx: Pick<EngineContext, 'ports'>, options: WorldOptions) {
    this.options = options;
    this.mounts = options.mounts;
    this.below = options.tree;
    this.grafted = this.graftAll(options.tree, options.now);
    const clock = (): number => this.kernel.now;
    const { tree, borders, share } = this.grafted;
    this.files = new Files({ tree, base: options.base, borders, share, clock });
    this.kernel = new Kernel({
      ports: ctx.ports,
      files: this.files,
      hostname: options.hostname,
      loader: createLoader(),
      columns: COLUMNS,
      now: options.now,
      firstPid: FIRST_PID,
      nextPid: FIRST_PID + 1,
      isContainer: true,
      ...(options.ulimits === undefined ? {} : { ulimits: options.ulimits }),
    });
  }

  /** The container's own tree, and what each of `mounts` holds. What was not touched is the very same object. */
  trees(): { readonly tree: Tree; readonly mounts: readonly Tree[] } {
    const { tree, mounts } = this.grafted.ungraft(this.files.tree);
    return {
      tree: tree.root === this.below.root ? this.below : tree,
      mounts: this.mounts.map((mount, at) => mounts[this.options.systemMounts.length + at] ?? mount.tree),
    };
  }

  /** Puts other files under the running processes' feet: `docker cp`, a volume that another container changed. */
  replace(tree: Tree, mountTrees: readonly Tree[]): void {
    this.mounts = this.mounts.map((mount, at) => ({ ...mount, tree: mountTrees[at] ?? mount.tree }));
    this.below = tree;
    this.grafted = this.graftAll(tree, this.kernel.now);
    this.files.replaceTree(this.grafted.tree, this.grafted.share);
  }

  /** What processes that have gone may have changed; undefined where that is more: an open file, /dev. */
  traces(): ProcessTraces | undefined {
    if (this.files.hasOpen) return undefined;
    const { mounts } = this.grafted.ungraft(this.files.tree);
    const isSystemTouched = this.options.systemMounts.some((mount, at) => mounts[at] !== mount.tree);
    return isSystemTouched ? undefined : { ...this.trees(), counters: this.kernel.counters };
  }

  putTraces({ tree, mounts, counters }: ProcessTraces): void {
    this.replace(tree, mounts);
    this.kernel.counters = counters;
  }

  /** What processes see. */
  get seen(): Tree {
    return this.files.tree;
  }

  private graftAll(tree: Tree, now: number): Grafted {
    return graft(tree, [...this.options.systemMounts, ...this.mounts], { mtime: now / 1000, rootReadOnly: this.options.readOnly });
  }
}

export interface StandardOptions {
  readonly tty: boolean;
  /** Absent: the end of the input at once; `never`: input that does not come. With a terminal it is typed: more may come after it. */
  readonly stdin?: Uint8Array | 'never';
  readonly sink: OutputSink;
}

/** Before `standardFiles` with the same. */
export function* fetchTerminal({ tty, stdin }: Pick<StandardOptions, 'tty' | 'stdin'>): Soon<void> {
  if (tty && typeof stdin === 'object' && TYPED.loaded === undefined) yield* wait(TYPED.load());
}

function getTyped(): NonNullable<typeof TYPED.loaded> {
  if (TYPED.loaded === undefined) throw new InvariantError('the terminal was not fetched');
  return TYPED.loaded;
}

/** Descriptors 0, 1 and 2. With a terminal all output is one stream. */
export function standardFiles({ tty, stdin, sink }: StandardOptions): Map<number, OpenFile> {
  const out = openOutput(tty ? { write: (fd, bytes) => sink.write(fd, withReturns(bytes)) } : sink, 1, tty);
  const error = tty ? out : openOutput(sink, 2, false);
  const fds = new Map<number, OpenFile>([
    [0, inputFile(tty, stdin, out)],
    [1, out],
    [2, error],
  ]);
  for (const file of fds.values()) file.refs += 1;
  return fds;
}

/** A terminal puts a carriage return before each new line. */
function withReturns(bytes: Uint8Array): Uint8Array {
  const lines = bytes.reduce((count, byte) => count + (byte === 10 ? 1 : 0), 0);
  if (lines === 0) return bytes;
  const out = new Uint8Array(bytes.length + lines);
  let at = 0;
  for (const byte of bytes) {
    if (byte === 10) out[at++] = 13;
    out[at++] = byte;
  }
  return out;
}

function inputFile(tty: boolean, stdin: Uint8Array | 'never' | undefined, out: OpenFile): OpenFile {
  if (stdin === 'never') return openSilence(out, tty);
  if (stdin !== undefined) return tty ? getTyped().openTyped(contentOf(stdin), out) : openInput(contentOf(stdin));
  return tty ? openInput(EMPTY, out, true) : openNull();
}
