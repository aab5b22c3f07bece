/**
 * The grammar of a template (Go, text/template/parse/parse.go):
 *
 *     template = { text | "{{" action "}}" } ;
 *     action   = pipeline | "if" pipeline | "range" pipeline | "with" pipeline | "else" [ "if" pipeline | "with" pipeline ] | "end"
 *              | "break" | "continue" | "template" string [ pipeline ] | "define" string | "block" string pipeline ;
 *     pipeline = [ variable [ "," variable ] ( ":=" | "=" ) ] command { "|" command } ;
 *     command  = operand { blank operand } ;
 *     operand  = term { field } ;
 *     term     = identifier | "." | "nil" | variable | field | bool | number | char | string | "(" pipeline ")" ;
 */
import { goQuote } from '../../go/quote.ts';
import { lexTemplate, type Token } from './lex-template.ts';
import { parseNumber, unquote } from './template-literals.ts';
import {
  type ActionNode,
  type CommandNode,
  nodeText,
  type OperandNode,
  type PipeNode,
  type VariableNode,
} from './template-nodes.ts';

export interface Template {
  readonly source: string;
  readonly name: string;
  readonly nodes: readonly ActionNode[];
  /** by name, from `define` and `block` */
  readonly defined: ReadonlyMap<string, readonly ActionNode[]>;
}

/** Its message is Go's: `template: :1: unclosed action`. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

/** @throws TemplateError */
export function parseTemplate(source: string, hasFunction: (name: string) => boolean, name = ''): Template {
  return new Parser(source, name, hasFunction).parse();
}

type Ending =
  | { readonly kind: 'end'; readonly at: number }
  | { readonly kind: 'else'; readonly at: number; readonly follows?: 'if' | 'with' };
const ENDING_TEXT = { end: '{{end}}', else: '{{else}}' } as const;
const OPERAND_STARTS = new Set([
  'bool',
  'charConstant',
  'dot',
  'field',
  'identifier',
  'number',
  'rawString',
  'string',
  'variable',
  'leftParen',
]);
/** What a later stage of a pipeline cannot begin with: it is no function. */
const PLAIN = new Set(['bool', 'dot', 'nil', 'number', 'string']);

class Parser {
  readonly #source: string;
  readonly #name: string;
  readonly #hasFunction: (name: string) => boolean;
  readonly #tokens: readonly Token[];
  readonly #defined = new Map<string, readonly ActionNode[]>();
  #next = 0;
  #variables: string[] = ['$'];
  #loops = 0;
  #actionLine = 0;

  constructor(source: string, name: string, hasFunction: (name: string) => boolean) {
    this.#source = source;
    this.#name = name;
    this.#hasFunction = hasFunction;
    this.#tokens = lexTemplate(source);
  }

  parse(): Template {
    const nodes: ActionNode[] = [];
    while (this.#peek().kind !== 'eof') {
      if (this.#peek().kind === 'left' && this.#isKeyword(this.#peekPastBlanks(1), 'define')) this.#define();
      else nodes.push(...this.#wholeAction());
    }
    return { source: this.#source, name: this.#name, nodes, defined: this.#defined };
  }

  #wholeAction(): ActionNode[] {
    const node = this.#textOrAction();
    if (node === undefined) return [];
    if (node.kind === 'end' || node.kind === 'else') return this.#fail(`unexpected ${ENDING_TEXT[node.kind]}`);
    return [node];
  }

  #define(): void {
    this.#take();
    this.#takePastBlanks();
    const name = this.#templateName('define clause');
    this.#expect('right', 'define clause');
    const outer = this.#variables;
    this.#variables = ['$'];
    const { list, ending } = this.#list();
    if (ending.kind !== 'end') this.#fail(`unexpected ${ENDING_TEXT[ending.kind]} in define clause`);
    this.#variables = outer;
    this.#defined.set(name, list);
  }

  #textOrAction(): ActionNode | Ending | undefined {
    const token = this.#takePastBlanks();
    if (token.kind === 'text') return { kind: 'text', at: token.at, text: token.text };
    if (token.kind !== 'left') return this.#unexpected(token, 'input');
    this.#actionLine = token.line;
    const node = this.#action();
    this.#actionLine = 0;
    return node;
  }

