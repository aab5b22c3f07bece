/** The learner's own computer as far as the shell sees it: files, variables, where we are. Kept from line to line. */
import type { Tree } from '../fs/node.ts';

export interface Host {
  readonly tree: Tree;
  readonly cwd: string;
  /** exported and not; `exported` names those that programs see */
  readonly variables: ReadonlyMap<string, string>;
  readonly exported: ReadonlySet<string>;
  /** function name to its source text */
  readonly functions: ReadonlyMap<string, string>;
  /** $? */
  readonly status: number;
}
