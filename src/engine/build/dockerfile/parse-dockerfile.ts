/**
 * A Dockerfile's text as instructions, with everything that is wrong in it.
 *
 *   dockerfile  = { directive } { comment | blank-line | instruction } ;
 *   instruction = keyword { flag } [ argument ] newline { heredoc-body } ;              (see logical-lines.ts, heredoc.ts)
 *   flag        = "--" name [ "=" value ] ;                                             (see split-instruction.ts)
 *   argument    = json-strings | rest-of-line ;                                         RUN, CMD, ENTRYPOINT, SHELL (JSON only), HEALTHCHECK CMD
 *               | json-strings | word { blank word } ;                                  COPY, ADD, VOLUME
 *               | word { blank word } ;                                                 FROM, EXPOSE
 *               | key "=" value { blank key "=" value } | key blank rest-of-line ;      ENV, LABEL
 *               | name [ "=" value ] { blank name [ "=" value ] } ;                     ARG
 *               | rest-of-line ;                                                        WORKDIR, USER, STOPSIGNAL, MAINTAINER
 *               | instruction ;                                                         ONBUILD
 *
 * Reading goes on after a problem, so that an editor sees all of them; docker stops at the first of `problems`.
 */
import type { Frontend } from './frontend.ts';
import type { Instruction } from './instruction.ts';
import { type InstructionText, splitLine } from './instruction-text.ts';
import { type Comment, type Directive, type LogicalLine, rangeOf, readLogicalLines } from './logical-lines.ts';
import { fail, type Problem, ProblemFound, type ProblemPhase } from './problem.ts';
import { checkSyntax, findReader, listInstructionNames } from './read-instruction.ts';
import { suggestWord } from './suggest.ts';

export interface Dockerfile {
  readonly frontend: Frontend;
  readonly escapeToken: '\\' | '`';
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  readonly instructions: readonly Instruction[];
  /** logical lines that go over an empty line, in order: docker warns about them */
  readonly emptyContinuations: readonly string[];
  /** the first one is docker's own error */
  readonly problems: readonly Problem[];
}

export function parseDockerfile(text: string, frontend: Frontend): Dockerfile {
  const read = readLogicalLines(text, frontend);
  const texts = read.lines.map((line) => ({ line, text: splitLine(line, frontend, read.escapeToken) }));
  const syntax = [...read.problems];
  const broken = new Set<LogicalLine>();
  for (const { line, text: split } of texts) {
    const problem = catchProblem('syntax', split, () => checkSyntax(split));
    if (problem.problem === undefined) continue;
    syntax.push(problem.problem);
    broken.add(line);
  }
  syntax.sort((left, right) => left.line - right.line);
  const isEmpty = read.lines.length === 0;
  if (isEmpty) syntax.push(emptyFile(text));
  const instructions: Instruction[] = [];
  const problems: Problem[] = [];
  for (const { line, text: split } of texts) {
    if (broken.has(line)) continue;
    const { value, problem } = catchProblem('instruction', split, () => readInstruction(split));
    if (problem !== undefined) problems.push(problem);
    if (value === undefined) continue;
    const isHomeless = value.kind !== 'from' && value.kind !== 'arg' && !instructions.some((earlier) => earlier.kind === 'from');
    if (isHomeless)
      problems.push({
        detail: { code: 'dockerfile.noStage' },
        phase: 'stage',
        line: line.startLine,
        range: rangeOf(line, 0, line.text.length),
      });
    instructions.push(value);
  }
  return {
    frontend,
    escapeToken: read.escapeToken,
    directives: read.directives,
    comments: read.comments,
    instructions,
    emptyContinuations: read.lines.filter((line) => line.hasEmptyContinuation).map((line) => line.text),
    problems: [...syntax, ...problems],
  };
}

/** Reads one instruction from text of its own: an ONBUILD trigger, a `--change`. @throws ProblemFound */
export function parseInstruction(text: string, frontend: Frontend, escapeToken = '\\'): Instruction {
  const [line] = readLogicalLines(text, frontend).lines;
  if (line === undefined) return fail({ code: 'dockerfile.noInstructions' });
  const split = splitLine(line, frontend, escapeToken);
  checkSyntax(split);
  return readInstruction(split);
}

function readInstruction(text: InstructionText): Instruction {
  const reader = findReader(text.name);
  if (reader !== undefined) return reader(text);
  const suggestion = suggestWord(text.name, listInstructionNames(), false);
  return fail(
    { code: 'dockerfile.unknownInstruction', instruction: text.keyword.text, ...(suggestion === undefined ? {} : { suggestion }) },
    text.keyword.range,
  );
}

function catchProblem<Value>(phase: ProblemPhase, text: InstructionText, read: () => Value): { value?: Value; problem?: Problem } {
  try {
    return { value: read() };
  } catch (error) {
    if (!(error instanceof ProblemFound)) throw error;
    return { problem: { detail: error.detail, phase, line: text.range.start.line, range: error.range ?? text.range } };
  }
}

function emptyFile(text: string): Problem {
  const start = { line: 1, column: 1 };
  return {
    detail: { code: text === '' ? 'dockerfile.empty' : 'dockerfile.noInstructions' },
    phase: 'syntax',
    line: 1,
    range: { start, end: start },
  };
}
