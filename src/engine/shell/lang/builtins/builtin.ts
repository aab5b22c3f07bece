import type { Sys } from '../../kernel/system.ts';
import type { Shell } from '../shell.ts';

/** @param args without the builtin's name */
export type Builtin = (shell: Shell, args: readonly string[]) => Sys<number>;

export interface Builtins {
  readonly table: ReadonlyMap<string, Builtin>;
  /** POSIX' special builtins: an error in one ends a script */
  readonly special: ReadonlySet<string>;
}

export const SPECIAL_BUILTINS: ReadonlySet<string> = new Set(
  'break : . continue eval exec exit export readonly return set shift times trap unset source'.split(' '),
);
