/** From words to an awk program (POSIX, awk, "Grammar"). */
import { type Token, tokenize } from './lexer.ts';
import { type AwkFunction, type AwkProgram, AwkSyntaxError, type Expression, type Redirection, type Rule, type Statement } from './syntax.ts';

/** @throws AwkSyntaxError */
export function parseAwk(source: string): AwkProgram {
  return new Parser(tokenize(source)).program();
}

/** What may not stand in an expression here, because it means something else. */
interface Limits {
  /** in `print a > file` */
  readonly noGreater?: boolean;
  /** in `for (x in a)` */
  readonly noIn?: boolean;
}

const COMPARISONS: ReadonlySet<string> = new Set(['<', '<=', '!=', '==', '>', '>=']);
const MAX_DEPTH = 200;

class Parser {
  private readonly tokens: readonly Token[];
  private readonly functions = new Map<string, AwkFunction>();
  private at = 0;
  private depth = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  program(): AwkProgram {
    const rules: Rule[] = [];
    for (;;) {
      this.skipEnds();
      if (this.token.kind === 'end') break;
      if (this.take('keyword', 'function')) this.functionDefinition();
      else rules.push(this.rule());
    }
    return { rules, functions: this.functions };
  }

  private get token(): Token {
    return this.tokens[this.at] ?? { kind: 'end', text: '', line: 0 };
  }

  private is(kind: Token['kind'], text?: string): boolean {
    return this.token.kind === kind && (text === undefined || this.token.text === text);
  }

  private take(kind: Token['kind'], text?: string): boolean {
    if (!this.is(kind, text)) return false;
    this.at += 1;
    return true;
  }

  private expect(text: string): void {
    if (!this.take('operator', text)) throw this.error();
  }

  private error(): AwkSyntaxError {
    return new AwkSyntaxError(this.token.line, this.token.text);
  }

  private skipNewlines(): void {
    while (this.take('newline'));
  }

  private skipEnds(): void {
    while (this.take('newline') || this.take('operator', ';'));
  }

  private name(): string {
    const { text, kind } = this.token;
    if (kind !== 'name' && kind !== 'function-name') throw this.error();
    this.at += 1;
    return text;
  }

  private functionDefinition(): void {
    const name = this.name();
    this.expect('(');
    const parameters: string[] = [];
    while (!this.is('operator', ')')) {
      parameters.push(this.name());
      this.skipNewlines();
      if (!this.take('operator', ',')) break;
      this.skipNewlines();
    }
    this.expect(')');
    this.skipNewlines();
    this.functions.set(name, { name, parameters, body: this.block() });
  }

  private rule(): Rule {
    if (this.take('keyword', 'BEGIN')) return { kind: 'begin', pattern: undefined, until: undefined, action: this.ruleBlock() };
    if (this.take('keyword', 'END')) return { kind: 'end', pattern: undefined, until: undefined, action: this.ruleBlock() };
    const pattern = this.is('operator', '{') ? undefined : this.expression();
    let until: Expression | undefined;
    if (pattern !== undefined && this.take('operator', ',')) {
      this.skipNewlines();
      until = this.expression();
    }
    const action = this.is('operator', '{') ? this.block() : undefined;
    if (action === undefined && !this.is('newline') && !this.is('operator', ';') && !this.is('end')) throw this.error();
    return { kind: 'main', pattern, until, action };
  }

  private ruleBlock(): Statement {
    this.skipNewlines();
    return this.block();
  }

  private block(): Statement {
    this.expect('{');
    const body: Statement[] = [];
    for (;;) {
      this.skipEnds();
      if (this.take('operator', '}')) return { kind: 'block', body };
      body.push(this.statement());
    }
  }

  private statement(): Statement {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw this.error();
    const statement = this.statementInside();
    this.depth -= 1;
    return statement;
  }

  private statementInside(): Statement {
    if (this.is('operator', '{')) return this.block();
    if (this.token.kind === 'keyword') {
      const compound = this.compound();
      if (compound !== undefined) return compound;
    }
    if (this.take('operator', ';')) return { kind: 'block', body: [] };
    const simple = this.simpleStatement();
    this.endStatement();
    return simple;
  }

  private endStatement(): void {
    if (this.take('operator', ';') || this.take('newline')) return;
    if (!this.is('operator', '}') && !this.is('end')) throw this.error();
  }

  /** The statement under an `if`, `while` …; newlines may stand before it. */
  private body(): Statement {
    this.skipNewlines();
    return this.statement();
  }

