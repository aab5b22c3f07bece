/** What `readScript` and the shortcut for plain lines make of a text. */
import type { Sys } from '../kernel/system.ts';
import type { Shell } from './shell.ts';

export interface ScriptStatement {
  /** where it begins and ends in the text */
  readonly pos: number;
  readonly end: number;
  /** @param isLast nothing comes after it in this process */
  run(shell: Shell, isLast: boolean): Sys<number>;
}

export interface Script {
  readonly statements: readonly ScriptStatement[];
  /** Present where a syntax error comes after them; `origin` as in `TextOptions`. */
  readonly complain?: (shell: Shell, origin: string) => Sys<void>;
}
