/** `set -e` and the like. */
import { OPTION_LETTERS, type Shell, type ShellOption } from './shell.ts';

/** `$-` */
export function getOption(shell: Shell): string {
  let letters = '';
  for (const [letter, option] of OPTION_LETTERS) if (shell.has(option)) letters += letter;
  if (shell.flavour === 'bash') return `${letters}${shell.isInteractive ? 'himBHs' : shell.isCommandText ? 'hBc' : 'hB'}`;
  return shell.isCommandText ? `c${letters}` : letters;
}

export function listOptions(): readonly ShellOption[] {
  return [...OPTION_LETTERS.values(), 'pipefail' as const].sort();
}
