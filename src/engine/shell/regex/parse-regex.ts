/**
 * POSIX regular expressions, basic and extended, with GNU's `\+ \? \| \w \s \b \< \>` (POSIX 9.3, 9.4).
 *
 *     alternatives = branch { "|" branch } ;   branch = { piece } ;   piece = atom { "*" | "+" | "?" | "{" bounds "}" } ;
 *     atom = char | "." | bracket | "(" alternatives ")" | "^" | "$" | "\" digit ;
 */
import { CLASSES } from '../lang/pattern.ts';

export interface SetNode {
  readonly kind: 'set';
  readonly isNegated: boolean;
  /** code points, both ends belong to it */
  readonly ranges: readonly (readonly [number, number])[];
  readonly classes: readonly string[];
}
export type Assertion = 'start' | 'end' | 'wordStart' | 'wordEnd' | 'boundary' | 'notBoundary';
export type RegexNode =
  | { readonly kind: 'char'; readonly code: number }
  | { readonly kind: 'any' }
  | SetNode
  | { readonly kind: 'assert'; readonly what: Assertion }
  | { readonly kind: 'group'; readonly index: number; readonly inner: RegexNode }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly inner: RegexNode; readonly min: number; readonly max: number }
  | { readonly kind: 'backref'; readonly index: number };

export interface RegexOptions {
  readonly isExtended: boolean;
  readonly ignoreCase?: boolean;
  /** musl refuses a repetition of nothing and bounds that are none, where glibc takes them for letters */
  readonly isMusl?: boolean;
}

export type RegexProblem =
  | 'bracket'
  | 'paren'
  | 'closeParen'
  | 'brace'
  | 'bounds'
  | 'range'
  | 'repeat'
  | 'backslash'
  | 'backref'
  | 'class'
  | 'size';

export class RegexSyntaxError extends Error {
  readonly problem: RegexProblem;
  constructor(problem: RegexProblem) {
    super(problem);
    this.problem = problem;
  }
}

export interface ParsedRegex {
  readonly node: RegexNode;
  readonly groupCount: number;
}

const MAX_BOUND = 255;
const MAX_NESTING = 200;

export function parseRegexNode(source: string, options: RegexOptions): ParsedRegex {
  const parser = new Parser(source, options);
  return { node: parser.parse(), groupCount: parser.groupCount };
}

class Parser {
  groupCount = 0;
  private readonly chars: readonly string[];
  private readonly isExtended: boolean;
  private readonly ignoreCase: boolean;
  private readonly isMusl: boolean;
  private at = 0;
  private depth = 0;

  constructor(source: string, options: RegexOptions) {
    this.chars = Array.from(source);
    this.isExtended = options.isExtended;
    this.ignoreCase = options.ignoreCase === true;
    this.isMusl = options.isMusl === true;
  }

  parse(): RegexNode {
    const node = this.alternatives();
    if (this.at < this.chars.length) throw new RegexSyntaxError('closeParen');
    return node;
  }

  private alternatives(): RegexNode {
    const items = [this.branch()];
    while (this.takeOperator('|')) items.push(this.branch());
    const [only] = items;
    return items.length === 1 && only !== undefined ? only : { kind: 'choice', items };
  }

  private branch(): RegexNode {
    const items: RegexNode[] = [];
    for (;;) {
      if (this.at >= this.chars.length || this.sees('|')) break;
      if (this.sees(')') && (this.depth > 0 || !this.isExtended)) break;
      items.push(this.repeated(this.atom(items.length === 0)));
    }
    const [only] = items;
    return items.length === 1 && only !== undefined ? only : { kind: 'sequence', items };
  }

  /** `x` in an extended expression, `\x` in a basic one */
  private sees(operator: string): boolean {
    if (this.isExtended) return this.chars[this.at] === operator;
    return this.chars[this.at] === '\\' && this.chars[this.at + 1] === operator;
  }

  private takeOperator(operator: string): boolean {
    if (!this.sees(operator)) return false;
    this.at += this.isExtended ? 1 : 2;
    return true;
  }

  private repeated(atom: RegexNode): RegexNode {
    let node = atom;
    for (;;) {
      if (this.chars[this.at] === '*') {
        this.at += 1;
        node = { kind: 'repeat', inner: node, min: 0, max: Number.POSITIVE_INFINITY };
      } else if (this.takeOperator('+')) node = { kind: 'repeat', inner: node, min: 1, max: Number.POSITIVE_INFINITY };
      else if (this.takeOperator('?')) node = { kind: 'repeat', inner: node, min: 0, max: 1 };
      else if (this.sees('{') && (!this.isExtended || this.isMusl || this.hasBounds())) {
        if (this.isMusl && this.isExtended && !this.hasBounds()) throw new RegexSyntaxError('bounds');
        this.takeOperator('{');
        node = { kind: 'repeat', inner: node, ...this.bounds() };
      } else return node;
    }
  }

  private hasBounds(): boolean {
    return /^\{\d*(,\d*)?\}/.test(this.chars.slice(this.at, this.at + 12).join('')) && this.chars[this.at + 1] !== '}';
  }

  private bounds(): { readonly min: number; readonly max: number } {
    const low = this.number();
    let high = low;
    if (this.chars[this.at] === ',') {
      this.at += 1;
      high = this.number() ?? Number.POSITIVE_INFINITY;
    }
    if (!this.takeOperator('}')) throw new RegexSyntaxError('brace');
    const min = low ?? 0;
    const max = high ?? min;
    if (min > max || min > MAX_BOUND || (max !== Number.POSITIVE_INFINITY && max > MAX_BOUND)) throw new RegexSyntaxError('bounds');
    return { min, max };
  }

