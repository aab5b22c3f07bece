import { InvariantError } from '../../../errors.ts';
import type { Part } from '../../../part.ts';
import { type Sys, settle } from '../../kernel/system.ts';
import type { Shell } from '../shell.ts';

/** @param args without the builtin's name */
export type Builtin = (shell: Shell, args: readonly string[]) => Sys<number>;

/** by name */
export type BuiltinGroup = Readonly<Record<string, Builtin>>;
/** A builtin, or the part that it is loaded with and stands in under its name. */
export type BuiltinSource = Builtin | Part<{ readonly BUILTINS: BuiltinGroup }>;

export interface Builtins {
  readonly table: ReadonlyMap<string, BuiltinSource>;
  /** POSIX' special builtins: an error in one ends a script */
  readonly special: ReadonlySet<string>;
}

export const SPECIAL_BUILTINS: ReadonlySet<string> = new Set(
  'break : . continue eval exec exit export readonly return set shift times trap unset source'.split(' '),
);

export function* loadBuiltin(name: string, source: BuiltinSource): Sys<Builtin> {
  if (typeof source === 'function') return source;
  const { BUILTINS } = source.loaded ?? (yield* settle(() => source.load()));
  const builtin = BUILTINS[name];
  if (builtin === undefined) throw new InvariantError(`no builtin ${name} in its part`);
  return builtin;
}
