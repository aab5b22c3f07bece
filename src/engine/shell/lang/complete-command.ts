/** Whether a text is whole, or a shell would wait for more of it. */
import { forEachChild, type SyntaxNode } from 'unbash';
import { parseScript } from './parse-script.ts';

/** What the parser misses at the very end of a text that goes on; missed earlier, each of them is a mistake. */
const OPEN_END = /^(expected .* to close|expected command after|expected compound command)/;

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
