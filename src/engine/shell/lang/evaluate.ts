/** Statements, lists, pipelines and compound commands (POSIX 2.9). */
import type { AndOr, Command, CommandNode, CompoundCommand, Pipeline, PipelineNode, Redirection, Statement } from 'unbash';
import { write } from '../kernel/io.ts';
import { createPipe } from '../kernel/pipe.ts';
import type { OpenFile, Process, Sys } from '../kernel/system.ts';
import { evaluateArithmetic } from './arithmetic.ts';
import { assign } from './assign.ts';
import type { Builtins } from './builtins/builtin.ts';
import { closeSubstituted } from './close-substituted.ts';
import { runSimple } from './commands.ts';
import { evaluateCondition } from './conditions.ts';
import { expandParts, expandPieces, expandText, expandWords } from './expand.ts';
import { textOf } from './fields.ts';
import { fork } from './fork.ts';
import { matchesPattern, parsePattern } from './pattern.ts';
import { waitForChild } from './processes.ts';
import { redirect, restore } from './redirects.ts';
import { failScript, type Job, LoopJump, type Shell } from './shell.ts';
import { asStatement, exitOnFailure } from './statement.ts';
import { findValue, isName, keepStatuses } from './variables.ts';

export interface RunMode {
  /** nothing comes after it in this process */
  readonly isLast: boolean;
}
const NOT_LAST: RunMode = { isLast: false };
/** Pipelines of one, for `PIPESTATUS`; other compound commands leave it to what runs inside. */
const OF_ONE: ReadonlySet<string> = new Set(['Command', 'Subshell', 'TestCommand', 'ArithmeticCommand']);

export function* runStatements(
  shell: Shell,
  builtins: Builtins,
  statements: readonly Statement[],
  mode: RunMode = NOT_LAST,
): Sys<number> {
  let status = 0;
  for (const [index, statement] of statements.entries()) {
    const isLast = mode.isLast && index === statements.length - 1;
    status = yield* runStatement(shell, builtins, statement, isLast ? mode : NOT_LAST);
  }
  return status;
}

export function* runStatement(shell: Shell, builtins: Builtins, statement: Statement, mode: RunMode): Sys<number> {
  const { command } = statement;
  return yield* asStatement(shell, () => {
    if (statement.background === true) return runInBackground(shell, builtins, statement);
    return command.type === 'Command' ? runPlain(shell, builtins, command, mode) : runListItem(shell, builtins, command, mode);
  });
}

function* runListItem(shell: Shell, builtins: Builtins, node: PipelineNode | AndOr, mode: RunMode): Sys<number> {
  if (node.type !== 'AndOr') return yield* runChecked(shell, builtins, node, mode);
  let status = 0;
  for (const [index, command] of node.commands.entries()) {
    const operator = node.operators[index - 1];
    if (operator === '&&' && status !== 0) continue;
    if (operator === '||' && status === 0) continue;
    const isFinal = index === node.commands.length - 1;
    status = isFinal
      ? yield* runChecked(shell, builtins, command, mode)
      : yield* unchecked(shell, () => runPipelineNode(shell, builtins, command, NOT_LAST));
    shell.status = status;
  }
  return status;
}

function* runChecked(shell: Shell, builtins: Builtins, node: PipelineNode, mode: RunMode): Sys<number> {
  const status = yield* runPipelineNode(shell, builtins, node, mode);
  if (isCheckedKind(node)) yield* exitOnFailure(shell, status);
  return status;
}

function isCheckedKind(node: PipelineNode): boolean {
  if (node.type === 'Pipeline') return !node.prefixes.some(({ type }) => type === 'Negation');
  return (
    node.type === 'Command' ||
    node.type === 'Subshell' ||
    node.type === 'TestCommand' ||
    node.type === 'ArithmeticCommand' ||
    node.type === 'Redirected'
  );
}

function* unchecked<T>(shell: Shell, inside: () => Sys<T>): Sys<T> {
  shell.uncheckedDepth += 1;
  try {
    return yield* inside();
  } finally {
    shell.uncheckedDepth -= 1;
  }
}

