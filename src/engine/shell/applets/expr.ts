/**
 * `expr` (POSIX):
 *
 *     or = and { "|" and } ;   and = compare { "&" compare } ;   compare = sum { ("=" | ">" | …) sum } ;
 *     sum = product { ("+" | "-") product } ;   product = match { ("*" | "/" | "%") match } ;   match = primary { ":" primary } ;
 */
import { print } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { matchRegex, parseRegex, RegexSyntaxError } from '../regex/regex.ts';
import { type Call, fail } from './applet.ts';
import { showUsage } from './options.ts';

class ExprError extends Error {}

export function* expr(call: Call): Sys<number> {
  const args = call.args[0] === '--' ? call.args.slice(1) : call.args;
  if (args.length === 0)
    return call.flavour === 'gnu' ? yield* showUsage(call, 'missing operand', 2) : yield* fail(call, 'too few arguments', 2);
  try {
    const value = new Evaluation(call, args).run();
    yield* print(call.self, `${value}\n`);
    return value === '' || /^-?0+$/.test(value) ? 1 : 0;
  } catch (error) {
    if (!(error instanceof ExprError)) throw error;
    return yield* fail(call, error.message, 2);
  }
}

class Evaluation {
  private readonly call: Call;
  private readonly args: readonly string[];
  private at = 0;

  constructor(call: Call, args: readonly string[]) {
    this.call = call;
    this.args = args;
  }

  run(): string {
    const value = this.or();
    if (this.at < this.args.length) throw this.syntax(`syntax error: unexpected argument ‘${this.args[this.at]}’`);
    return value;
  }

  private syntax(gnu: string): ExprError {
    return new ExprError(this.call.flavour === 'gnu' ? gnu : 'syntax error');
  }

  private take(...operators: readonly string[]): string | undefined {
    const arg = this.args[this.at];
    if (arg === undefined || !operators.includes(arg)) return undefined;
    this.at += 1;
    return arg;
  }

  private or(): string {
    let left = this.and();
    while (this.take('|') !== undefined) {
      const right = this.and();
      left = isNothing(left) ? (isNothing(right) ? '0' : right) : left;
    }
    return left;
  }

  private and(): string {
    let left = this.comparison();
    while (this.take('&') !== undefined) {
      const right = this.comparison();
      left = isNothing(left) || isNothing(right) ? '0' : left;
    }
    return left;
  }

  private comparison(): string {
    let left = this.sum();
    for (
      let operator = this.take('=', '==', '!=', '<', '<=', '>', '>=');
      operator !== undefined;
      operator = this.take('=', '==', '!=', '<', '<=', '>', '>=')
    ) {
      const right = this.sum();
      const areNumbers = isInteger(left) && isInteger(right);
      const order = areNumbers ? compareBigInts(BigInt(left), BigInt(right)) : left < right ? -1 : left > right ? 1 : 0;
      left = holds(operator, order) ? '1' : '0';
    }
    return left;
  }

  private sum(): string {
    let left = this.product();
    for (let operator = this.take('+', '-'); operator !== undefined; operator = this.take('+', '-')) {
      const [a, b] = [this.number(left), this.number(this.product())];
      left = String(operator === '+' ? a + b : a - b);
    }
    return left;
  }

  private product(): string {
    let left = this.match();
    for (let operator = this.take('*', '/', '%'); operator !== undefined; operator = this.take('*', '/', '%')) {
      const [a, b] = [this.number(left), this.number(this.match())];
      if (operator !== '*' && b === 0n) throw new ExprError('division by zero');
      left = String(operator === '*' ? a * b : operator === '/' ? a / b : a % b);
    }
    return left;
  }

  private number(text: string): bigint {
    if (!isInteger(text)) throw new ExprError(this.call.flavour === 'gnu' ? 'non-integer argument' : 'non-numeric argument');
    return BigInt(text);
  }

  private match(): string {
    let left = this.primary();
    while (this.take(':') !== undefined) left = this.matchText(left, this.primary());
    return left;
  }

  private primary(): string {
    const arg = this.args[this.at];
    if (arg === undefined)
      throw this.syntax(this.at === 0 ? 'missing operand' : `syntax error: missing argument after ‘${this.args[this.at - 1]}’`);
    this.at += 1;
    if (arg === '(') {
      const value = this.or();
      if (this.take(')') === undefined)
        throw this.syntax(
          this.args[this.at] === undefined
            ? `syntax error: expecting ')' after ‘${this.args[this.at - 1]}’`
            : `syntax error: expecting ')' instead of ‘${this.args[this.at]}’`,
        );
      return value;
    }
    const isLast = this.at >= this.args.length;
    if (isLast) return arg;
    if (arg === '+') return this.args[this.at++] ?? '';
    if (arg === 'length') return String(Array.from(this.primary()).length);
    if (arg === 'match') return this.matchText(this.primary(), this.primary());
    if (arg === 'index') {
      const text = Array.from(this.primary());
      const chars = this.primary();
      return String(text.findIndex((char) => chars.includes(char)) + 1);
    }
    if (arg === 'substr') {
      const text = Array.from(this.primary());
      const [start, length] = [Number(this.primary()), Number(this.primary())];
      return start >= 1 && length >= 1 ? text.slice(start - 1, start - 1 + length).join('') : '';
    }
    return arg;
  }

  private matchText(text: string, pattern: string): string {
    const { self } = this.call;
    try {
      const regex = parseRegex(pattern.startsWith('^') ? pattern : `^${pattern}`, { isExtended: false });
      const match = matchRegex(regex, text, 0, (cost) => self.system.step(self, cost));
      if (regex.groupCount === 0) return String(match === undefined ? 0 : Array.from(text.slice(0, match.end)).length);
      const group = match?.groups[1];
      return group === undefined ? '' : text.slice(group[0], group[1]);
    } catch (error) {
      if (error instanceof RegexSyntaxError) throw new ExprError('Invalid regular expression');
      throw error;
    }
  }
}

function isNothing(text: string): boolean {
  return text === '' || /^-?0+$/.test(text);
}

function isInteger(text: string): boolean {
  return /^-?\d+$/.test(text);
}

function compareBigInts(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function holds(operator: string, order: number): boolean {
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '!=':
      return order !== 0;
    default:
      return order === 0;
  }
}