  #action(): ActionNode | Ending {
    const token = this.#takePastBlanks();
    const word = token.kind === 'keyword' ? token.text : '';
    switch (word) {
      case 'if':
      case 'with':
      case 'range':
        return this.#control(word, token.at);
      case 'end':
        return { kind: 'end', at: this.#expect('right', 'end').at };
      case 'else':
        return this.#else();
      case 'break':
      case 'continue':
        this.#expect('right', `{{${word}}}`);
        if (this.#loops === 0) this.#fail(`{{${word}}} outside {{range}}`);
        return { kind: word, at: token.at };
      case 'template': {
        const { at } = this.#peekPastBlanks(0);
        const name = this.#templateName('template clause');
        if (this.#takePastBlanks().kind === 'right') return { kind: 'template', at, name };
        this.#next -= 1;
        return { kind: 'template', at, name, pipe: this.#pipeline('template clause', 'right') };
      }
      case 'block':
        return this.#block();
      default:
        this.#next -= 1;
        return { kind: 'action', at: token.at, pipe: this.#pipeline('command', 'right') };
    }
  }

  #block(): ActionNode {
    const { at } = this.#peekPastBlanks(0);
    const name = this.#templateName('block clause');
    const pipe = this.#pipeline('block clause', 'right');
    const outer = this.#variables;
    this.#variables = ['$'];
    const { list, ending } = this.#list();
    if (ending.kind !== 'end') this.#fail(`unexpected ${ENDING_TEXT[ending.kind]} in block clause`);
    this.#variables = outer;
    this.#defined.set(name, list);
    return { kind: 'template', at, name, pipe };
  }

  #templateName(context: string): string {
    const token = this.#takePastBlanks();
    if (token.kind !== 'string' && token.kind !== 'rawString') return this.#unexpected(token, context);
    return unquote(token.text) ?? this.#fail('invalid syntax');
  }

  #else(): Ending {
    const token = this.#peekPastBlanks(0);
    if (token.kind === 'keyword' && (token.text === 'if' || token.text === 'with')) {
      return { kind: 'else', at: token.at, follows: token.text };
    }
    return { kind: 'else', at: this.#expect('right', 'else').at };
  }

  #control(kind: 'if' | 'with' | 'range', at: number): ActionNode {
    const known = this.#variables.length;
    const pipe = this.#pipeline(kind, 'right');
    if (kind === 'range') this.#loops += 1;
    const { list, ending } = this.#list();
    if (kind === 'range') this.#loops -= 1;
    const elseList = ending.kind === 'else' ? this.#elseList(kind, ending) : undefined;
    this.#variables.length = known;
    return { kind, at, pipe, list, ...(elseList === undefined ? {} : { elseList }) };
  }

  #elseList(kind: 'if' | 'with' | 'range', ending: Extract<Ending, { kind: 'else' }>): readonly ActionNode[] {
    if (ending.follows !== undefined && ending.follows === kind) {
      const token = this.#takePastBlanks();
      return [this.#control(ending.follows, token.at)];
    }
    const { list, ending: last } = this.#list();
    if (last.kind !== 'end') this.#fail(`expected end; found ${ENDING_TEXT[last.kind]}`);
    return list;
  }

  #list(): { list: readonly ActionNode[]; ending: Ending } {
    const list: ActionNode[] = [];
    while (this.#peekPastBlanks(0).kind !== 'eof') {
      const node = this.#textOrAction();
      if (node === undefined) continue;
      if (node.kind === 'end' || node.kind === 'else') return { list, ending: node };
      list.push(node);
    }
    return this.#fail('unexpected EOF');
  }

  #pipeline(context: string, end: 'right' | 'rightParen'): PipeNode {
    const { at } = this.#peekPastBlanks(0);
    const { decl, isAssign } = this.#declarations(context);
    const cmds: CommandNode[] = [];
    for (;;) {
      const token = this.#takePastBlanks();
      if (token.kind === end) break;
      if (!OPERAND_STARTS.has(token.kind) && !this.#isKeyword(token, 'nil')) this.#unexpected(token, context);
      this.#next -= 1;
      cmds.push(this.#command());
    }
    if (cmds.length === 0) this.#fail(`missing value for ${context}`);
    for (const [stage, cmd] of cmds.entries()) {
      if (stage > 0 && PLAIN.has(cmd.args[0]?.kind ?? '')) this.#fail(`non executable command in pipeline stage ${stage + 1}`);
    }
    return { kind: 'pipe', at, decl, isAssign, cmds };
  }

  #declarations(context: string): { decl: VariableNode[]; isAssign: boolean } {
    const decl: VariableNode[] = [];
    for (;;) {
      const variable = this.#peekPastBlanks(0);
      if (variable.kind !== 'variable') return { decl, isAssign: false };
      const start = this.#next;
      this.#takePastBlanks();
      const sign = this.#takePastBlanks();
      const isComma = sign.kind === 'char' && sign.text === ',';
      if (sign.kind !== 'assign' && sign.kind !== 'declare' && !isComma) {
        this.#next = start;
        return { decl, isAssign: false };
      }
      decl.push({ kind: 'variable', at: variable.at, ident: variable.text.split('.') });
      this.#variables.push(variable.text);
      if (!isComma) return { decl, isAssign: sign.kind === 'assign' };
      if (context !== 'range' || decl.length > 1) this.#fail(`too many declarations in ${context}`);
      const { kind } = this.#peekPastBlanks(0);
      if (kind !== 'variable' && kind !== 'right' && kind !== 'rightParen') this.#fail('range can only initialize variables');
    }
  }

