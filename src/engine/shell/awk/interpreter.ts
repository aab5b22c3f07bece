/** Runs a parsed awk program. */

import { LimitError } from '../../errors.ts';
import { FsError } from '../../fs/errno.ts';
import { flush } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { startProgram, waitForProcess } from '../run-program.ts';
import { arithmetic } from './arithmetic.ts';
import { callPure, charIndex } from './builtins.ts';
import type { AwkArray, Cell, Runtime } from './runtime.ts';
import { AwkError, AwkExit } from './stops.ts';
import type { Streams } from './streams.ts';
import type { AwkProgram, Expression, Statement } from './syntax.ts';
import { compareValues, formatValues, inputText, isTrue, numberText, toNumber, type Value } from './values.ts';

/** How a statement ended. */
export type Flow = 'go on' | 'next' | 'nextfile' | 'break' | 'continue' | 'return';

export interface MainInput {
  /** The next record of the main input, with NR and FNR counted; undefined at its end. */
  next(): Sys<string | undefined>;
}

export class Interpreter {
  private readonly program: AwkProgram;
  private readonly runtime: Runtime;
  private readonly streams: Streams;
  private readonly input: MainInput;
  private returned: Value;

  constructor(program: AwkProgram, runtime: Runtime, streams: Streams, input: MainInput) {
    this.program = program;
    this.runtime = runtime;
    this.streams = streams;
    this.input = input;
  }

  *run(statement: Statement): Sys<Flow> {
    const { self } = this.runtime.call;
    self.system.step(self);
    switch (statement.kind) {
      case 'block':
        for (const inner of statement.body) {
          const flow = yield* this.run(inner);
          if (flow !== 'go on') return flow;
        }
        return 'go on';
      case 'expression':
        yield* this.evaluate(statement.expression);
        return 'go on';
      case 'print':
      case 'printf':
        yield* this.print(statement);
        return 'go on';
      case 'if':
        if (isTrue(yield* this.evaluate(statement.test))) return yield* this.run(statement.yes);
        return statement.no === undefined ? 'go on' : yield* this.run(statement.no);
      case 'while':
        return yield* this.loop(statement.test, statement.body, undefined, true);
      case 'do':
        return yield* this.loop(statement.test, statement.body, undefined, false);
      case 'for':
        if (statement.start !== undefined) yield* this.run(statement.start);
        return yield* this.loop(statement.test, statement.body, statement.step, true);
      case 'forIn':
        return yield* this.forIn(statement);
      case 'delete':
        if (statement.index === undefined) this.runtime.array(statement.name).clear();
        else this.runtime.array(statement.name).delete(yield* this.key(statement.index));
        return 'go on';
      case 'exit': {
        const value = statement.value === undefined ? undefined : toNumber(yield* this.evaluate(statement.value));
        throw new AwkExit(value);
      }
      case 'return':
        this.returned = statement.value === undefined ? undefined : yield* this.evaluate(statement.value);
        return 'return';
      default:
        return statement.kind;
    }
  }

  private *loop(test: Expression | undefined, body: Statement, step: Statement | undefined, testsFirst: boolean): Sys<Flow> {
    for (let isFirst = true; ; isFirst = false) {
      if ((testsFirst || !isFirst) && test !== undefined && !isTrue(yield* this.evaluate(test))) return 'go on';
      const flow = yield* this.run(body);
      if (flow === 'break') return 'go on';
      if (flow !== 'go on' && flow !== 'continue') return flow;
      if (step !== undefined) yield* this.run(step);
    }
  }

  private *forIn(statement: Extract<Statement, { kind: 'forIn' }>): Sys<Flow> {
    for (const key of [...this.runtime.array(statement.array).keys()]) {
      this.runtime.assign(statement.name, inputText(key));
      const flow = yield* this.run(statement.body);
      if (flow === 'break') return 'go on';
      if (flow !== 'go on' && flow !== 'continue') return flow;
    }
    return 'go on';
  }

