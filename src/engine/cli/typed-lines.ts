/**
 * Commands that take over the terminal: `docker run -it`, `docker exec -it`, `docker start -ai`. What is typed after them goes into the
 * container until its shell ends, exactly as lines that are pasted into a real terminal. So a whole visit is one text and one step:
 *
 *     docker run -it alpine:3.13 sh
 *     echo oi > /nota
 *     exit
 *
 * A visit that has not ended (no `exit`, no Ctrl+D) waits for more: the container runs on, and the machine says where (`machine.visit`).
 * The command alone, without a newline after it, is no visit: nobody is at the terminal, and what reads from it is at the end.
 */
import { readPlainWords } from '../shell/lang/plain-words.ts';
import { parseCommand } from './args/parse-command.ts';
import { COMMON_TREE } from './specs/common-commands.ts';

/** No line opens one without these; most have not got them, and need not be parsed. */
const ASKS_FOR_TERMINAL = /(?:run|exec).*-[\w-]*t|start.*-[\w-]*i|['"]/;

/** Whether the line opens a terminal inside of a container. */
export function opensTerminal(line: string): boolean {
  if (!ASKS_FOR_TERMINAL.test(line)) return false;
  const words = readPlainWords(line);
  if (words === undefined || words[0] !== 'docker') return false;
  const args = words.slice(1);
  // not among the common commands, whose flags alone are here
  if (args[args[0] === 'container' ? 1 : 0] === 'start') return args.some((word) => /^(?:-a?ia?|--interactive)$/.test(word));
  const parsed = parseCommand(args, COMMON_TREE, { buildkit: true });
  if (parsed.kind !== 'run' || !/ (?:run|exec)$/.test(parsed.node.path)) return false;
  const { flags } = parsed;
  return flags.bool('interactive') && flags.bool('tty') && !flags.bool('detach');
}

/** The line that ends the visit. */
export function closesTerminal(line: string): boolean {
  return /^\s*exit(?:\s+\d+)?\s*$/.test(line);
}

/** The command, and the lines that are typed into the terminal that it opens; undefined where nobody is there. */
export function cutTyped(text: string): { readonly command: string; readonly typed?: string } {
  const end = text.indexOf('\n');
  if (end < 0 || !opensTerminal(text.slice(0, end))) return { command: text };
  const typed = text.slice(end + 1);
  return { command: text.slice(0, end), typed: typed === '' || typed.endsWith('\n') ? typed : `${typed}\n` };
}
