/** One command on a file tree that is nobody's container: the RUN of a build. */
import { utf8 } from '../bytes/utf8.ts';
import type { EngineContext } from '../cas/content-store.ts';
import type { Tree } from '../fs/node.ts';
import { statusOf } from '../shell/kernel/system.ts';
import { type Soon, wait } from '../soon.ts';
import { type Beginning, beginProgram } from './begin.ts';
import { buildEnvironment } from './environment.ts';
import type { Sink } from './host-io.ts';
import { fetchUserTables, findIdentity } from './identity.ts';
import { systemMounts } from './system-mounts.ts';
import { standardFiles, World } from './world.ts';

const INTERRUPTED = 130;

/** Something laid over a folder (or a file) while the command runs; what is below is not touched. */
export interface TreeMount {
  /** absolute; made where it is missing */
  readonly target: string;
  /** what is seen there: the root of this tree. A file is given as a tree with that file alone in its root (`file`). */
  readonly tree: Tree;
  /** the name of the one file in `tree` that is laid over the file `target` */
  readonly file?: string;
  readonly readOnly: boolean;
}

export interface RunInTreeOptions {
  readonly tree: Tree;
  /** the lower layers: writing to a hard link of theirs breaks it */
  readonly base?: Tree;
  readonly argv: readonly string[];
  /** `NAME=value`; HOME is added from /etc/passwd, PATH and HOSTNAME where they are missing */
  readonly env: readonly string[];
  readonly cwd: string;
  /** as USER says it: '', name, uid, name:group … */
  readonly user: string;
  readonly hostname: string;
  /** `name:address`, lines of its /etc/hosts */
  readonly extraHosts?: readonly string[];
  readonly mounts?: readonly TreeMount[];
  readonly stdin?: Uint8Array;
  readonly sink: Sink;
  /** Told of each piece of output when it is written, by the command's own clock. */
  readonly onOutput?: (bytes: Uint8Array, now: number) => void;
  /** milliseconds since 1970 */
  readonly now: number;
}

export interface RunInTreeResult {
  /** without what was mounted */
  readonly tree: Tree;
  readonly exitCode: number;
  readonly now: number;
  /** of each mount, in the order given: what it holds now */
  readonly mounts: readonly Tree[];
  /** the foreground limit was reached */
  readonly interrupted: boolean;
}

/** @throws ProcessError where the command cannot begin */
export function* runInTree(ctx: EngineContext, options: RunInTreeOptions): Soon<RunInTreeResult> {
  const { tree, argv, hostname, sink, now } = options;
  yield* fetchUserTables(tree, ctx.ports.limits.fileBytes);
  const own = systemMounts({
    hostname,
    addresses: [],
    extraHosts: options.extraHosts ?? [],
    argv,
    readOnly: true,
    mtime: now / 1000,
  });
  const world = new World(ctx, {
    tree,
    base: options.base ?? tree,
    // BuildKit writes no hostname of its own: what the image has is the step's to change.
    systemMounts: own.filter(({ target }) => target !== '/etc/hostname'),
    mounts: options.mounts ?? [],
    readOnly: false,
    hostname,
    now,
  });
  const { who, home, listed } = findIdentity(world.seen, options.user);
  // Unlike the daemon, BuildKit adds no primary group to these, and asks for none where no user is said.
  const groups = options.user === '' ? [] : listed;
  const beginning: Beginning = { error: undefined };
  const main = world.kernel.start({
    argv,
    program: beginProgram(argv, beginning),
    env: buildEnvironment({ hostname, tty: false, variables: options.env, home }),
    cwd: options.cwd,
    who: { ...who, groups },
    fds: standardFiles({
      tty: false,
      ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
      sink: {
        write(fd, bytes) {
          sink.write(fd, bytes);
          options.onOutput?.(bytes, world.kernel.now);
        },
      },
    }),
  });
  const end = yield* wait(world.kernel.run({ until: now + ctx.ports.limits.foregroundMs, done: () => main.state !== 'alive' }));
  if (beginning.error !== undefined) throw beginning.error;
  const interrupted = end !== 'done';
  if (interrupted) sink.write(2, utf8('^C\n'));
  const after = world.trees();
  return { ...after, exitCode: interrupted ? INTERRUPTED : statusOf(main), now: world.kernel.now, interrupted };
}