  private *print(statement: Extract<Statement, { kind: 'print' | 'printf' }>): Sys<void> {
    const { runtime } = this;
    const values: Value[] = [];
    for (const arg of statement.args) values.push(yield* this.evaluate(arg));
    let text: string;
    if (statement.kind === 'printf') text = formatValues('printf', runtime.text(values[0]), values.slice(1), runtime.convert);
    else {
      const form = runtime.form(runtime.text(runtime.find('OFMT')));
      const shown =
        values.length === 0
          ? [runtime.text(runtime.getField(0))]
          : values.map((value) => (typeof value === 'number' ? numberText(value, form) : runtime.text(value)));
      text = shown.join(runtime.text(runtime.find('OFS'))) + runtime.text(runtime.find('ORS'));
    }
    const target = statement.redirection === undefined ? '' : runtime.text(yield* this.evaluate(statement.redirection.target));
    yield* this.streams.print(text, statement.redirection?.kind, target);
  }

  private *key(index: readonly Expression[]): Sys<string> {
    const parts: string[] = [];
    for (const one of index) parts.push(this.runtime.text(yield* this.evaluate(one)));
    return parts.join(this.runtime.text(this.runtime.find('SUBSEP')));
  }

  *evaluate(node: Expression): Sys<Value> {
    const { runtime } = this;
    switch (node.kind) {
      case 'number':
      case 'string':
        return node.value;
      case 'regex':
        return runtime.match(node.source, runtime.text(runtime.getField(0))) === undefined ? 0 : 1;
      case 'group':
        return yield* this.evaluate(node.inner);
      case 'variable':
        return runtime.find(node.name);
      case 'field':
        return runtime.getField(yield* this.fieldIndex(node.index));
      case 'element': {
        const array = runtime.array(node.name);
        const key = yield* this.key(node.index);
        if (!array.has(key)) array.set(key, undefined);
        return array.get(key);
      }
      case 'in':
        return runtime.array(node.name).has(yield* this.key(node.index)) ? 1 : 0;
      case 'assign':
        return yield* this.assign(node);
      case 'ternary':
        return yield* this.evaluate(isTrue(yield* this.evaluate(node.test)) ? node.yes : node.no);
      case 'match': {
        const text = runtime.text(yield* this.evaluate(node.text));
        const found = runtime.match(yield* this.regexSource(node.regex), text) !== undefined;
        return found !== node.isNegated ? 1 : 0;
      }
      case 'unary': {
        const value = yield* this.evaluate(node.operand);
        if (node.operator === '!') return isTrue(value) ? 0 : 1;
        return node.operator === '-' ? -toNumber(value) : toNumber(value);
      }
      case 'increment': {
        const old = toNumber(yield* this.evaluate(node.target));
        const changed = node.operator === '++' ? old + 1 : old - 1;
        yield* this.store(node.target, changed);
        return node.isPrefix ? changed : old;
      }
      case 'binary':
        return yield* this.binary(node);
      case 'call':
        return yield* this.callBuiltin(node);
      case 'invoke':
        return yield* this.invoke(node);
      case 'getline':
        return yield* this.getline(node);
    }
  }

  private *fieldIndex(index: Expression): Sys<number> {
    const number = Math.trunc(toNumber(yield* this.evaluate(index)));
    if (number < 0 || number > 100_000) throw this.noField(number);
    return number;
  }

  private noField(number: number): AwkError {
    if (number > 0 || this.runtime.call.flavour === 'busybox') return new AwkError(`attempt to access field ${number}`);
    return new AwkError(`run time error: negative field index $${number}`, true);
  }

  private *binary(node: Extract<Expression, { kind: 'binary' }>): Sys<Value> {
    const { operator } = node;
    const left = yield* this.evaluate(node.left);
    if (operator === '&&') return isTrue(left) && isTrue(yield* this.evaluate(node.right)) ? 1 : 0;
    if (operator === '||') return isTrue(left) || isTrue(yield* this.evaluate(node.right)) ? 1 : 0;
    const right = yield* this.evaluate(node.right);
    if (operator === ' ') return this.checked(this.runtime.text(left) + this.runtime.text(right));
    if (/^[<>=!]/.test(operator)) {
      const order = compareValues(left, right, this.runtime.convert);
      const holds = { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0, '==': order === 0, '!=': order !== 0 }[
        operator
      ];
      return holds === true ? 1 : 0;
    }
    return arithmetic(operator, toNumber(left), toNumber(right), this.runtime.call.flavour);
  }

  /** A text that grows and grows is stopped. */
  private checked(text: string): string {
    const max = this.runtime.call.self.system.ports.limits.outputBytes;
    if (text.length > max) throw new LimitError('outputBytes', max);
    return text;
  }