function* runPipelineNode(shell: Shell, builtins: Builtins, node: PipelineNode, mode: RunMode): Sys<number> {
  if (node.type !== 'Pipeline') {
    const status = yield* runCommand(shell, builtins, node, mode);
    if (OF_ONE.has(node.type)) keepStatuses(shell, [status]);
    return status;
  }
  const isNegated = node.prefixes.filter(({ type }) => type === 'Negation').length % 2 === 1;
  const timed = node.prefixes.find((prefix) => prefix.type === 'Time');
  const isTimed = timed !== undefined;
  const startedAt = shell.self.system.now;
  // ash has no such word: it is a program, if there is one.
  if (isTimed && shell.flavour === 'ash')
    return yield* shell.evaluator.runText(shell, `command ${shell.source.slice(node.pos, node.end)}`);
  const status = isNegated
    ? yield* unchecked(shell, () => runPipeline(shell, builtins, node))
    : yield* runPipeline(shell, builtins, node);
  if (isTimed && shell.flavour === 'bash') yield* reportTime(shell, shell.self.system.now - startedAt, timed.posix !== undefined);
  return isNegated ? (status === 0 ? 1 : 0) : status;
}

/** @param isPosix `time -p` */
function* reportTime(shell: Shell, milliseconds: number, isPosix: boolean): Sys<void> {
  if (!shell.self.fds.has(2)) return;
  if (isPosix) return yield* write(shell.self, 2, `real ${(milliseconds / 1000).toFixed(2)}\nuser 0.00\nsys 0.00\n`);
  const format = (ms: number) => `${Math.floor(ms / 60_000)}m${((ms % 60_000) / 1000).toFixed(3)}s`;
  const lines = [`real\t${format(milliseconds)}`, `user\t${format(0)}`, `sys\t${format(0)}`];
  yield* write(shell.self, 2, `\n${lines.join('\n')}\n`);
}

function* runPipeline(shell: Shell, builtins: Builtins, node: Pipeline): Sys<number> {
  const [only] = node.commands;
  if (only === undefined) return 0;
  if (node.commands.length === 1) return yield* runCommand(shell, builtins, only, NOT_LAST);
  const children = startPipeline(shell, builtins, node, false);
  const statuses: number[] = [];
  for (const child of children) statuses.push(yield* waitForChild(shell, child));
  keepStatuses(shell, statuses);
  const last = statuses.at(-1) ?? 0;
  return shell.has('pipefail') ? (statuses.findLast((status) => status !== 0) ?? 0) : last;
}

function startPipeline(shell: Shell, builtins: Builtins, node: Pipeline, isBackground: boolean): readonly Process[] {
  const children: Process[] = [];
  let input: OpenFile | undefined;
  for (const [index, command] of node.commands.entries()) {
    const set = new Map<number, OpenFile>();
    if (input !== undefined) set.set(0, input);
    const operator = node.operators[index];
    if (operator !== undefined) {
      const pipe = createPipe();
      set.set(1, pipe.writer);
      if (operator === '|&') set.set(2, pipe.writer);
      input = pipe.reader;
      // Until the next process takes it the pipe's other end is ours.
      input.refs += 1;
    }
    const seesJobs = command.type === 'Command' && command.name?.text === 'jobs';
    children.push(fork(shell, (child) => runCommand(child, builtins, command, { isLast: true }), { set, isBackground, seesJobs }));
    const taken = set.get(0);
    if (taken !== undefined) dropOne(taken);
  }
  return children;
}

function dropOne(file: OpenFile): void {
  file.refs -= 1;
  if (file.refs === 0) file.close();
}

