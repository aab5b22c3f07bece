/** The expressions of awk, each rule of the grammar with its own method (POSIX, awk, "Grammar"). */
import type { Token } from './lexer.ts';
import { type AwkFunction, AwkSyntaxError, type Expression } from './syntax.ts';

/** What may not stand in an expression here, because it means something else. */
interface Limits {
  /** in `print a > file` */
  readonly noGreater?: boolean;
  /** in `for (x in a)` */
  readonly noIn?: boolean;
}

const COMPARISONS: ReadonlySet<string> = new Set(['<', '<=', '!=', '==', '>', '>=']);
export const MAX_DEPTH = 200;

/** The cursor over the words, and what can stand where a value is wanted. */
export class ExpressionParser {
  protected readonly tokens: readonly Token[];
  protected readonly functions = new Map<string, AwkFunction>();
  protected at = 0;
  protected depth = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  protected get token(): Token {
    return this.tokens[this.at] ?? { kind: 'end', text: '', line: 0 };
  }

  protected is(kind: Token['kind'], text?: string): boolean {
    return this.token.kind === kind && (text === undefined || this.token.text === text);
  }

  protected take(kind: Token['kind'], text?: string): boolean {
    if (!this.is(kind, text)) return false;
    this.at += 1;
    return true;
  }

  protected expect(text: string): void {
    if (!this.take('operator', text)) throw this.error();
  }

  protected error(): AwkSyntaxError {
    return new AwkSyntaxError(this.token.line, this.token.text);
  }

  protected skipNewlines(): void {
    while (this.take('newline'));
  }

  protected skipEnds(): void {
    while (this.take('newline') || this.take('operator', ';'));
  }

  protected name(): string {
    const { text, kind } = this.token;
    if (kind !== 'name' && kind !== 'function-name') throw this.error();
    this.at += 1;
    return text;
  }

  protected list(close: string): readonly Expression[] {
    const items: Expression[] = [];
    this.skipNewlines();
    while (!this.is('operator', close)) {
      items.push(this.expression());
      this.skipNewlines();
      if (!this.take('operator', ',')) break;
      this.skipNewlines();
    }
    return items;
  }

  protected expression(limits: Limits = {}): Expression {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw this.error();
    const expression = this.assignment(limits);
    this.depth -= 1;
    return expression;
  }

  protected assignment(limits: Limits): Expression {
    const left = this.ternary(limits);
    const operator = this.token.text;
    const isTarget = left.kind === 'variable' || left.kind === 'element' || left.kind === 'field';
    if (this.token.kind !== 'operator' || !/^([-+*/%^]?=)$/.test(operator) || !isTarget) return left;
    this.at += 1;
    this.skipNewlines();
    return { kind: 'assign', operator, target: left, value: this.assignment(limits) };
  }

  protected ternary(limits: Limits): Expression {
    const test = this.or(limits);
    if (!this.take('operator', '?')) return test;
    this.skipNewlines();
    const yes = this.assignment(limits);
    this.skipNewlines();
    this.expect(':');
    this.skipNewlines();
    return { kind: 'ternary', test, yes, no: this.assignment(limits) };
  }

  protected or(limits: Limits): Expression {
    let left = this.and(limits);
    while (this.take('operator', '||')) {
      this.skipNewlines();
      left = { kind: 'binary', operator: '||', left, right: this.and(limits) };
    }
    return left;
  }

  protected and(limits: Limits): Expression {
    let left = this.membership(limits);
    while (this.take('operator', '&&')) {
      this.skipNewlines();
      left = { kind: 'binary', operator: '&&', left, right: this.membership(limits) };
    }
    return left;
  }

  protected membership(limits: Limits): Expression {
    let left = this.match(limits);
    while (limits.noIn !== true && this.take('keyword', 'in')) left = { kind: 'in', index: [left], name: this.name() };
    return left;
  }

  protected match(limits: Limits): Expression {
    let left = this.comparison(limits);
    while (this.is('operator', '~') || this.is('operator', '!~')) {
      const isNegated = this.token.text === '!~';
      this.at += 1;
      left = { kind: 'match', isNegated, text: left, regex: this.comparison(limits) };
    }
    return left;
  }

  protected comparison(limits: Limits): Expression {
    let left = this.concatenation(limits);
    while (
      this.token.kind === 'operator' &&
      COMPARISONS.has(this.token.text) &&
      !(limits.noGreater === true && this.token.text === '>')
    ) {
      const operator = this.token.text;
      this.at += 1;
      left = { kind: 'binary', operator, left, right: this.concatenation(limits) };
    }
    // `command | getline` binds looser than joining texts.
    while (this.is('operator', '|') && this.tokens[this.at + 1]?.text === 'getline') {
      this.at += 2;
      left = { kind: 'getline', source: 'command', from: left, target: this.optionalTarget() };
    }
    return left;
  }

