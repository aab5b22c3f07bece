/**
 * Matching without backtracking, so that no pattern that a learner types can hang the page: all ways through the pattern are
 * followed at once, character by character. Leftmost, then longest, as POSIX asks. Only patterns with `\1` are tried one way after
 * the other (backtrack.ts).
 */
import { matchByBacktracking } from './backtrack.ts';
import { type Charge, holds, type Instruction, type Match, type Regex, type Span, setTest } from './matching.ts';
import { parseRegexNode, type RegexNode, type RegexOptions, RegexSyntaxError } from './parse-regex.ts';

export type { Charge, Match, Regex } from './matching.ts';
export type { RegexProblem } from './parse-regex.ts';
export { RegexSyntaxError } from './parse-regex.ts';

const MAX_PROGRAM = 20_000;

/** @throws RegexSyntaxError */
export function parseRegex(source: string, options: RegexOptions): Regex {
  const { node, groupCount } = parseRegexNode(source, options);
  const program: Instruction[] = [];
  const hasBackref = containsBackref(node);
  if (!hasBackref) {
    emit(program, node);
    program.push({ op: 'match' });
  }
  const ignoreCase = options.ignoreCase === true;
  const literal = ignoreCase ? { text: '', isAll: false } : literalPrefix(node);
  return {
    node,
    program,
    groupCount,
    ignoreCase,
    hasBackref,
    prefix: literal.text,
    isLiteral: literal.isAll && literal.text !== '',
  };
}

/** The first match at or after `from`. `^` stands for the beginning of the whole text alone, wherever the search begins. */
export function matchRegex(regex: Regex, text: string, from: number, charge: Charge): Match | undefined {
  const first = regex.prefix === '' ? from : text.indexOf(regex.prefix, from);
  charge(1 + Math.floor((text.length - from) / 5000));
  if (first < 0) return undefined;
  if (regex.isLiteral) {
    const end = first + regex.prefix.length;
    return { start: first, end, groups: [[first, end]] };
  }
  if (regex.hasBackref) return matchByBacktracking(regex, text, first, charge);
  return simulate(regex, text, first, charge);
}

function containsBackref(node: RegexNode): boolean {
  if (node.kind === 'backref') return true;
  if (node.kind === 'group' || node.kind === 'repeat') return containsBackref(node.inner);
  return (node.kind === 'sequence' || node.kind === 'choice') && node.items.some(containsBackref);
}

function literalPrefix(node: RegexNode): { readonly text: string; readonly isAll: boolean } {
  if (node.kind === 'char') return { text: String.fromCodePoint(node.code), isAll: true };
  if (node.kind !== 'sequence') return { text: '', isAll: false };
  let text = '';
  for (const item of node.items) {
    if (item.kind !== 'char') return { text, isAll: false };
    text += String.fromCodePoint(item.code);
  }
  return { text, isAll: true };
}

function emit(program: Instruction[], node: RegexNode): void {
  if (program.length > MAX_PROGRAM) throw new RegexSyntaxError('size');
  switch (node.kind) {
    case 'char':
      program.push({ op: 'char', code: node.code });
      break;
    case 'any':
      program.push({ op: 'any' });
      break;
    case 'set':
      program.push({ op: 'set', test: setTest(node) });
      break;
    case 'assert':
      program.push({ op: 'assert', what: node.what });
      break;
    case 'group':
      program.push({ op: 'save', slot: 2 * node.index });
      emit(program, node.inner);
      program.push({ op: 'save', slot: 2 * node.index + 1 });
      break;
    case 'sequence':
      for (const item of node.items) emit(program, item);
      break;
    case 'choice':
      emitChoice(program, node.items);
      break;
    case 'repeat':
      emitRepeat(program, node);
      break;
    case 'backref':
      break;
  }
}

function emitChoice(program: Instruction[], items: readonly RegexNode[]): void {
  const jumps: number[] = [];
  for (const [index, item] of items.entries()) {
    if (index === items.length - 1) {
      emit(program, item);
      break;
    }
    const split = program.length;
    program.push({ op: 'match' });
    emit(program, item);
    jumps.push(program.length);
    program.push({ op: 'match' });
    program[split] = { op: 'split', first: split + 1, second: program.length };
  }
  for (const jump of jumps) program[jump] = { op: 'jump', to: program.length };
}

