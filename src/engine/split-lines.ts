/**
 * A script cut into the commands that an interactive bash would run one by one: here-documents, open quotes, continued lines and
 * compound commands stay whole. Each piece can then be run, undone and shown on its own.
 */
import { forEachChild, type SyntaxNode } from 'unbash';
import { parseScript } from './shell/lang/parse-script.ts';

/** A command still open after so many lines is not waited for any longer: what follows is all one piece, and fails as such. */
const MAX_LINES_OF_ONE_COMMAND = 1000;

/** What the parser misses at the very end of a text that goes on; missed earlier, each of them is a mistake. */
const OPEN_END = /^(expected .* to close|expected command after|expected compound command)/;

/**
 * Pieces in order, without their last newline; blank lines and lines that are only a comment are left out. The last piece may be
 * incomplete where the script is.
 */
export function splitLines(script: string): string[] {
  const pieces: string[] = [];
  let pending: string[] = [];
  for (const line of script.replaceAll('\r\n', '\n').split('\n')) {
    if (pending.length === 0 && /^\s*(#.*)?$/.test(line)) continue;
    pending.push(line);
    if (pending.length < MAX_LINES_OF_ONE_COMMAND && isCompleteCommand(pending.join('\n'))) {
      pieces.push(pending.join('\n'));
      pending = [];
    }
  }
  const rest = pending.join('\n').trimEnd();
  if (rest !== '') pieces.push(rest);
  return pieces;
}

/** Whether bash would run this text now instead of asking for more with `>`. A text with a mistake in it is complete. */
export function isCompleteCommand(text: string): boolean {
  const script = parseScript(text);
  const errors = script.errors ?? [];
  const end = text.trimEnd().length;
  if (errors.some(({ message, pos }) => message.startsWith('unterminated') || (pos >= end && OPEN_END.test(message)))) return false;
  if (errors.length > 0) return true;
  if (script.commands.some(hasOpenHereDoc)) return false;
  if (!text.endsWith('\\')) return true;
  // a backslash that continues the line takes the next command in as an argument; one inside a comment does not
  return parseScript(`${text}\n:`).commands.length > script.commands.length;
}

function hasOpenHereDoc(node: SyntaxNode): boolean {
  if (node.type === 'HereDoc') return node.closing === undefined;
  let open = false;
  forEachChild(node, (child) => {
    open ||= hasOpenHereDoc(child);
  });
  return open;
}
