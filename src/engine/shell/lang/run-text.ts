/** Running a text: a script, a line, an argument of `eval`. */
import { type Sys, settle } from '../kernel/system.ts';
import type { Builtins } from './builtins/builtin.ts';
import { LANGUAGE } from './language-part.ts';
import { readPlainWords } from './plain-words.ts';
import { runArgs, trace } from './run-args.ts';
import type { Script } from './script-text.ts';
import { ExpansionError, type Shell, ShellExit } from './shell.ts';
import { asStatement, exitOnFailure } from './statement.ts';
import { keepStatuses } from './variables.ts';

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
export function* runText(shell: Shell, builtins: Builtins, given: string, options: TextOptions = {}): Sys<number> {
  const { text, statements, complain } = yield* scriptOf(shell, builtins, given);
  const outer = { source: shell.source, lineStarts: shell.lineStarts };
  const isTop = shell.textDepth === 0;
  shell.textDepth += 1;
  shell.source = text;
  shell.lineStarts = lineStartsOf(text);
  try {
    let status = 0;
    let skippedUntil = 0;
    const { aliases } = shell;
    for (const [index, statement] of statements.entries()) {
      if (statement.pos < skippedUntil) continue;
      if (shell.aliases !== aliases && hasNewline(text, statements[index - 1]?.end ?? 0, statement.pos))
        return yield* runText(shell, builtins, fromLine(given, text.slice(0, statement.pos).split('\n').length), options);
      if (shell.has('noexec') && !shell.isInteractive) break;
      const isLast = options.isLast === true && complain === undefined && index === statements.length - 1;
      try {
        status = yield* statement.run(shell, isLast);
      } catch (error) {
        if (!isTop || !(error instanceof ExpansionError) || shell.has('errexit') || shell.flavour === 'ash') throw error;
        // An expansion that failed ends the line that it stands on.
        status = error.status;
        shell.status = status;
        const lineEnd = text.indexOf('\n', statement.end);
        skippedUntil = lineEnd < 0 || shell.isCommandText ? text.length : lineEnd;
      }
    }
    if (complain === undefined) return status;
    yield* complain(shell, isTop ? (options.origin ?? '') : 'eval: ');
    if (!shell.isInteractive && (isTop || shell.flavour === 'ash')) throw new ShellExit(2);
    return 2;
  } finally {
    shell.textDepth -= 1;
    shell.source = outer.source;
    shell.lineStarts = outer.lineStarts;
  }
}

function hasNewline(text: string, from: number, to: number): boolean {
  const at = text.indexOf('\n', from);
  return at >= 0 && at < to;
}

/** What comes from that line on, which keeps its number. @param line counted from 1 */
function fromLine(text: string, line: number): string {
  return `${'\n'.repeat(line - 1)}${text
    .split('\n')
    .slice(line - 1)
    .join('\n')}`;
}

/** Most lines of a lesson are plain words, which need no parser; it is loaded with the first other one. */
function* scriptOf(shell: Shell, builtins: Builtins, text: string): Sys<Script & { readonly text: string }> {
  const words = shell.aliases.size > 0 ? undefined : readPlainWords(text);
  if (words === undefined) {
    const { expandAliases, readScript } = LANGUAGE.loaded ?? (yield* settle(() => LANGUAGE.load()));
    const expanded = shell.flavour === 'ash' ? expandAliases(text, shell.aliases) : text;
    return { text: expanded, ...readScript(builtins, expanded) };
  }
  if (words.length === 0) return { text, statements: [] };
  const run = (shell: Shell, isLast: boolean) => asStatement(shell, () => runPlain(shell, builtins, words, isLast));
  return { text, statements: [{ pos: 0, end: text.length, run }] };
}

/** As `runSimple` of commands.ts does, where there is nothing to expand, to assign or to redirect. */
function* runPlain(shell: Shell, builtins: Builtins, words: readonly string[], isLast: boolean): Sys<number> {
  shell.line = 1;
  shell.substitutionStatus = undefined;
  shell.self.system.step(shell.self, words.length);
  if (shell.has('xtrace')) yield* trace(shell, words, false);
  const status = yield* runArgs(shell, builtins, words, { isLast });
  keepStatuses(shell, [status]);
  yield* exitOnFailure(shell, status);
  return status;
}

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
