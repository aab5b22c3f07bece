/**
 * The syntax tree of a text. A line is looked at several times (is it complete, run it, run it again in a loop's `eval`), and sessions repeat
 * lines; so trees of short texts are kept. Nobody may change one.
 */
import { type ParsedScript, parse } from 'unbash';

/** Longer texts are run once, mostly. */
const MAX_LENGTH = 2000;
/** of each generation */
const MAX_TREES = 200;

/** Two generations stand for the order of use: what was not asked for during a whole one goes with it. */
let young = new Map<string, ParsedScript>();
let old = new Map<string, ParsedScript>();

export function parseScript(text: string): ParsedScript {
  const known = young.get(text);
  if (known !== undefined) return known;
  if (text.length > MAX_LENGTH) return parse(text);
  const script = old.get(text) ?? parse(text);
  if (young.size >= MAX_TREES) {
    old = young;
    young = new Map();
  }
  young.set(text, script);
  return script;
}
