/** The pairs of ENV and LABEL. */

import type { KeyValue } from './instruction.ts';
import type { InstructionText } from './instruction-text.ts';
import { fail } from './problem.ts';
import { splitQuotedWords } from './split-words.ts';

/** `A=1 B="two words"`, or the old `A the rest of the line`: the first word decides. */
export function readKeyValues(text: InstructionText): KeyValue[] {
  const instruction = text.name;
  const parts = splitQuotedWords(text.argument.text, text.escapeToken);
  const first = parts[0];
  if (first === undefined) return [];
  if (!first.text.includes('=')) {
    const legacy = /^([^\t\v\f\r ]*)[\t\v\f\r ]+/.exec(text.argument.text);
    if (legacy === null) return fail({ code: 'dockerfile.twoArguments', instruction }, text.range);
    const key = legacy[1] ?? '';
    const value = { text: text.argument.text.slice(legacy[0].length), start: legacy[0].length, end: text.argument.text.length };
    return [{ key: text.tokenOf({ text: key, start: 0, end: key.length }), value: text.tokenOf(value), isLegacy: true }];
  }
  return parts.map((part) => {
    const equals = part.text.indexOf('=');
    if (equals < 0) return fail({ code: 'dockerfile.missingEquals', word: part.text }, text.tokenOf(part).range);
    const written = text.argument.text.slice(part.start, part.end);
    const middle = part.start + written.indexOf('=');
    return {
      key: text.tokenOf({ text: part.text.slice(0, equals), start: part.start, end: middle }),
      value: text.tokenOf({ text: part.text.slice(equals + 1), start: middle + 1, end: part.end }),
      isLegacy: false,
    };
  });
}
