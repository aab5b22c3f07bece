/** Running a text: a script, a line, an argument of `eval`. */
import { type ParsedScript, parse, type Statement } from 'unbash';
import type { Sys } from '../kernel/system.ts';
import type { Builtins } from './builtins/builtin.ts';
import { runStatement } from './evaluate.ts';
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
  const script = parse(text);
  const outer = { source: shell.source, lineStarts: shell.lineStarts };
  shell.source = text;
  shell.lineStarts = lineStartsOf(text);
  try {
    const problems = errorsOf(script);
    const runnable = problems === undefined ? script.commands : completeStatements(script, text);
    let status = 0;
    for (const [index, statement] of runnable.entries()) {
      const isLast = options.isLast === true && problems === undefined && index === runnable.length - 1;
      status = yield* runAtPrompt(shell, builtins, statement, isLast);
    }
    if (problems === undefined) return status;
    yield* complainOfSyntax(shell, describeProblem(shell.flavour, text, problems), text, options.origin ?? '');
    if (!shell.isInteractive) throw new ShellExit(2);
    return 2;
  } finally {
    shell.source = outer.source;
    shell.lineStarts = outer.lineStarts;
  }
}

/** At the learner's prompt an expansion that failed ends the line, not the shell. */
function* runAtPrompt(shell: Shell, builtins: Builtins, statement: Statement, isLast: boolean): Sys<number> {
  try {
    return yield* runStatement(shell, builtins, statement, { isLast });
  } catch (error) {
    if (!(error instanceof ExpansionError)) throw error;
    shell.status = error.status;
    if (shell.isInteractive) throw error;
    if (shell.has('errexit') || shell.flavour === 'ash') throw new ShellExit(error.status);
    return error.status;
  }
}

function errorsOf(script: ParsedScript) {
  return script.errors !== undefined && script.errors.length > 0 ? script.errors : undefined;
}

/** The statements on the lines before the one that the first error's statement begins on. */
function completeStatements(script: ParsedScript, text: string): readonly Statement[] {
  const first = Math.min(...(script.errors ?? []).map(({ pos }) => pos));
  const broken = script.commands.findLast((statement) => statement.pos <= first);
  const start = broken !== undefined && text.slice(broken.end, first).trim() === '' ? broken.pos : first;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  return script.commands.filter((statement) => statement.end <= lineStart);
}

function* complainOfSyntax(shell: Shell, problem: SyntaxProblem, text: string, origin: string): Sys<void> {
  const line = shell.line;
  shell.line = problem.line;
  if (shell.flavour === 'ash') {
    yield* shell.complain(problem.message);
  } else if (shell.isInteractive) {
    yield* shell.complain(problem.message);
  } else {
    const prefix = shell.isScriptFile || origin === '' ? shell.prefix() : `${shell.name}: ${origin}line ${problem.line}: `;
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
