/**
 * `$(( … ))`: 64-bit integers, names stand for what their values mean. Parsed by unbash; a value that is itself an expression is
 * parsed again.
 */
import type { ArithmeticExpression, WordPart } from 'unbash';
import type { Sys } from '../kernel/system.ts';
import { assign } from './assign.ts';
import { AssociativeArray, copyElements } from './associative.ts';
import { parseScript } from './parse-script.ts';
import { ExpansionError, type Shell, ShellExit } from './shell.ts';
import { findValue, isName } from './variables.ts';

/** How the text of a word inside the expression is expanded (`$x`, `$(…)`, `${#y}`). */
export type ExpandParts = (parts: readonly WordPart[]) => Sys<string>;

interface Context {
  readonly shell: Shell;
  readonly expand: ExpandParts;
  /** the expression as it was written, for complaints */
  readonly source: string;
  readonly depth: number;
}

const MAX_DEPTH = 32;

export function* evaluateArithmetic(
  shell: Shell,
  expression: ArithmeticExpression | undefined,
  expand: ExpandParts,
  source = '',
): Sys<bigint> {
  if (expression === undefined) return 0n;
  return yield* evaluate({ shell, expand, depth: 0, source: source.trim() }, expression);
}

/** An expression that is a text: an argument of `let`, an index. */
export function* evaluateText(shell: Shell, text: string, expand: ExpandParts): Sys<bigint> {
  return yield* parseAndEvaluate({ shell, expand, depth: 0, source: text.trim() }, text);
}

function* evaluate(context: Context, node: ArithmeticExpression): Sys<bigint> {
  context.shell.self.system.step(context.shell.self);
  switch (node.type) {
    case 'ArithmeticGroup':
      return yield* evaluate(context, node.expression);
    case 'ArithmeticWord':
      return yield* valueOfWord(context, yield* wordText(context, node));
    case 'ArithmeticUnary':
      return yield* unary(context, node.operator, node.operand, node.prefix);
    case 'ArithmeticBinary':
      return yield* binary(context, node.operator, node.left, node.right);
    case 'ArithmeticTernary':
      return yield* evaluate(context, (yield* evaluate(context, node.test)) !== 0n ? node.consequent : node.alternate);
    case 'ArithmeticCommandExpansion':
      return yield* valueOfWord(context, yield* context.shell.evaluator.substitute(context.shell, node.script?.commands ?? []));
  }
}

function* wordText(context: Context, node: Extract<ArithmeticExpression, { type: 'ArithmeticWord' }>): Sys<string> {
  if (node.parts !== undefined) return yield* context.expand(node.parts);
  const { value } = node;
  if (!value.includes('$')) return value;
  const word = parseScript(`: ${value}`).commands[0]?.command;
  const argument = word?.type === 'Command' ? word.suffix[0] : undefined;
  return argument?.type === 'Word' && argument.parts !== undefined ? yield* context.expand(argument.parts) : value;
}

function* valueOfWord(context: Context, raw: string): Sys<bigint> {
  const text = raw.trim();
  if (text === '') return yield* syntaxError(context, raw);
  const number = parseNumber(text);
  if (number !== undefined) return number;
  if (/^[0-9]/.test(text) && !/[-+*/%<>=!&|^~?:,()\s]/.test(text)) return yield* badNumber(context, text);
  const element = /^([A-Za-z_][A-Za-z0-9_]*)\[(.*)\]$/.exec(text);
  if (isName(text) || element !== null) return yield* valueOfName(context, text, element);
  return yield* parseAndEvaluate(context, text);
}

function* valueOfName(context: Context, name: string, element: RegExpExecArray | null): Sys<bigint> {
  const { shell } = context;
  let text: string | undefined;
  if (element === null) text = findValue(shell, name);
  else {
    const value = shell.variables.get(element[1] ?? '')?.value;
    const isAssociative = value instanceof AssociativeArray;
    const index = isAssociative ? value.placeOf(element[2] ?? '') : Number(yield* parseAndEvaluate(context, element[2] ?? ''));
    text = typeof value === 'string' ? (index === 0 ? value : undefined) : value?.get(index);
  }
  if (text === undefined && shell.has('nounset')) {
    yield* shell.complain(shell.flavour === 'bash' ? `${name}: unbound variable` : `${name}: parameter not set`);
    throw new ShellExit(shell.flavour === 'bash' ? 1 : 2);
  }
  if (text === undefined || text.trim() === '') return 0n;
  return parseNumber(text.trim()) ?? (yield* parseAndEvaluate(context, text));
}

function* parseAndEvaluate(context: Context, text: string): Sys<bigint> {
  if (text.trim() === '') return 0n;
  if (context.depth >= MAX_DEPTH)
    return yield* fail(
      context,
      `${text}: expression recursion level exceeded (error token is "${text}")`,
      'expression recursion loop detected',
    );
  const script = parseScript(`((${text}))`);
  const command = script.commands[0]?.command;
  if (script.errors !== undefined || command?.type !== 'ArithmeticCommand' || command.expression === undefined)
    return yield* syntaxError(context, text);
  // A word alone is a number or a name; anything else would be parsed again and again.
  const isPlain = parseNumber(text.trim()) !== undefined || isName(text.trim()) || /^[A-Za-z_]\w*\[.*\]$/.test(text.trim());
  if (command.expression.type === 'ArithmeticWord' && !isPlain && !text.includes('$')) return yield* syntaxError(context, text);
  return yield* evaluate({ ...context, depth: context.depth + 1 }, command.expression);
}

