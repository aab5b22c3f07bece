/** One logical line cut into what the readers of instructions work on, every part with its place in the file. */
import type { Frontend } from './frontend.ts';
import type { CommandLine, Flag, InstructionBase } from './instruction.ts';
import { parseJsonStrings } from './json-strings.ts';
import { type LogicalLine, rangeOf } from './logical-lines.ts';
import type { Range, Token } from './position.ts';
import { trimSpace } from './space.ts';
import { type Part, type SplitInstruction, splitInstruction } from './split-instruction.ts';
import { splitAtBlanks } from './split-words.ts';

/** What a reader of one instruction works on. */
export interface InstructionText extends InstructionBase {
  /** upper case */
  readonly name: string;
  readonly frontend: Frontend;
  readonly escapeToken: string;
  /** place of a part of `argument` */
  tokenOf(part: Part): Token;
}
export function splitLine(line: LogicalLine, frontend: Frontend, escapeToken: string): InstructionText {
  const split = splitInstruction(line.text);
  const place = (part: Part): Range => rangeOf(line, part.start, part.end);
  const start = rangeOf(line, split.keyword.start, split.keyword.end);
  const end =
    line.heredocs.length > 0
      ? { line: line.endLine, column: line.endColumn }
      : rangeOf(line, split.keyword.start, Math.max(split.keyword.end, split.rest.end)).end;
  return {
    name: split.keyword.text.toUpperCase(),
    keyword: { text: split.keyword.text, range: start },
    flags: split.flags.map((flag) => flagOf(flag, place(flag))),
    source: trimSpace(line.text),
    argument: { text: split.rest.text, range: place(split.rest) },
    heredocs: line.heredocs,
    range: { start: start.start, end },
    frontend,
    escapeToken,
    tokenOf: (part) => ({ text: part.text, range: rangeOf(line, split.rest.start + part.start, split.rest.start + part.end) }),
  };
}

function flagOf(part: SplitInstruction['flags'][number], range: Range): Flag {
  const equals = part.value.indexOf('=');
  const name = equals < 0 ? part.value.slice(2) : part.value.slice(2, equals);
  return { name, value: equals < 0 ? '' : part.value.slice(equals + 1), token: { text: part.text, range } };
}

export const baseOf = (text: InstructionText): InstructionBase => ({
  keyword: text.keyword,
  flags: text.flags,
  source: text.source,
  argument: text.argument,
  heredocs: text.heredocs,
  range: text.range,
});

/** The instruction inside an ONBUILD, as if it stood on a line of its own. */
export function triggerText(text: InstructionText): InstructionText {
  const line: LogicalLine = {
    text: text.argument.text,
    pieces: [{ at: 0, line: text.argument.range.start.line, column: text.argument.range.start.column }],
    startLine: text.argument.range.start.line,
    endLine: text.range.end.line,
    endColumn: text.range.end.column,
    heredocs: text.heredocs,
    hasEmptyContinuation: false,
  };
  return splitLine(line, text.frontend, text.escapeToken);
}

export function wordsOf(text: InstructionText): Token[] {
  return splitAtBlanks(text.argument.text).map(text.tokenOf);
}

/** JSON, else words split at blanks. */
export function jsonOrWords(text: InstructionText): Token[] {
  const json = parseJsonStrings(text.argument.text);
  return json.kind === 'strings' ? json.items.map(text.tokenOf) : wordsOf(text);
}

export function commandLine(text: InstructionText): CommandLine {
  const json = parseJsonStrings(text.argument.text);
  if (json.kind === 'strings') return { form: 'exec', args: json.items.map(text.tokenOf) };
  return { form: 'shell', args: text.argument.text === '' ? [] : [text.argument] };
}
