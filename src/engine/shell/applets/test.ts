/** `test` and `[` (POSIX: by the number of arguments; more than four with `-a`, `-o` and parentheses). */

import type { Process, Sys } from '../kernel/system.ts';
import { compareFiles, isFileTest, testFile } from '../lang/file-tests.ts';
import { NUMBER_TESTS } from '../lang/number-tests.ts';
import { baseName, type Call, fail } from './applet.ts';

const TEXTS: ReadonlyMap<string, (a: string, b: string) => boolean> = new Map([
  ['=', (a, b) => a === b],
  ['==', (a, b) => a === b],
  ['!=', (a, b) => a !== b],
  ['<', (a, b) => a < b],
  ['>', (a, b) => a > b],
]);
const FILES: ReadonlySet<string> = new Set(['-nt', '-ot', '-ef']);

class TestError extends Error {}

export function* test(call: Call): Sys<number> {
  let args = call.args;
  const isBracket = (call.builtin ?? baseName(call.name)) === '[';
  if (isBracket) {
    if (args.at(-1) !== ']') return yield* fail(call, call.flavour === 'gnu' ? "missing `]'" : 'missing ]', 2);
    args = args.slice(0, -1);
  }
  try {
    return new Test(call.self, call.flavour === 'gnu', args).run() ? 0 : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    return yield* fail(call, error.message, 2);
  }
}

class Test {
  private readonly self: Process;
  private readonly isGnu: boolean;
  private readonly args: readonly string[];
  private at = 0;

  constructor(self: Process, isGnu: boolean, args: readonly string[]) {
    this.self = self;
    this.isGnu = isGnu;
    this.args = args;
  }

  /** without the `!` in front */
  private shorter(): Test {
    return new Test(this.self, this.isGnu, this.args.slice(1));
  }

  run(): boolean {
    const { args } = this;
    const [a = '', b = '', c = ''] = args;
    if (args.length === 0) return false;
    if (args.length === 1) return a !== '';
    if (args.length === 2) {
      if (a === '!') return b === '';
      if (!isUnary(a))
        throw new TestError(
          this.isGnu ? `${a}: unary operator expected` : `${b}: ${isBinary(b) ? 'argument expected' : 'unknown operand'}`,
        );
      return this.unary(a, b);
    }
    if (args.length === 3) {
      if (isBinary(b)) return this.binary(a, b, c);
      if (b === '-a') return a !== '' && c !== '';
      if (b === '-o') return a !== '' || c !== '';
      if (a === '!') return !this.shorter().run();
      if (a === '(' && c === ')') return b !== '';
      throw new TestError(this.isGnu ? `${b}: binary operator expected` : `${b}: unknown operand`);
    }
    if (args.length === 4 && a === '!') return !this.shorter().run();
    const result = this.or();
    if (this.at < args.length) throw new TestError(this.isGnu ? 'too many arguments' : `${args[this.at]}: unknown operand`);
    return result;
  }

  private or(): boolean {
    let result = this.and();
    while (this.args[this.at] === '-o') {
      this.at += 1;
      const right = this.and();
      result = result || right;
    }
    return result;
  }

  private and(): boolean {
    let result = this.not();
    while (this.args[this.at] === '-a') {
      this.at += 1;
      const right = this.not();
      result = result && right;
    }
    return result;
  }

  private not(): boolean {
    let isNegated = false;
    while (this.args[this.at] === '!') {
      this.at += 1;
      isNegated = !isNegated;
    }
    return this.primary() !== isNegated;
  }

  private primary(): boolean {
    const a = this.args[this.at];
    if (a === undefined) throw new TestError('argument expected');
    const operator = this.args[this.at + 1];
    if (operator !== undefined && isBinary(operator) && this.args[this.at + 2] !== undefined) {
      this.at += 3;
      return this.binary(a, operator, this.args[this.at - 1] ?? '');
    }
    if (a === '(') {
      this.at += 1;
      const result = this.or();
      if (this.args[this.at] !== ')') throw new TestError(this.isGnu ? "`)' expected" : 'closing paren expected');
      this.at += 1;
      return result;
    }
    if (isUnary(a) && operator !== undefined) {
      this.at += 2;
      return this.unary(a, operator);
    }
    this.at += 1;
    return a !== '';
  }

  private unary(operator: string, operand: string): boolean {
    if (operator === '-n') return operand !== '';
    if (operator === '-z') return operand === '';
    return testFile(this.self, operator, operand);
  }

  private binary(left: string, operator: string, right: string): boolean {
    const texts = TEXTS.get(operator);
    if (texts !== undefined) return texts(left, right);
    const numbers = NUMBER_TESTS.get(operator);
    if (numbers !== undefined) return numbers(this.number(left), this.number(right));
    return compareFiles(this.self, operator, left, right, this.isGnu ? 'gnu' : 'busybox');
  }

  private number(text: string): bigint {
    if (!/^\s*[+-]?\d+\s*$/.test(text))
      throw new TestError(
        `${text}: ${this.isGnu ? 'integer expression expected' : /^\s*[+-]?\d/.test(text) ? 'bad number' : 'out of range'}`,
      );
    return BigInt(text.trim().replace(/^\+/, ''));
  }
}

function isUnary(operator: string): boolean {
  return operator === '-n' || operator === '-z' || isFileTest(operator);
}

function isBinary(operator: string): boolean {
  return TEXTS.has(operator) || NUMBER_TESTS.has(operator) || FILES.has(operator);
}
