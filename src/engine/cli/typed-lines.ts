/**
 * Commands that take over the terminal: `docker run -it` and `docker exec -it`. What is typed after them goes into the container until
 * its shell ends, exactly as lines that are pasted into a real terminal. So a whole visit is one text and one step:
 *
 *     docker run -it alpine:3.13 sh
 *     echo oi > /nota
 *     exit
 */
import { readPlainWords } from '../shell/lang/plain-words.ts';
import { parseCommand } from './args/parse-command.ts';
import { COMMON_TREE } from './specs/common-commands.ts';

/** No line opens one without these words; most have not got them, and need not be parsed. */
const ASKS_FOR_TERMINAL = /(?:run|exec).*-[\w-]*t|['"]/;

/** Whether the line opens a terminal inside of a container. */
export function opensTerminal(line: string): boolean {
  if (!ASKS_FOR_TERMINAL.test(line)) return false;
  const words = readPlainWords(line);
  if (words === undefined || words[0] !== 'docker') return false;
  const parsed = parseCommand(words.slice(1), COMMON_TREE, { buildkit: true });
  if (parsed.kind !== 'run' || !/ (?:run|exec)$/.test(parsed.node.path)) return false;
  const { flags } = parsed;
  return flags.bool('interactive') && flags.bool('tty') && !flags.bool('detach');
}

/** The line that ends the visit. */
export function closesTerminal(line: string): boolean {
  return /^\s*exit(?:\s+\d+)?\s*$/.test(line);
}

/** The command, and what is typed into the terminal that it opens. */
export function cutTyped(text: string): { readonly command: string; readonly typed: string } {
  const end = text.indexOf('\n');
  if (end < 0 || !opensTerminal(text.slice(0, end))) return { command: text, typed: '' };
  return { command: text.slice(0, end), typed: `${text.slice(end + 1)}\n` };
}