/** Decimal, octal, hexadecimal, `base#digits`. */
function parseNumber(text: string): bigint | undefined {
  if (/^[1-9][0-9]*$|^0$/.test(text)) return wrap(BigInt(text));
  if (/^0[xX][0-9a-fA-F]+$/.test(text)) return wrap(BigInt(text));
  if (/^0[0-7]+$/.test(text)) return wrap(BigInt(`0o${text.slice(1)}`));
  const based = /^([0-9]{1,2})#([0-9a-zA-Z@_]+)$/.exec(text);
  if (based !== null) return digitsIn(Number(based[1]), based[2] ?? '');
  const negative = /^-([0-9]+)$/.exec(text);
  return negative === null
    ? undefined
    : parseNumber(negative[1] ?? '') === undefined
      ? undefined
      : -(parseNumber(negative[1] ?? '') ?? 0n);
}

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@_';

function digitsIn(base: number, digits: string): bigint | undefined {
  if (base < 2 || base > 64) return undefined;
  let value = 0n;
  for (const char of base <= 36 ? digits.toLowerCase() : digits) {
    const digit = DIGITS.indexOf(char);
    if (digit < 0 || digit >= base) return undefined;
    value = value * BigInt(base) + BigInt(digit);
  }
  return wrap(value);
}

function wrap(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

function* unary(context: Context, operator: string, operand: ArithmeticExpression, isPrefix: boolean): Sys<bigint> {
  if (operator === '++' || operator === '--') {
    const old = yield* evaluate(context, operand);
    const changed = wrap(operator === '++' ? old + 1n : old - 1n);
    yield* store(context, operand, changed);
    return isPrefix ? changed : old;
  }
  const value = yield* evaluate(context, operand);
  if (operator === '-') return wrap(-value);
  if (operator === '!') return value === 0n ? 1n : 0n;
  if (operator === '~') return wrap(~value);
  return value;
}

function* binary(context: Context, operator: string, left: ArithmeticExpression, right: ArithmeticExpression): Sys<bigint> {
  if (operator === '=') {
    const value = yield* evaluate(context, right);
    yield* store(context, left, value);
    return value;
  }
  if (operator === '&&') return (yield* evaluate(context, left)) !== 0n && (yield* evaluate(context, right)) !== 0n ? 1n : 0n;
  if (operator === '||') return (yield* evaluate(context, left)) !== 0n || (yield* evaluate(context, right)) !== 0n ? 1n : 0n;
  const assigned = /^(\*|\/|%|\+|-|<<|>>|&|\^|\|)=$/.exec(operator)?.[1];
  const a = yield* evaluate(context, left);
  const b = yield* evaluate(context, right);
  const result = yield* compute(context, assigned ?? operator, a, b);
  if (assigned !== undefined) yield* store(context, left, result);
  return result;
}

function* compute(context: Context, operator: string, a: bigint, b: bigint): Sys<bigint> {
  switch (operator) {
    case '+':
      return wrap(a + b);
    case '-':
      return wrap(a - b);
    case '*':
      return wrap(a * b);
    case '/':
    case '%':
      if (b === 0n) return yield* fail(context, `${context.source}: division by 0 (error token is "${b}")`, 'divide by zero');
      return wrap(operator === '/' ? a / b : a % b);
    case '**':
      return yield* power(context, a, b);
    case '<<':
      return wrap(a << (b & 63n));
    case '>>':
      return wrap(a >> (b & 63n));
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case ',':
      return b;
    default:
      return compare(operator, a, b) ? 1n : 0n;
  }
}

function* power(context: Context, base: bigint, exponent: bigint): Sys<bigint> {
  if (exponent < 0n) return yield* fail(context, 'exponent less than 0 (error token is "0")', 'exponent less than 0');
  let result = 1n;
  let factor = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = wrap(result * factor);
    factor = wrap(factor * factor);
  }
  return result;
}

function compare(operator: string, a: bigint, b: bigint): boolean {
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '==':
      return a === b;
    default:
      return a !== b;
  }
}

function* store(context: Context, target: ArithmeticExpression, value: bigint): Sys<void> {
  if (target.type === 'ArithmeticGroup') return yield* store(context, target.expression, value);
  const name = target.type === 'ArithmeticWord' ? target.value.trim() : '';
  if (isName(name)) return yield* assign(context.shell, name, String(value));
  const element = /^([A-Za-z_][A-Za-z0-9_]*)\[(.*)\]$/.exec(name);
  if (element === null) {
    yield* fail(context, `${name}: attempted assignment to non-variable (error token is "${name}")`, 'arithmetic syntax error');
    return;
  }
  const old = context.shell.variables.get(element[1] ?? '')?.value;
  const elements = copyElements(old);
  if (elements instanceof AssociativeArray) {
    const expanded = target.type === 'ArithmeticWord' ? (yield* wordText(context, target)).trim() : name;
    elements.put(expanded.slice((element[1] ?? '').length + 1, -1), String(value));
  } else elements.set(Number(yield* parseAndEvaluate(context, element[2] ?? '')), String(value));
  yield* assign(context.shell, element[1] ?? '', elements);
}

function* syntaxError(context: Context, text: string): Sys<never> {
  return yield* fail(context, `${text}: syntax error: operand expected (error token is "${text}")`, 'arithmetic syntax error');
}

function* badNumber(context: Context, text: string): Sys<never> {
  const isOctal = /^0[0-9]+$/.test(text);
  return yield* fail(
    context,
    `${text}: value too great for base (error token is "${text}")`,
    isOctal ? 'arithmetic syntax error' : 'arithmetic syntax error',
  );
}

function* fail(context: Context, bash: string, ash: string): Sys<never> {
  const { shell } = context;
  yield* shell.complain(shell.flavour === 'bash' ? bash : ash);
  throw shell.flavour === 'bash' ? new ExpansionError(1) : new ShellExit(2);
}
