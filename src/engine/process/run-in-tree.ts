/** One command on a file tree that is nobody's container: the RUN of a build. */
import type { EngineContext } from '../cas/content-store.ts';
import { InvariantError } from '../errors.ts';
import type { Tree } from '../fs/node.ts';
import type { Sink } from './host-io.ts';

/** Something laid over a folder (or a file) while the command runs; what is below is not touched. */
export interface TreeMount {
  /** absolute; made where it is missing, and taken away again if it was left empty */
  readonly target: string;
  /** what is seen there: the root of this tree. A file is given as a tree with that file alone in its root (`file`). */
  readonly tree: Tree;
  /** the name of the one file in `tree` that is laid over the file `target` */
  readonly file?: string;
  readonly readOnly: boolean;
}

export interface RunInTreeOptions {
  readonly tree: Tree;
  readonly argv: readonly string[];
  /** `NAME=value`; HOME is added from /etc/passwd, PATH and HOSTNAME where they are missing */
  readonly env: readonly string[];
  readonly cwd: string;
  /** as USER says it: '', name, uid, name:group … */
  readonly user: string;
  readonly hostname: string;
  readonly mounts?: readonly TreeMount[];
  readonly stdin?: Uint8Array;
  readonly sink: Sink;
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
export async function runInTree(ctx: EngineContext, options: RunInTreeOptions): Promise<RunInTreeResult> {
  void [ctx, options];
  throw new InvariantError('not landed yet');
}
