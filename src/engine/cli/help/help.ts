/** What `docker help`, `docker COMMAND --help` and `docker` alone print: loaded when it is asked for. */
import { FlagProblem, parseFlags } from '../args/parse-flags.ts';
import { UsageError } from '../args/usage-error.ts';
import { ALL_COMMANDS } from '../specs/all-commands.ts';
import { type CommandNode, findCommand } from '../specs/command-tree.ts';
import { renderHelp } from './render-help.ts';

const HELP_ON_HELP = 'Usage:  docker help [command]\n\nHelp about the command\n';

/** @param words `image ls`; none for docker itself. @throws UsageError where they are no command */
export function helpOn(words: readonly string[], columns: number): string {
  const [first = ''] = words;
  if (first === 'help') return HELP_ON_HELP;
  if (/^(-h|--help)$/.test(first))
    return first === '-h' ? `Flag shorthand -h has been deprecated, use --help\n${HELP_ON_HELP}` : HELP_ON_HELP;
  refuseFlags(words);
  let known: CommandNode | undefined;
  let count = words.length;
  for (; known === undefined && count >= 0; count -= 1) known = findCommand(ALL_COMMANDS.root, words.slice(0, count));
  const unknown = words.slice(count + 1);
  if (known === undefined || unknown.length > 0) throw new UsageError(`unknown help topic: ${unknown.join(' ')}`, 1);
  if (known.spec.refused !== undefined) return `${known.spec.refused}\n`;
  return renderHelp(known, columns);
}

/** `docker help` has none but `--help`. @throws UsageError */
function refuseFlags(words: readonly string[]): void {
  try {
    parseFlags(words, { specs: [], flagsFirst: false });
  } catch (error) {
    if (!(error instanceof FlagProblem)) throw error;
    const usage = "Usage:  docker help [command]\n\nRun 'docker help --help' for more information";
    throw new UsageError(`${error.message}\n\n${usage}`, 125);
  }
}