function emitRepeat(program: Instruction[], node: Extract<RegexNode, { kind: 'repeat' }>): void {
  for (let i = 0; i < node.min; i++) emit(program, node.inner);
  if (node.max === Number.POSITIVE_INFINITY) {
    const split = program.length;
    program.push({ op: 'match' });
    emit(program, node.inner);
    program.push({ op: 'jump', to: split });
    program[split] = { op: 'split', first: split + 1, second: program.length };
    return;
  }
  const splits: number[] = [];
  for (let i = node.min; i < node.max; i++) {
    splits.push(program.length);
    program.push({ op: 'match' });
    emit(program, node.inner);
  }
  for (const split of splits) program[split] = { op: 'split', first: split + 1, second: program.length };
}

interface Thread {
  readonly pc: number;
  /** positions by slot; slot 0 is where the match begins */
  readonly slots: readonly (number | undefined)[];
}

function simulate(regex: Regex, text: string, from: number, charge: Charge): Match | undefined {
  const { program } = regex;
  let threads: Thread[] = [];
  let best: Thread['slots'] | undefined;
  let work = 0;
  for (let at = from; ; ) {
    if (best === undefined) {
      if (threads.length === 0 && regex.prefix !== '') {
        const next = text.indexOf(regex.prefix, at);
        if (next < 0) return undefined;
        at = next;
      }
      threads = withThread(program, threads, text, at);
    }
    const ended = threads.find(({ pc }) => program[pc]?.op === 'match');
    if (ended !== undefined) best = betterOf(best, ended.slots, at);
    if (at >= text.length || (threads.length === 0 && best !== undefined)) break;
    work += 1 + threads.length;
    if (work > 2000) {
      charge(1);
      work = 0;
    }
    const code = text.codePointAt(at) ?? 0;
    const width = code > 0xffff ? 2 : 1;
    threads = advance(program, threads, best, regex.ignoreCase ? lowered(code) : code, text, at + width);
    at += width;
  }
  return best === undefined ? undefined : matchOf(best, regex.groupCount);
}

/** Leftmost first, then longest. */
function betterOf(best: Thread['slots'] | undefined, slots: Thread['slots'], end: number): Thread['slots'] {
  const ended = [...slots];
  ended[1] = end;
  if (best === undefined) return ended;
  return (slots[0] ?? 0) <= (best[0] ?? 0) ? ended : best;
}

function withThread(program: readonly Instruction[], threads: readonly Thread[], text: string, at: number): Thread[] {
  const next = [...threads];
  const seen = new Set(threads.map(({ pc }) => pc));
  follow(program, next, seen, { pc: 0, slots: [at] }, text, at);
  return next;
}

function advance(
  program: readonly Instruction[],
  threads: readonly Thread[],
  best: Thread['slots'] | undefined,
  code: number,
  text: string,
  next: number,
): Thread[] {
  const out: Thread[] = [];
  const seen = new Set<number>();
  for (const thread of threads) {
    if (best !== undefined && (thread.slots[0] ?? 0) > (best[0] ?? 0)) continue;
    const instruction = program[thread.pc];
    const passes =
      instruction?.op === 'any' ||
      (instruction?.op === 'char' && instruction.code === code) ||
      (instruction?.op === 'set' && instruction.test(code));
    if (passes) follow(program, out, seen, { pc: thread.pc + 1, slots: thread.slots }, text, next);
  }
  return out;
}

/** Adds the thread where it stands after all that takes no character. */
function follow(program: readonly Instruction[], out: Thread[], seen: Set<number>, start: Thread, text: string, at: number): void {
  const todo: Thread[] = [start];
  for (let thread = todo.pop(); thread !== undefined; thread = todo.pop()) {
    if (seen.has(thread.pc)) continue;
    seen.add(thread.pc);
    const instruction = program[thread.pc];
    if (instruction === undefined) continue;
    if (instruction.op === 'jump') todo.push({ pc: instruction.to, slots: thread.slots });
    else if (instruction.op === 'split') {
      todo.push({ pc: instruction.second, slots: thread.slots });
      todo.push({ pc: instruction.first, slots: thread.slots });
    } else if (instruction.op === 'save') {
      const slots = [...thread.slots];
      slots[instruction.slot] = at;
      todo.push({ pc: thread.pc + 1, slots });
    } else if (instruction.op === 'assert') {
      if (holds(instruction.what, text, at)) todo.push({ pc: thread.pc + 1, slots: thread.slots });
    } else out.push(thread);
  }
}

function lowered(code: number): number {
  return String.fromCodePoint(code).toLowerCase().codePointAt(0) ?? code;
}

function matchOf(slots: Thread['slots'], groupCount: number): Match {
  const groups = Array.from({ length: groupCount + 1 }, (_, index): Span | undefined => {
    const start = slots[2 * index];
    const end = slots[2 * index + 1];
    return start === undefined || end === undefined ? undefined : [start, end];
  });
  return { start: slots[0] ?? 0, end: slots[1] ?? 0, groups };
}
