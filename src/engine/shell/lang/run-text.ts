/** Running a text: a script, a line, an argument of `eval`. */
import type { ParsedScript, Statement } from 'unbash';
import type { Sys } from '../kernel/system.ts';
import type { Builtins } from './builtins/builtin.ts';
import { runStatement } from './evaluate.ts';
import { parseScript } from './parse-script.ts';
import { ExpansionError, type Shell, ShellExit } from './shell.ts';
import { describeProblem, type SyntaxProblem } from './syntax-errors.ts';

export interface TextOptions {
  /** nothing runs in this process afterwards */
  readonly isLast?: boolean;
  /** what stands between the shell's name and the line's number in a syntax error: `-c: ` */
  readonly origin?: string;
}

/**
 * Runs what is complete before a syntax error, line by line, as the shells do, then complains.
 * @throws ShellExit after a syntax error, unless it is the learner's prompt
 */
export function* runText(shell: Shell, builtins: Builtins, text: string, options: TextOptions = {}): Sys<number> {
  const script = parseScript(text);
  const outer = { source: shell.source, lineStarts: shell.lineStarts };
  const isTop = shell.textDepth === 0;
  shell.textDepth += 1;
  shell.source = text;
  shell.lineStarts = lineStartsOf(text);
  try {
    const problems = errorsOf(script);
    const runnable = problems === undefined ? script.commands : completeStatements(script, text);
    let status = 0;
    let skippedUntil = 0;
    for (const [index, statement] of runnable.entries()) {
      if (statement.pos < skippedUntil) continue;
      const isLast = options.isLast === true && problems === undefined && index === runnable.length - 1;
      try {
        status = yield* runStatement(shell, builtins, statement, { isLast });
      } catch (error) {
        if (!isTop || !(error instanceof ExpansionError) || shell.has('errexit') || shell.flavour === 'ash') throw error;
        // An expansion that failed ends the line that it stands on.
        status = error.status;
        shell.status = status;
        const lineEnd = text.indexOf('\n', statement.end);
        skippedUntil = lineEnd < 0 || shell.isCommandText ? text.length : lineEnd;
      }
    }
    if (problems === undefined) return status;
    yield* complainOfSyntax(shell, describeProblem(shell.flavour, text, problems), text, isTop ? (options.origin ?? '') : 'eval: ');
    if (!shell.isInteractive && (isTop || shell.flavour === 'ash')) throw new ShellExit(2);
    return 2;
  } finally {
    shell.textDepth -= 1;
    shell.source = outer.source;
    shell.lineStarts = outer.lineStarts;
  }
}

function errorsOf(script: ParsedScript) {
  return script.errors !== undefined && script.errors.length > 0 ? script.errors : undefined;
}

/** The statements on the lines before the one that the first error's statement begins on. */
function completeStatements(script: ParsedScript, text: string): readonly Statement[] {
  const errors = script.errors ?? [];
  const first = errors.reduce((a, b) => (b.pos < a.pos ? b : a), errors[0] ?? { pos: 0, message: '' });
  const last = script.commands.findLast((statement) => statement.pos <= first.pos);
  // A statement that the parser gave up on has no end; a token that nobody expected stands behind a whole one.
  const isBroken = last !== undefined && (last.end === last.pos || !first.message.startsWith('unexpected token'));
  const lineStart = text.lastIndexOf('\n', Math.max(0, (isBroken ? last.pos : first.pos) - 1)) + 1;
  return script.commands.filter(
    (statement) => statement.end > statement.pos && statement.end <= lineStart && !(isBroken && statement === last),
  );
}

function* complainOfSyntax(shell: Shell, problem: SyntaxProblem, text: string, origin: string): Sys<void> {
  const line = shell.line;
  shell.line = problem.line;
  if (shell.flavour === 'ash') {
    yield* shell.complain(problem.message);
  } else if (shell.isInteractive && origin === '') {
    yield* shell.complain(problem.message);
  } else {
    const prefix =
      origin === '' || (shell.isScriptFile && origin === '-c: ')
        ? shell.prefix()
        : `${shell.name}: ${origin}line ${problem.line}: `;
    yield* shell.say(`${prefix}${problem.message}\n`);
    if (problem.showsLine) yield* shell.say(`${prefix}\`${text.split('\n')[problem.line - 1] ?? ''}'\n`);
  }
  shell.line = line;
}

export function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