  private compound(): Statement | undefined {
    if (this.take('keyword', 'if')) {
      this.expect('(');
      const test = this.expression();
      this.expect(')');
      const yes = this.body();
      const before = this.at;
      this.skipEnds();
      if (this.take('keyword', 'else')) return { kind: 'if', test, yes, no: this.body() };
      this.at = before;
      return { kind: 'if', test, yes, no: undefined };
    }
    if (this.take('keyword', 'while')) {
      this.expect('(');
      const test = this.expression();
      this.expect(')');
      return { kind: 'while', test, body: this.body() };
    }
    if (this.take('keyword', 'do')) {
      const body = this.body();
      this.skipEnds();
      if (!this.take('keyword', 'while')) throw this.error();
      this.expect('(');
      const test = this.expression();
      this.expect(')');
      this.endStatement();
      return { kind: 'do', body, test };
    }
    return this.take('keyword', 'for') ? this.forLoop() : undefined;
  }

  private forLoop(): Statement {
    this.expect('(');
    const [name, keyword, array, close] = this.tokens.slice(this.at, this.at + 4);
    if (name?.kind === 'name' && keyword?.text === 'in' && array?.kind === 'name' && close?.text === ')') {
      this.at += 4;
      return { kind: 'forIn', name: name.text, array: array.text, body: this.body() };
    }
    const start = this.is('operator', ';') ? undefined : this.simpleStatement();
    this.expect(';');
    this.skipNewlines();
    const test = this.is('operator', ';') ? undefined : this.expression();
    this.expect(';');
    this.skipNewlines();
    const step = this.is('operator', ')') ? undefined : this.simpleStatement();
    this.expect(')');
    return { kind: 'for', start, test, step, body: this.body() };
  }

  private simpleStatement(): Statement {
    const { kind, text } = this.token;
    if (kind !== 'keyword' || text === 'getline') return { kind: 'expression', expression: this.expression() };
    this.at += 1;
    switch (text) {
      case 'print':
      case 'printf':
        return this.print(text);
      case 'next':
      case 'nextfile':
      case 'break':
      case 'continue':
        return { kind: text };
      case 'exit':
      case 'return':
        return { kind: text, value: this.isEnd() ? undefined : this.expression() };
      case 'delete': {
        const name = this.name();
        if (!this.take('operator', '[')) return { kind: 'delete', name, index: undefined };
        const index = this.list(']');
        this.expect(']');
        return { kind: 'delete', name, index };
      }
      default:
        this.at -= 1;
        throw this.error();
    }
  }

  private isEnd(): boolean {
    return this.is('newline') || this.is('end') || this.is('operator', ';') || this.is('operator', '}');
  }

  private print(kind: 'print' | 'printf'): Statement {
    let args: readonly Expression[] = [];
    if (!this.isEnd() && !this.is('operator', '>') && !this.is('operator', '>>') && !this.is('operator', '|')) args = this.printArguments();
    let redirection: Redirection | undefined;
    for (const operator of ['>>', '>', '|'] as const) {
      if (redirection === undefined && this.take('operator', operator)) redirection = { kind: operator, target: this.concatenation({ noGreater: true, noIn: true }) };
    }
    return { kind, args, redirection };
  }

  /** `print (a, b) > "f"`: brackets around the whole list are not part of an expression. */
  private printArguments(): readonly Expression[] {
    if (this.is('operator', '(')) {
      const before = this.at;
      this.at += 1;
      const list = this.list(')');
      if (this.take('operator', ')') && (this.isEnd() || this.is('operator', '>') || this.is('operator', '>>') || this.is('operator', '|'))) return list;
      this.at = before;
    }
    const args = [this.expression({ noGreater: true })];
    while (this.take('operator', ',')) {
      this.skipNewlines();
      args.push(this.expression({ noGreater: true }));
    }
    return args;
  }