  protected concatenation(limits: Limits): Expression {
    let left = this.additive(limits);
    while (this.startsValue()) left = { kind: 'binary', operator: ' ', left, right: this.additive(limits) };
    return left;
  }

  /** A sign in front of a value was taken by `additive` already. */
  protected startsValue(): boolean {
    const { kind, text } = this.token;
    if (kind === 'operator') return ['$', '!', '(', '-', '+', '++', '--'].includes(text);
    return (
      kind === 'number' ||
      kind === 'string' ||
      kind === 'regex' ||
      kind === 'name' ||
      kind === 'function-name' ||
      kind === 'builtin'
    );
  }

  protected additive(limits: Limits): Expression {
    let left = this.multiplicative(limits);
    while (this.is('operator', '+') || this.is('operator', '-')) {
      const operator = this.token.text;
      this.at += 1;
      left = { kind: 'binary', operator, left, right: this.multiplicative(limits) };
    }
    return left;
  }

  protected multiplicative(limits: Limits): Expression {
    let left = this.unary(limits);
    while (this.is('operator', '*') || this.is('operator', '/') || this.is('operator', '%')) {
      const operator = this.token.text;
      this.at += 1;
      left = { kind: 'binary', operator, left, right: this.unary(limits) };
    }
    return left;
  }

  protected unary(limits: Limits): Expression {
    for (const operator of ['!', '-', '+'])
      if (this.take('operator', operator)) return { kind: 'unary', operator, operand: this.unary(limits) };
    return this.power(limits);
  }

  protected power(limits: Limits): Expression {
    const base = this.postfix();
    if (!this.take('operator', '^')) return base;
    const right =
      this.is('operator', '-') || this.is('operator', '+') || this.is('operator', '!') ? this.unary(limits) : this.power(limits);
    return { kind: 'binary', operator: '^', left: base, right };
  }

  protected postfix(): Expression {
    const target = this.primary();
    if (target.kind !== 'variable' && target.kind !== 'element' && target.kind !== 'field') return target;
    if (this.take('operator', '++')) return { kind: 'increment', operator: '++', target, isPrefix: false };
    if (this.take('operator', '--')) return { kind: 'increment', operator: '--', target, isPrefix: false };
    return target;
  }

  protected primary(): Expression {
    const { kind, text } = this.token;
    this.at += 1;
    switch (kind) {
      case 'number':
        return { kind: 'number', value: Number(text) || 0 };
      case 'string':
        return { kind: 'string', value: text };
      case 'regex':
        return { kind: 'regex', source: text };
      case 'builtin':
        return this.builtin(text);
      case 'function-name': {
        this.expect('(');
        const args = this.list(')');
        this.expect(')');
        return { kind: 'invoke', name: text, args };
      }
      case 'name': {
        if (!this.take('operator', '[')) return { kind: 'variable', name: text };
        const index = this.list(']');
        this.expect(']');
        return { kind: 'element', name: text, index };
      }
      case 'keyword':
        if (text === 'getline') return this.plainGetline();
        break;
      case 'operator':
        return this.operatorPrimary(text);
    }
    this.at -= 1;
    throw this.error();
  }

  protected operatorPrimary(text: string): Expression {
    if (text === '$') {
      const isSigned = this.is('operator', '-') || this.is('operator', '+') || this.is('operator', '!');
      if (this.is('operator', '++') || this.is('operator', '--')) {
        const operator = this.token.text as '++' | '--';
        this.at += 1;
        return { kind: 'field', index: { kind: 'increment', operator, target: this.primary(), isPrefix: true } };
      }
      return { kind: 'field', index: isSigned ? this.unary({}) : this.primary() };
    }
    if (text === '++' || text === '--') return { kind: 'increment', operator: text, target: this.primary(), isPrefix: true };
    if (text === '(') {
      const items = this.list(')');
      this.expect(')');
      const [only] = items;
      if (items.length > 1 || this.is('keyword', 'in')) {
        if (!this.take('keyword', 'in')) throw this.error();
        return { kind: 'in', index: items, name: this.name() };
      }
      if (only === undefined) throw this.error();
      return { kind: 'group', inner: only };
    }
    if (text === '-' || text === '+' || text === '!') return { kind: 'unary', operator: text, operand: this.unary({}) };
    this.at -= 1;
    throw this.error();
  }

  protected builtin(name: string): Expression {
    if (!this.take('operator', '(')) {
      if (name !== 'length') throw this.error();
      return { kind: 'call', name, args: [] };
    }
    const args = this.list(')');
    this.expect(')');
    return { kind: 'call', name, args };
  }

  protected plainGetline(): Expression {
    const target = this.optionalTarget();
    if (!this.take('operator', '<')) return { kind: 'getline', source: 'main', from: undefined, target };
    return { kind: 'getline', source: 'file', from: this.primary(), target };
  }

  protected optionalTarget(): Expression | undefined {
    if (this.is('name') || this.is('operator', '$')) return this.primary();
    return undefined;
  }
}