  private *assign(node: Extract<Expression, { kind: 'assign' }>): Sys<Value> {
    let value = yield* this.evaluate(node.value);
    if (node.operator !== '=')
      value = arithmetic(
        node.operator.slice(0, -1),
        toNumber(yield* this.evaluate(node.target)),
        toNumber(value),
        this.runtime.call.flavour,
      );
    yield* this.store(node.target, value);
    return value;
  }

  private *store(target: Expression, value: Value): Sys<void> {
    if (target.kind === 'variable') this.runtime.assign(target.name, value);
    else if (target.kind === 'element') this.runtime.array(target.name).set(yield* this.key(target.index), value);
    else if (target.kind === 'field') this.runtime.setField(yield* this.fieldIndex(target.index), value);
    else if (target.kind === 'group') yield* this.store(target.inner, value);
  }

  private *regexSource(node: Expression): Sys<string> {
    return node.kind === 'regex' ? node.source : this.runtime.text(yield* this.evaluate(node));
  }

  private *callBuiltin(node: Extract<Expression, { kind: 'call' }>): Sys<Value> {
    const { runtime } = this;
    const [first, second, third] = node.args;
    switch (node.name) {
      case 'length':
        if (first?.kind === 'variable' && runtime.isArray(first.name)) return runtime.array(first.name).size;
        break;
      case 'split':
        return yield* this.split(first, second, third);
      case 'sub':
      case 'gsub':
        return yield* this.substitute(node.name === 'gsub', first, second, third);
      case 'gensub':
        return yield* this.gensub(node.args);
      case 'match': {
        const text = runtime.text(first === undefined ? undefined : yield* this.evaluate(first));
        const found = runtime.match(second === undefined ? '' : yield* this.regexSource(second), text);
        runtime.assign('RSTART', found === undefined ? 0 : charIndex(runtime, text, found.start));
        runtime.assign('RLENGTH', found === undefined ? -1 : Array.from(text.slice(found.start, found.end)).length);
        return runtime.find('RSTART');
      }
      case 'system':
        return yield* this.system(runtime.text(first === undefined ? undefined : yield* this.evaluate(first)));
      case 'close':
        return yield* this.streams.close(runtime.text(first === undefined ? undefined : yield* this.evaluate(first)));
      case 'fflush':
        yield* flush(runtime.call.self);
        return 0;
    }
    const args: Value[] = [];
    for (const arg of node.args) args.push(yield* this.evaluate(arg));
    return callPure(runtime, node.name, args)?.value;
  }

  private *split(text: Expression | undefined, array: Expression | undefined, separator: Expression | undefined): Sys<Value> {
    const { runtime } = this;
    if (text === undefined || array?.kind !== 'variable') throw new AwkError('split: second argument is not an array');
    const source = runtime.text(yield* this.evaluate(text));
    const by = separator === undefined ? runtime.text(runtime.find('FS')) : yield* this.regexSource(separator);
    const isRegex = separator?.kind === 'regex';
    const parts = runtime.splitText(source, isRegex && by.length === 1 ? `[${by === '^' ? '\\^' : by}]` : by);
    const target = runtime.array(array.name);
    target.clear();
    for (const [index, part] of parts.entries()) target.set(String(index + 1), inputText(part));
    return parts.length;
  }

  private *substitute(
    isGlobal: boolean,
    regex: Expression | undefined,
    replacement: Expression | undefined,
    target: Expression | undefined,
  ): Sys<Value> {
    const { runtime } = this;
    const into: Expression = target ?? { kind: 'field', index: { kind: 'number', value: 0 } };
    const source = regex === undefined ? '' : yield* this.regexSource(regex);
    const pattern = runtime.text(replacement === undefined ? undefined : yield* this.evaluate(replacement));
    const text = runtime.text(yield* this.evaluate(into));
    const { out, count } = this.replace(text, source, isGlobal ? 'all' : 1, (match) =>
      pattern.replace(/\\\\&|\\&|&/g, (mark) => (mark === '&' ? (match[0] ?? '') : mark === '\\&' ? '&' : `\\${match[0]}`)),
    );
    if (count > 0) yield* this.store(into, out);
    return count;
  }