  #command(): CommandNode {
    const { at } = this.#peekPastBlanks(0);
    const args: OperandNode[] = [];
    for (;;) {
      this.#peekPastBlanks(0);
      const operand = this.#operand();
      if (operand !== undefined) args.push(operand);
      const token = this.#take();
      if (token.kind === 'space') continue;
      if (token.kind === 'right' || token.kind === 'rightParen') this.#next -= 1;
      else if (token.kind !== 'pipe') this.#unexpected(token, 'operand');
      break;
    }
    if (args.length === 0) this.#fail('empty command');
    return { kind: 'command', at, args };
  }

  #operand(): OperandNode | undefined {
    const term = this.#term();
    if (term === undefined || this.#peek().kind !== 'field') return term;
    const { at } = this.#peek();
    const field: string[] = [];
    while (this.#peek().kind === 'field') field.push(this.#take().text.slice(1));
    if (term.kind === 'field' || term.kind === 'variable') return { kind: term.kind, at, ident: [...term.ident, ...field] };
    if (PLAIN.has(term.kind)) this.#fail(`unexpected . after term ${goQuote(nodeText(term))}`);
    return { kind: 'chain', at, node: term, field };
  }

  #term(): OperandNode | undefined {
    const token = this.#takePastBlanks();
    const { at, text } = token;
    switch (token.kind) {
      case 'identifier':
        if (!this.#hasFunction(text)) this.#fail(`function ${goQuote(text)} not defined`);
        return { kind: 'identifier', at, name: text };
      case 'dot':
        return { kind: 'dot', at };
      case 'variable':
        if (!this.#variables.includes(text)) this.#fail(`undefined variable ${goQuote(text)}`);
        return { kind: 'variable', at, ident: [text] };
      case 'field':
        return { kind: 'field', at, ident: [text.slice(1)] };
      case 'bool':
        return { kind: 'bool', at, value: text === 'true' };
      case 'charConstant':
      case 'number': {
        const number = parseNumber(text);
        return 'problem' in number ? this.#fail(number.problem) : { kind: 'number', at, text, ...number };
      }
      case 'leftParen':
        return this.#pipeline('parenthesized pipeline', 'rightParen');
      case 'string':
      case 'rawString':
        return { kind: 'string', at, quoted: text, value: unquote(text) ?? this.#fail('invalid syntax') };
      default:
        if (this.#isKeyword(token, 'nil')) return { kind: 'nil', at };
        this.#next -= 1;
        return undefined;
    }
  }

  #isKeyword(token: Token, word: string): boolean {
    return token.kind === 'keyword' && token.text === word;
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'eof', at: this.#source.length, text: '', line: 1 };
  }

  /** The token after the blanks; `skip` first leaves out that many tokens. With 0 the blanks are gone for good. */
  #peekPastBlanks(skip: number): Token {
    const start = this.#next;
    this.#next += skip;
    while (this.#peek().kind === 'space') this.#next += 1;
    const token = this.#peek();
    if (skip > 0) this.#next = start;
    return token;
  }

  #take(): Token {
    const token = this.#peek();
    this.#next += 1;
    return token;
  }

  #takePastBlanks(): Token {
    this.#peekPastBlanks(0);
    return this.#take();
  }

  #expect(kind: Token['kind'], context: string): Token {
    const token = this.#takePastBlanks();
    return token.kind === kind ? token : this.#unexpected(token, context);
  }

  #unexpected(token: Token, context: string): never {
    if (token.kind !== 'error') return this.#fail(`unexpected ${tokenText(token)} in ${context}`);
    if (this.#actionLine === 0 || this.#actionLine === token.line) return this.#fail(token.text);
    const started = ` started at ${this.#name}:${this.#actionLine}`;
    return this.#fail(`${token.text}${token.text.endsWith(' action') ? started : ` in action${started}`}`);
  }

  #fail(message: string): never {
    const { line } = this.#tokens[Math.max(0, this.#next - 1)] ?? this.#peek();
    throw new TemplateError(`template: ${this.#name}:${line}: ${message}`);
  }
}

function tokenText(token: Token): string {
  if (token.kind === 'eof') return 'EOF';
  if (token.kind === 'keyword' || token.kind === 'dot') return `<${token.text}>`;
  return token.text.length > 10 ? `${goQuote(token.text.slice(0, 10))}...` : goQuote(token.text);
}
