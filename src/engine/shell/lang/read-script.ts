/** A text as statements that can be run one after the other, and what is wrong behind them. */
import type { ParsedScript, Statement } from 'unbash';
import type { Sys } from '../kernel/system.ts';
import type { Builtins } from './builtins/builtin.ts';
import { runStatement } from './evaluate.ts';
import { parseScript } from './parse-script.ts';
import type { Script } from './script-text.ts';
import type { Shell } from './shell.ts';
import { describeProblem, type SyntaxProblem } from './syntax-errors.ts';

export function readScript(builtins: Builtins, text: string): Script {
  const script = parseScript(text);
  const problems = errorsOf(script);
  const statements = (problems === undefined ? script.commands : completeStatements(script, text)).map((statement) => ({
    pos: statement.pos,
    end: statement.end,
    run: (shell: Shell, isLast: boolean) => runStatement(shell, builtins, statement, { isLast }),
  }));
  if (problems === undefined) return { statements };
  return {
    statements,
    complain: (shell, origin) => complainOfSyntax(shell, describeProblem(shell.flavour, text, problems), text, origin),
  };
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