  private *gensub(args: readonly Expression[]): Sys<Value> {
    const { runtime } = this;
    const [regex, replacement, how, target] = args;
    const source = regex === undefined ? '' : yield* this.regexSource(regex);
    const pattern = runtime.text(replacement === undefined ? undefined : yield* this.evaluate(replacement));
    const which = runtime.text(how === undefined ? undefined : yield* this.evaluate(how));
    const text = runtime.text(target === undefined ? runtime.getField(0) : yield* this.evaluate(target));
    return this.replace(text, source, /^[gG]/.test(which) ? 'all' : Math.max(1, Number(which) || 1), (match) =>
      pattern.replace(/\\(\d|&|\\)|&/g, (mark, escaped: string | undefined) =>
        mark === '&'
          ? (match[0] ?? '')
          : escaped === undefined || escaped === '&' || escaped === '\\'
            ? (escaped ?? '')
            : (match[Number(escaped)] ?? ''),
      ),
    ).out;
  }

  private replace(
    text: string,
    source: string,
    which: number | 'all',
    expand: (groups: readonly (string | undefined)[]) => string,
  ): { readonly out: string; readonly count: number } {
    const { self } = this.runtime.call;
    let out = '';
    let at = 0;
    let seen = 0;
    let count = 0;
    let lastEnd = -1;
    for (let from = 0; from <= text.length; ) {
      self.system.step(self);
      const match = this.runtime.match(source, text, from);
      if (match === undefined) break;
      const isEmpty = match.end === match.start;
      if (!(isEmpty && match.start === lastEnd)) {
        seen += 1;
        if (which === 'all' || seen === which) {
          const groups = match.groups.map((group) => (group === undefined ? undefined : text.slice(group[0], group[1])));
          out += text.slice(at, match.start) + expand(groups);
          at = match.end;
          count += 1;
          this.checked(out);
          if (which !== 'all') break;
        }
      }
      lastEnd = match.end;
      from = isEmpty ? match.end + 1 : match.end;
    }
    return { out: out + text.slice(at), count };
  }

  private *system(command: string): Sys<Value> {
    const { self } = this.runtime.call;
    yield* flush(self);
    try {
      return yield* waitForProcess(yield* startProgram(self, ['/bin/sh', '-c', command]));
    } catch (error) {
      if (error instanceof FsError) return 127;
      throw error;
    }
  }

  private *invoke(node: Extract<Expression, { kind: 'invoke' }>): Sys<Value> {
    const known = this.program.functions.get(node.name);
    if (known === undefined) throw new AwkError(`calling undefined function ${node.name}`);
    const { runtime } = this;
    const { self } = runtime.call;
    if (runtime.frames.length >= self.system.ports.limits.depth * 4) throw new LimitError('depth', self.system.ports.limits.depth);
    const frame = new Map<string, Cell>();
    const borrowed: { readonly parameter: string; readonly name: string }[] = [];
    for (const [index, parameter] of known.parameters.entries()) {
      const arg = node.args[index];
      if (arg?.kind === 'variable' && runtime.isArray(arg.name)) frame.set(parameter, { array: runtime.array(arg.name) });
      else {
        // A name without a value may turn out to be an array inside.
        if (arg?.kind === 'variable' && runtime.isUnused(arg.name)) borrowed.push({ parameter, name: arg.name });
        frame.set(parameter, { value: arg === undefined ? undefined : yield* this.evaluate(arg) });
      }
    }
    runtime.frames.push(frame);
    this.returned = undefined;
    yield* this.run(known.body);
    runtime.frames.pop();
    for (const { parameter, name } of borrowed) {
      const cell = frame.get(parameter);
      if (cell !== undefined && 'array' in cell) this.adopt(name, cell.array);
    }
    const { returned } = this;
    this.returned = undefined;
    return returned;
  }

  private adopt(name: string, array: AwkArray): void {
    const target = this.runtime.array(name);
    for (const [key, value] of array) target.set(key, value);
  }

  /** 1 for a record, 0 at the end, -1 where there is nothing to read. */
  private *getline(node: Extract<Expression, { kind: 'getline' }>): Sys<Value> {
    const { runtime } = this;
    let text: string | undefined;
    try {
      if (node.source === 'main') text = yield* this.input.next();
      else
        text = yield* this.streams.read(
          node.source,
          runtime.text(node.from === undefined ? undefined : yield* this.evaluate(node.from)),
        );
    } catch (error) {
      if (error instanceof FsError) return -1;
      throw error;
    }
    if (text === undefined) return 0;
    if (node.source === 'command') runtime.assign('NR', toNumber(runtime.find('NR')) + 1);
    if (node.target === undefined) runtime.setRecord(text);
    else yield* this.store(node.target, inputText(text));
    return 1;
  }
}
