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
  /** absent where nothing of it was ever set */
  readonly settings?: ShellSettings;
}

/** What else a shell remembers from line to line. */
export interface ShellSettings {
  /** `a=(x y)`: elements by index */
  readonly arrays: ReadonlyMap<string, ReadonlyMap<number, string>>;
  readonly readonlyNames: ReadonlySet<string>;
  /** `set -o NAME` */
  readonly options: ReadonlySet<string>;
  /** `trap`: by signal's name or `EXIT` */
  readonly traps: ReadonlyMap<string, string>;
  /** `set -- a b` */
  readonly positional: readonly string[];
  readonly umask: number;
  /** `pushd`: the last first */
  readonly folders?: readonly string[];
  /** `shopt -s NAME` */
  readonly extra?: ReadonlySet<string>;
}