function* runInBackground(shell: Shell, builtins: Builtins, statement: Statement): Sys<number> {
  const { command } = statement;
  const isPlainPipeline = command.type === 'Pipeline' && command.commands.length > 1 && command.prefixes.length === 0;
  const processes = isPlainPipeline
    ? startPipeline(shell, builtins, command, true)
    : [fork(shell, (child) => runListItem(child, builtins, command, { isLast: true }), { isBackground: true })];
  const process = processes.at(-1);
  if (process === undefined) return 0;
  shell.lastBackground = process.pid;
  const waited = shell.jobs.filter(({ isWaited }) => isWaited === true);
  const free = waited.reduce<Job | undefined>((a, b) => (a === undefined || b.number < a.number ? b : a), undefined);
  const number = free?.number ?? Math.max(0, ...shell.jobs.map((job) => job.number)) + 1;
  shell.jobs = [
    ...shell.jobs.filter((job) => job !== free),
    { number, pid: process.pid, process, text: sourceOf(shell, statement) },
  ];
  if (shell.isInteractive && shell.announcesJobs && shell.self.fds.has(2))
    yield* write(shell.self, 2, `[${number}] ${process.pid}\n`);
  return 0;
}

function sourceOf(shell: Shell, statement: Statement): string {
  return shell.source.slice(statement.pos, statement.end).replace(/\s*&\s*$/, '');
}

/** A command that is neither compound nor part of a pipeline; most are. */
function* runPlain(shell: Shell, builtins: Builtins, node: Command, mode: RunMode): Sys<number> {
  shell.line = lineAt(shell, node.pos);
  const status = yield* runSimple(shell, builtins, node, mode);
  keepStatuses(shell, [status]);
  yield* exitOnFailure(shell, status);
  return status;
}

function* runCommand(shell: Shell, builtins: Builtins, node: CommandNode, mode: RunMode): Sys<number> {
  shell.line = lineAt(shell, node.pos);
  switch (node.type) {
    case 'Command':
      return yield* runSimple(shell, builtins, node, mode);
    case 'Redirected':
      return yield* redirected(shell, node.redirects, () => runCompound(shell, builtins, node.command, NOT_LAST));
    case 'Function': {
      if (shell.flavour === 'ash' && !isName(node.name.value)) yield* failScript(shell, 'syntax error: bad function name', 2);
      const source = shell.source.slice(node.pos, node.end);
      shell.functions.set(node.name.value, { body: node.body, source, lineStarts: shell.lineStarts, text: shell.source });
      return 0;
    }
    case 'Coproc':
      yield* shell.complain('coproc: not simulated here');
      return 127;
    default:
      return yield* runCompound(shell, builtins, node, mode);
  }
}

export function* redirected(shell: Shell, redirections: readonly Redirection[], inside: () => Sys<number>): Sys<number> {
  const before = shell.substituted.length;
  const saved = yield* redirect(shell, redirections);
  if (saved === undefined) return 1;
  try {
    return yield* inside();
  } finally {
    restore(shell, saved);
    closeSubstituted(shell, before);
  }
}

export function* runCompound(shell: Shell, builtins: Builtins, node: CompoundCommand, mode: RunMode): Sys<number> {
  const list = (statements: readonly Statement[], inner: RunMode = NOT_LAST) => runStatements(shell, builtins, statements, inner);
  switch (node.type) {
    case 'BraceGroup':
      return yield* list(node.body.commands, mode);
    case 'Subshell': {
      const body = node.body.commands;
      if (mode.isLast && shell.isSubshell && shell.traps.size === 0) return yield* list(body, mode);
      const child = fork(shell, (inner) => runStatements(inner, builtins, body, { isLast: true }));
      return yield* waitForChild(shell, child);
    }
    case 'If': {
      for (const branch of [node, ...node.elif]) {
        if ((yield* unchecked(shell, () => list(branch.clause.commands))) === 0) return yield* list(branch.then.commands);
      }
      return node.else === undefined ? 0 : yield* list(node.else.commands);
    }
    case 'While':
      return yield* loop(
        shell,
        () => testWhile(shell, builtins, node),
        () => list(node.body.commands),
      );
    case 'For': {
      if (shell.flavour === 'ash' && !isName(node.name.value))
        return yield* failScript(shell, 'syntax error: bad for loop variable', 2);
      const before = shell.substituted.length;
      const words = node.wordlist === undefined ? shell.positional : yield* expandWords(shell, node.wordlist);
      const rest = words.values();
      try {
        return yield* loop(
          shell,
          () => takeWord(shell, node.name.value, rest),
          () => list(node.body.commands),
        );
      } finally {
        closeSubstituted(shell, before);
      }
    }
    case 'ArithmeticFor': {
      if (shell.flavour === 'ash') return yield* failScript(shell, 'syntax error: bad for loop variable', 2);
      yield* compute(shell, node.initialize);
      let isFirst = true;
      return yield* loop(
        shell,
        () => {
          const update = isFirst ? undefined : node.update;
          isFirst = false;
          return testArithmetic(shell, update, node.test);
        },
        () => list(node.body.commands),
      );
    }
    case 'Case':
      return yield* runCase(shell, builtins, node);
    case 'TestCommand':
      if (shell.has('xtrace')) yield* shell.say(`${findValue(shell, 'PS4') ?? '+ '}${shell.source.slice(node.pos, node.end)}\n`);
      return yield* evaluateCondition(shell, node.expression);
    case 'ArithmeticCommand':
      if (shell.flavour === 'ash') return yield* shell.evaluator.runText(shell, `( (${node.body}) )`);
      return (yield* evaluateArithmetic(shell, node.expression, (parts) => expandParts(shell, parts), node.body)) === 0n ? 1 : 0;
    case 'Select':
      if (shell.flavour === 'ash') return yield* failScript(shell, 'syntax error: unexpected "do"', 2);
      yield* shell.complain('select: not simulated here');
      return 127;
  }
}