  private number(): number | undefined {
    let digits = '';
    while (/^\d$/.test(this.chars[this.at] ?? '')) digits += this.chars[this.at++];
    return digits === '' ? undefined : Number(digits);
  }

  private atom(isFirst: boolean): RegexNode {
    const char = this.chars[this.at] ?? '';
    if (this.takeOperator('(')) return this.group();
    this.at += 1;
    if (char === '.') return { kind: 'any' };
    if (char === '[') return this.bracket();
    if (char === '\\') return this.escape();
    if (char === '^' && (this.isExtended || isFirst)) return { kind: 'assert', what: 'start' };
    if (char === '$' && (this.isExtended || this.isAtBranchEnd())) return { kind: 'assert', what: 'end' };
    if (isFirst && this.isExtended && (char === '*' || char === '+' || char === '?')) {
      if (char === '*' && !this.isMusl) return { kind: 'sequence', items: [] };
      throw new RegexSyntaxError('repeat');
    }
    return this.char(char);
  }

  private isAtBranchEnd(): boolean {
    return this.at >= this.chars.length || this.sees(')') || this.sees('|');
  }

  private group(): RegexNode {
    this.groupCount += 1;
    const index = this.groupCount;
    this.depth += 1;
    if (this.depth > MAX_NESTING) throw new RegexSyntaxError('size');
    const inner = this.alternatives();
    this.depth -= 1;
    if (!this.takeOperator(')')) throw new RegexSyntaxError('paren');
    return { kind: 'group', index, inner };
  }

  private escape(): RegexNode {
    const char = this.chars[this.at];
    if (char === undefined) throw new RegexSyntaxError('backslash');
    this.at += 1;
    if (/^[1-9]$/.test(char)) {
      if (Number(char) > this.groupCount) throw new RegexSyntaxError('backref');
      return { kind: 'backref', index: Number(char) };
    }
    switch (char) {
      case 'w':
      case 'W':
        return { kind: 'set', isNegated: char === 'W', ranges: [[95, 95]], classes: ['alnum'] };
      case 's':
      case 'S':
        return { kind: 'set', isNegated: char === 'S', ranges: [], classes: ['space'] };
      case 'b':
        return { kind: 'assert', what: 'boundary' };
      case 'B':
        return { kind: 'assert', what: 'notBoundary' };
      case '<':
        return { kind: 'assert', what: 'wordStart' };
      case '>':
        return { kind: 'assert', what: 'wordEnd' };
      case 'n':
        return this.char('\n');
      case 't':
        return this.char('\t');
      default:
        return this.char(char);
    }
  }

  private char(char: string): RegexNode {
    return { kind: 'char', code: (this.ignoreCase ? char.toLowerCase() : char).codePointAt(0) ?? 0 };
  }

  private bracket(): RegexNode {
    const ranges: (readonly [number, number])[] = [];
    const classes: string[] = [];
    const isNegated = this.chars[this.at] === '^';
    if (isNegated) this.at += 1;
    for (let isFirst = true; ; isFirst = false) {
      const char = this.chars[this.at];
      if (char === undefined) throw new RegexSyntaxError('bracket');
      if (char === ']' && !isFirst) break;
      const special = this.special(char);
      if (special?.kind === 'class') classes.push(special.name);
      else ranges.push(this.range(special?.name ?? char));
    }
    this.at += 1;
    return { kind: 'set', isNegated, ranges: this.ignoreCase ? ranges.flatMap(bothCases) : ranges, classes };
  }

  /** `[:alpha:]`, `[.x.]`, `[=x=]`; steps behind it */
  private special(char: string): { readonly kind: 'class' | 'char'; readonly name: string } | undefined {
    const mark = this.chars[this.at + 1] ?? '';
    if (char !== '[' || !':.='.includes(mark) || mark === '') return undefined;
    for (let end = this.at + 2; end + 1 < this.chars.length; end++) {
      if (this.chars[end] !== mark || this.chars[end + 1] !== ']') continue;
      const name = this.chars.slice(this.at + 2, end).join('');
      if (mark === ':' && !CLASSES.has(name)) throw new RegexSyntaxError('class');
      this.at = mark === ':' ? end + 2 : end + 1;
      return { kind: mark === ':' ? 'class' : 'char', name };
    }
    throw new RegexSyntaxError('bracket');
  }

  private range(low: string): readonly [number, number] {
    this.at += 1;
    const first = low.codePointAt(0) ?? 0;
    const high = this.chars[this.at + 1];
    if (this.chars[this.at] !== '-' || high === undefined || high === ']') return [first, first];
    this.at += 1;
    const last = (this.special(high)?.name ?? high).codePointAt(0) ?? 0;
    this.at += 1;
    if (last < first) throw new RegexSyntaxError('range');
    return [first, last];
  }
}

function bothCases([low, high]: readonly [number, number]): readonly (readonly [number, number])[] {
  if (high - low > 200) return [[low, high]];
  const both: (readonly [number, number])[] = [];
  for (let code = low; code <= high; code++) {
    const char = String.fromCodePoint(code);
    const lower = char.toLowerCase().codePointAt(0) ?? code;
    both.push([lower, lower]);
  }
  return both;
}
