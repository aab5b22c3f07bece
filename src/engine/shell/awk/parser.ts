/** From words to an awk program (POSIX, awk, "Grammar"). */
import { ExpressionParser, MAX_DEPTH } from './expression-parser.ts';
import { tokenize } from './lexer.ts';
import type { AwkProgram, Expression, Redirection, Rule, Statement } from './syntax.ts';

/** @throws AwkSyntaxError */
export function parseAwk(source: string): AwkProgram {
  return new Parser(tokenize(source)).program();
}

class Parser extends ExpressionParser {
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
    if (!this.isEnd() && !this.is('operator', '>') && !this.is('operator', '>>') && !this.is('operator', '|'))
      args = this.printArguments();
    let redirection: Redirection | undefined;
    for (const operator of ['>>', '>', '|'] as const) {
      if (redirection === undefined && this.take('operator', operator))
        redirection = { kind: operator, target: this.concatenation({ noGreater: true, noIn: true }) };
    }
    return { kind, args, redirection };
  }

  /** `print (a, b) > "f"`: brackets around the whole list are not part of an expression. */
  private printArguments(): readonly Expression[] {
    if (this.is('operator', '(')) {
      const before = this.at;
      this.at += 1;
      const list = this.list(')');
      if (
        this.take('operator', ')') &&
        (this.isEnd() || this.is('operator', '>') || this.is('operator', '>>') || this.is('operator', '|'))
      )
        return list;
      this.at = before;
    }
    const args = [this.expression({ noGreater: true })];
    while (this.take('operator', ',')) {
      this.skipNewlines();
      args.push(this.expression({ noGreater: true }));
    }
    return args;
  }
}
