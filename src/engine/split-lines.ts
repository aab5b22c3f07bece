/**
 * A script cut into the commands that an interactive bash would run one by one: here-documents, open quotes, continued lines and
 * compound commands stay whole. Each piece can then be run, undone and shown on its own.
 */
import { closesTerminal, opensTerminal } from './cli/typed-lines.ts';
import { LANGUAGE } from './shell/lang/language-part.ts';
import { readPlainWords } from './shell/lang/plain-words.ts';

/** A command still open after so many lines is not waited for any longer: what follows is all one piece, and fails as such. */
const MAX_LINES_OF_ONE_COMMAND = 1000;

/**
 * A command that opens a terminal in a container takes the lines up to its `exit` along (`cli/typed-lines.ts`).
 *
 * Pieces in order, without their last newline; blank lines and lines that are only a comment are left out. The last piece may be
 * incomplete where the script is.
 */
export async function splitLines(script: string): Promise<string[]> {
  const pieces: string[] = [];
  let pending: string[] = [];
  const lines = script.replaceAll('\r\n', '\n').split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const visit =
      pending.length === 0 && opensTerminal(line) ? lines.findIndex((one, index) => index > at && closesTerminal(one)) : -1;
    if (visit > at && visit - at < MAX_LINES_OF_ONE_COMMAND) {
      pieces.push(lines.slice(at, visit + 1).join('\n'));
      at = visit;
      continue;
    }
    if (pending.length === 0 && /^\s*(#.*)?$/.test(line)) continue;
    pending.push(line);
    const text = pending.length === 1 ? line : pending.join('\n');
    const isPlain = readPlainWords(text) !== undefined;
    if (pending.length < MAX_LINES_OF_ONE_COMMAND && (isPlain || (await isCompleteCommand(text)))) {
      pieces.push(text);
      pending = [];
    }
  }
  const rest = pending.join('\n').trimEnd();
  if (rest !== '') pieces.push(rest);
  return pieces;
}

/** Whether bash would run this text now instead of asking for more with `>`. A text with a mistake in it is complete. */
export async function isCompleteCommand(text: string): Promise<boolean> {
  if (readPlainWords(text) !== undefined) return true;
  return (LANGUAGE.loaded ?? (await LANGUAGE.load())).isCompleteCommand(text);
}