function* testWhile(shell: Shell, builtins: Builtins, node: Extract<CompoundCommand, { type: 'While' }>): Sys<boolean> {
  const status = yield* unchecked(shell, () => runStatements(shell, builtins, node.clause.commands));
  return (status === 0) === (node.kind === 'while');
}

function* takeWord(shell: Shell, name: string, rest: Iterator<string>): Sys<boolean> {
  const { done, value } = rest.next();
  if (done === true) return false;
  yield* assign(shell, name, value);
  return true;
}

type Expression = Extract<CompoundCommand, { type: 'ArithmeticFor' }>['test'];

function* testArithmetic(shell: Shell, update: Expression, test: Expression): Sys<boolean> {
  if (update !== undefined) yield* compute(shell, update);
  return test === undefined || (yield* compute(shell, test)) !== 0n;
}

function compute(shell: Shell, expression: Expression): Sys<bigint> {
  return evaluateArithmetic(shell, expression, (parts) => expandParts(shell, parts));
}

function* loop(shell: Shell, condition: () => Sys<boolean>, body: () => Sys<number>): Sys<number> {
  let status = 0;
  shell.loopDepth += 1;
  try {
    while (yield* condition()) {
      shell.self.system.step(shell.self);
      try {
        status = yield* body();
      } catch (error) {
        if (!(error instanceof LoopJump)) throw error;
        if (error.levels > 1) throw new LoopJump(error.kind, error.levels - 1);
        status = 0;
        if (error.kind === 'break') break;
      }
    }
  } catch (error) {
    // A jump out of the condition itself belongs to this loop, too.
    if (!(error instanceof LoopJump) || shell.loopDepth > 1) throw error;
  } finally {
    shell.loopDepth -= 1;
  }
  return status;
}

function* runCase(shell: Shell, builtins: Builtins, node: Extract<CompoundCommand, { type: 'Case' }>): Sys<number> {
  const text = yield* expandText(shell, node.word);
  let status = 0;
  let falls = false;
  for (const item of node.items) {
    let matches = falls;
    for (const word of matches ? [] : item.pattern) {
      const pieces = yield* expandPieces(shell, word);
      const pattern = parsePattern(pieces);
      shell.self.system.step(shell.self, 1 + Math.floor((pattern.length * text.length) / 1000));
      if (textOf(pieces) === text && pieces.every(({ isQuoted }) => isQuoted)) matches = true;
      else if (matchesPattern(pattern, text)) matches = true;
      if (matches) break;
    }
    if (!matches) continue;
    status = yield* runStatements(shell, builtins, item.body.commands);
    if (item.terminator === ';;' || item.terminator === undefined) break;
    falls = item.terminator === ';&';
  }
  return status;
}

/** 1 for the first line of the text */
function lineAt(shell: Shell, pos: number): number {
  let low = 0;
  let high = shell.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((shell.lineStarts[middle] ?? 0) <= pos) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
