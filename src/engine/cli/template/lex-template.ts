/**
 * The tokens of a template (Go, text/template/parse/lex.go). Text outside of `{{ }}` is one token; inside, blanks are tokens, too,
 * because they part the arguments of a command. What cannot be read ends the list with an `error` token.
 */

export type TokenKind =
  | 'error'
  | 'eof'
  | 'text'
  | 'left'
  | 'right'
  | 'space'
  | 'bool'
  | 'char'
  | 'charConstant'
  | 'assign'
  | 'declare'
  | 'field'
  | 'identifier'
  | 'leftParen'
  | 'rightParen'
  | 'number'
  | 'pipe'
  | 'rawString'
  | 'string'
  | 'variable'
  | 'dot'
  | 'keyword';

export interface Token {
  readonly kind: TokenKind;
  /** offset in the template */
  readonly at: number;
  /** what is written there; of an error its message */
  readonly text: string;
  readonly line: number;
}

const LEFT = '{{';
const RIGHT = '}}';
const LEFT_TRIM = /^-[ \t\r\n]/;
const RIGHT_TRIM = /^[ \t\r\n]-\}\}/;
const COMMENT = '/*';
const BLANK = /[ \t\r\n]/;
const WORD = /[\p{L}\p{Nd}_]/u;
const KEYWORDS = new Set(['block', 'break', 'continue', 'define', 'else', 'end', 'if', 'nil', 'range', 'template', 'with']);
const NUMBER =
  /^[+-]?(?:0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?|0[oO][0-7_]*|0[bB][01_]*|[0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?)/;

export function lexTemplate(source: string): readonly Token[] {
  return new Lexer(source).run();
}

class Lexer {
  readonly #source: string;
  readonly #tokens: Token[] = [];
  #at = 0;
  #line = 1;
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
  }

  run(): readonly Token[] {
    while (this.#text() && this.#action());
    return this.#tokens;
  }

  /** Up to the next action; false at the end. */
  #text(): boolean {
    const end = this.#source.indexOf(LEFT, this.#at);
    const text = this.#source.slice(this.#at, end < 0 ? undefined : end);
    const trims = end >= 0 && LEFT_TRIM.test(this.#source.slice(end + LEFT.length));
    const shown = trims ? text.replace(/[ \t\r\n]+$/, '') : text;
    if (shown !== '') this.#emit('text', shown);
    this.#skip(text);
    if (end < 0) this.#emit('eof', '');
    return end >= 0;
  }

  /** One action with its delimiters; false where an error ended it. */
  #action(): boolean {
    const start = this.#at;
    this.#at += LEFT.length;
    const trim = LEFT_TRIM.test(this.#rest()) ? 2 : 0;
    if (this.#rest().slice(trim).startsWith(COMMENT)) {
      this.#at += trim;
      return this.#comment();
    }
    this.#tokens.push({ kind: 'left', at: start, text: LEFT, line: this.#line });
    this.#skip(this.#rest().slice(0, trim));
    this.#depth = 0;
    for (;;) {
      if (this.#atRight()) {
        if (this.#depth !== 0) return this.#fail('unclosed left paren');
        this.#right();
        return true;
      }
      if (!this.#inside()) return false;
    }
  }

  #comment(): boolean {
    const end = this.#source.indexOf('*/', this.#at);
    if (end < 0) return this.#fail('unclosed comment');
    this.#skip(this.#source.slice(this.#at, end + 2));
    if (!this.#atRight()) return this.#fail('comment ends before closing delimiter');
    this.#right(false);
    return true;
  }

  #atRight(): boolean {
    const rest = this.#rest();
    return rest.startsWith(RIGHT) || RIGHT_TRIM.test(rest);
  }

  #right(shown = true): void {
    const trims = !this.#rest().startsWith(RIGHT);
    if (trims) this.#skip(this.#rest().slice(0, 2));
    if (shown) this.#emit('right', RIGHT);
    this.#at += RIGHT.length;
    if (trims) this.#skip(/^[ \t\r\n]*/.exec(this.#rest())?.[0] ?? '');
  }

  /** One token between the delimiters. */
  #inside(): boolean {
    const rest = this.#rest();
    const rune = String.fromCodePoint(rest.codePointAt(0) ?? 0);
    if (rest === '') return this.#fail('unclosed action');
    if (BLANK.test(rune)) return this.#space(rest);
    if (rune === ':') return rest.startsWith(':=') ? this.#take('declare', ':=') : this.#fail('expected :=');
    if (rune === '=') return this.#take('assign', rune);
    if (rune === '|') return this.#take('pipe', rune);
    if (rune === '"') return this.#quoted(/^"(?:[^"\\\n]|\\[^\n])*"/, 'string', 'unterminated quoted string');
    if (rune === '`') return this.#quoted(/^`[^`]*`/, 'rawString', 'unterminated raw quoted string');
    if (rune === "'") return this.#quoted(/^'(?:[^'\\\n]|\\[^\n])*'/, 'charConstant', 'unterminated character constant');
    if (rune === '$') return this.#name('variable', rune);
    // at the very end a dot is taken for the beginning of a number
    if (rune === '.' && !/^\.(?:[0-9]|$)/.test(rest)) return this.#name('field', rune);
    if (/[.+\-0-9]/.test(rune)) return this.#number(rest);
    if (WORD.test(rune)) return this.#name('identifier', '');
    if (rune === '(') {
      this.#depth += 1;
      return this.#take('leftParen', rune);
    }
    if (rune === ')') {
      this.#depth -= 1;
      return this.#depth < 0 ? this.#fail('unexpected right paren') : this.#take('rightParen', rune);
    }
    if (/^[!-~]$/.test(rune)) return this.#take('char', rune);
    return this.#fail(`unrecognized character in action: ${describeRune(rune)}`);
  }

  #space(rest: string): boolean {
    const blanks = /^[ \t\r\n]+/.exec(rest)?.[0] ?? '';
    const trims = rest.slice(blanks.length).startsWith(`-${RIGHT}`);
    const shown = trims ? blanks.slice(0, -1) : blanks;
    return shown === '' || this.#take('space', shown);
  }

  #name(kind: 'variable' | 'field' | 'identifier', sigil: string): boolean {
    const tail = this.#rest().slice(sigil.length);
    const name = sigil !== '' && isTerminated(tail) ? '' : takeWord(tail);
    const after = tail.slice(name.length);
    const text = sigil + name;
    if (!isTerminated(after)) {
      this.#skip(text);
      return this.#fail(`bad character ${describeRune(after)}`);
    }
    if (kind !== 'identifier') return this.#take(text === '.' ? 'dot' : kind, text);
    if (KEYWORDS.has(text)) return this.#take('keyword', text);
    return this.#take(text === 'true' || text === 'false' ? 'bool' : 'identifier', text);
  }

  #number(rest: string): boolean {
    const text = NUMBER.exec(rest)?.[0] ?? '';
    const next = rest.slice(text.length);
    const bad = WORD.test(String.fromCodePoint(next.codePointAt(0) ?? 0x20));
    if (!bad) return this.#take('number', text);
    this.#skip(text);
    return this.#fail(`bad number syntax: "${text}${String.fromCodePoint(next.codePointAt(0) ?? 0x20)}"`);
  }

  #quoted(pattern: RegExp, kind: TokenKind, problem: string): boolean {
    const text = pattern.exec(this.#rest())?.[0];
    return text === undefined ? this.#fail(problem) : this.#take(kind, text);
  }

  #rest(): string {
    return this.#source.slice(this.#at);
  }

  #take(kind: TokenKind, text: string): true {
    this.#emit(kind, text);
    this.#skip(text);
    return true;
  }

  #emit(kind: TokenKind, text: string): void {
    this.#tokens.push({ kind, at: this.#at, text, line: this.#line });
  }

  #skip(text: string): void {
    this.#at += text.length;
    this.#line += text.split('\n').length - 1;
  }

  #fail(message: string): false {
    this.#tokens.push({ kind: 'error', at: this.#at, text: message, line: this.#line });
    return false;
  }
}

function takeWord(text: string): string {
  let word = '';
  for (const rune of text) {
    if (!WORD.test(rune)) break;
    word += rune;
  }
  return word;
}

/** What may follow a name. */
function isTerminated(after: string): boolean {
  return after === '' || /^[ \t\r\n.,|:()]/.test(after) || after.startsWith(RIGHT);
}

/** `%#U`: `U+0023 '#'` */
function describeRune(text: string): string {
  const code = text.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')} '${String.fromCodePoint(code)}'`;
}