  private list(close: string): readonly Expression[] {
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

  private expression(limits: Limits = {}): Expression {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw this.error();
    const expression = this.assignment(limits);
    this.depth -= 1;
    return expression;
  }

  private assignment(limits: Limits): Expression {
    const left = this.ternary(limits);
    const operator = this.token.text;
    const isTarget = left.kind === 'variable' || left.kind === 'element' || left.kind === 'field';
    if (this.token.kind !== 'operator' || !/^([-+*/%^]?=)$/.test(operator) || !isTarget) return left;
    this.at += 1;
    this.skipNewlines();
    return { kind: 'assign', operator, target: left, value: this.assignment(limits) };
  }

  private ternary(limits: Limits): Expression {
    const test = this.or(limits);
    if (!this.take('operator', '?')) return test;
    this.skipNewlines();
    const yes = this.assignment(limits);
    this.skipNewlines();
    this.expect(':');
    this.skipNewlines();
    return { kind: 'ternary', test, yes, no: this.assignment(limits) };
  }

  private or(limits: Limits): Expression {
    let left = this.and(limits);
    while (this.take('operator', '||')) {
      this.skipNewlines();
      left = { kind: 'binary', operator: '||', left, right: this.and(limits) };
    }
    return left;
  }

  private and(limits: Limits): Expression {
    let left = this.membership(limits);
    while (this.take('operator', '&&')) {
      this.skipNewlines();
      left = { kind: 'binary', operator: '&&', left, right: this.membership(limits) };
    }
    return left;
  }

  private membership(limits: Limits): Expression {
    let left = this.match(limits);
    while (limits.noIn !== true && this.take('keyword', 'in')) left = { kind: 'in', index: [left], name: this.name() };
    return left;
  }

  private match(limits: Limits): Expression {
    let left = this.comparison(limits);
    while (this.is('operator', '~') || this.is('operator', '!~')) {
      const isNegated = this.token.text === '!~';
      this.at += 1;
      left = { kind: 'match', isNegated, text: left, regex: this.comparison(limits) };
    }
    return left;
  }

  private comparison(limits: Limits): Expression {
    let left = this.concatenation(limits);
    while (this.token.kind === 'operator' && COMPARISONS.has(this.token.text) && !(limits.noGreater === true && this.token.text === '>')) {
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

  private concatenation(limits: Limits): Expression {
    let left = this.additive(limits);
    while (this.startsValue()) left = { kind: 'binary', operator: ' ', left, right: this.additive(limits) };
    return left;
  }

  /** A sign in front of a value was taken by `additive` already. */
  private startsValue(): boolean {
    const { kind, text } = this.token;
    if (kind === 'operator') return ['$', '!', '(', '-', '+', '++', '--'].includes(text);
    return kind === 'number' || kind === 'string' || kind === 'regex' || kind === 'name' || kind === 'function-name' || kind === 'builtin';
  }

  private additive(limits: Limits): Expression {
    let left = this.multiplicative(limits);
    while (this.is('operator', '+') || this.is('operator', '-')) {
      const operator = this.token.text;
      this.at += 1;
      left = { kind: 'binary', operator, left, right: this.multiplicative(limits) };
    }
    return left;
  }

  private multiplicative(limits: Limits): Expression {
    let left = this.unary(limits);
    while (this.is('operator', '*') || this.is('operator', '/') || this.is('operator', '%')) {
      const operator = this.token.text;
      this.at += 1;
      left = { kind: 'binary', operator, left, right: this.unary(limits) };
    }
    return left;
  }

  private unary(limits: Limits): Expression {
    for (const operator of ['!', '-', '+']) if (this.take('operator', operator)) return { kind: 'unary', operator, operand: this.unary(limits) };
    return this.power(limits);
  }

  private power(limits: Limits): Expression {
    const base = this.postfix();
    if (!this.take('operator', '^')) return base;
    const right = this.is('operator', '-') || this.is('operator', '+') || this.is('operator', '!') ? this.unary(limits) : this.power(limits);
    return { kind: 'binary', operator: '^', left: base, right };
  }

  private postfix(): Expression {
    const target = this.primary();
    if (target.kind !== 'variable' && target.kind !== 'element' && target.kind !== 'field') return target;
    if (this.take('operator', '++')) return { kind: 'increment', operator: '++', target, isPrefix: false };
    if (this.take('operator', '--')) return { kind: 'increment', operator: '--', target, isPrefix: false };
    return target;
  }

  private primary(): Expression {
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

  private operatorPrimary(text: string): Expression {
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

  private builtin(name: string): Expression {
    if (!this.take('operator', '(')) {
      if (name !== 'length') throw this.error();
      return { kind: 'call', name, args: [] };
    }
    const args = this.list(')');
    this.expect(')');
    return { kind: 'call', name, args };
  }

  private plainGetline(): Expression {
    const target = this.optionalTarget();
    if (!this.take('operator', '<')) return { kind: 'getline', source: 'main', from: undefined, target };
    return { kind: 'getline', source: 'file', from: this.primary(), target };
  }

  private optionalTarget(): Expression | undefined {
    if (this.is('name') || this.is('operator', '$')) return this.primary();
    return undefined;
  }
}
