/**
 * The script of `sed` (POSIX sed, with GNU's `I`, `+n`, `~n`, `\n`):
 *
 *     script  = { [ address [ "," address ] ] [ "!" ] command }
 *     address = number | "$" | "/" regex "/" [ "I" ] | first "~" step
 */
import { parseRegex, type Regex, RegexSyntaxError } from '../regex/regex.ts';

export type SedAddress =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'regex'; readonly regex: Regex }
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  | { readonly kind: 'plus'; readonly count: number };

export type SedAction =
  | { readonly kind: 'block'; readonly commands: readonly SedCommand[] }
  | {
      readonly kind: 'substitute';
      readonly regex: Regex;
      readonly replacement: readonly SedPart[];
      /** the which-th match; 0 for the first */
      readonly which: number;
      readonly all: boolean;
      readonly prints: boolean;
      readonly file: string | undefined;
    }
  | { readonly kind: 'translate'; readonly table: ReadonlyMap<string, string> }
  | { readonly kind: 'text'; readonly letter: 'a' | 'i' | 'c'; readonly text: string }
  | { readonly kind: 'jump'; readonly letter: 'b' | 't'; readonly label: string }
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'file'; readonly letter: 'r' | 'w'; readonly path: string }
  | { readonly kind: 'quit'; readonly letter: 'q' | 'Q'; readonly status: number }
  | { readonly kind: 'simple'; readonly letter: string };

export type SedPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'group'; readonly index: number }
  | { readonly kind: 'case'; readonly letter: string };

export interface SedCommand {
  readonly from: SedAddress | undefined;
  readonly to: SedAddress | undefined;
  readonly negated: boolean;
  readonly action: SedAction;
}

export class SedSyntaxError extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

class Parser {
  private at = 0;
  private readonly source: string;
  private readonly isExtended: boolean;
  private lastRegex: Regex | undefined;

  constructor(source: string, isExtended: boolean) {
    this.source = source;
    this.isExtended = isExtended;
  }

  parse(inBlock = false): SedCommand[] {
    const commands: SedCommand[] = [];
    for (;;) {
      this.skip(/[\s;]/);
      if (this.at >= this.source.length) {
        if (inBlock) throw this.error('unmatched `{\'');
        return commands;
      }
      if (this.peek() === '}') {
        if (!inBlock) throw this.error("unexpected `}'");
        this.at += 1;
        return commands;
      }
      if (this.peek() === '#') {
        this.until('\n');
        continue;
      }
      commands.push(this.command());
    }
  }

  private command(): SedCommand {
    const from = this.address();
    let to: SedAddress | undefined;
    if (from !== undefined && this.peek() === ',') {
      this.at += 1;
      this.skip(/\s/);
      to = this.address() ?? this.fail('unexpected `,\'');
    }
    this.skip(/\s/);
    const negated = this.peek() === '!';
    while (this.peek() === '!' || this.peek() === ' ') this.at += 1;
    return { from, to, negated, action: this.action() };
  }

  private action(): SedAction {
    const letter = this.peek();
    this.at += 1;
    switch (letter) {
      case '{':
        return { kind: 'block', commands: this.parse(true) };
      case 's':
        return this.substitute();
      case 'y':
        return this.translate();
      case 'a':
      case 'i':
      case 'c':
        return { kind: 'text', letter, text: this.text() };
      case ':':
        return { kind: 'label', label: this.word(/[\n;]/) };
      case 'b':
      case 't':
        return { kind: 'jump', letter, label: this.word(/[\n;}]/) };
      case 'r':
      case 'w':
        return { kind: 'file', letter, path: this.word(/\n/) };
      case 'q':
      case 'Q':
        return { kind: 'quit', letter, status: Number(this.word(/[\n;}]/)) || 0 };
      case '':
        throw this.error('missing command');
      default:
        if (!'dDgGhHlnNpPxz='.includes(letter)) throw this.error(`unknown command: \`${letter}'`);
        this.endCommand();
        return { kind: 'simple', letter };
    }
  }

  private substitute(): SedAction {
    const delimiter = this.peek();
    this.at += 1;
    const pattern = this.delimited(delimiter, "unterminated `s' command");
    const replacement = this.delimited(delimiter, "unterminated `s' command", true);
    let all = false;
    let prints = false;
    let ignoreCase = false;
    let which = 0;
    let file: string | undefined;
    for (let flag = this.peek(); flag !== '' && !/[\s;}#]/.test(flag); flag = this.peek()) {
      this.at += 1;
      if (flag === 'g') all = true;
      else if (flag === 'p') prints = true;
      else if (flag === 'I' || flag === 'i') ignoreCase = true;
      else if (/\d/.test(flag)) which = which * 10 + Number(flag);
      else if (flag === 'w') file = this.word(/\n/);
      else throw this.error("unknown option to `s'");
    }
    this.endCommand();
    const regex = this.regex(pattern, ignoreCase);
    const parts = parseReplacement(replacement);
    const group = Math.max(0, ...parts.map((part) => (part.kind === 'group' ? part.index : 0)));
    if (group > regex.groupCount) throw this.error(`invalid reference \\${group} on \`s' command's RHS`);
    return { kind: 'substitute', regex, replacement: parts, which, all, prints, file };
  }

  private translate(): SedAction {
    const delimiter = this.peek();
    this.at += 1;
    const from = [...unescape(this.delimited(delimiter, "unterminated `y' command"))];
    const to = [...unescape(this.delimited(delimiter, "unterminated `y' command"))];
    if (from.length !== to.length) throw this.error("strings for `y' command are different lengths");
    this.endCommand();
    return { kind: 'translate', table: new Map(from.map((char, at) => [char, to[at] ?? ''])) };
  }

  private address(): SedAddress | undefined {
    const char = this.peek();
    if (char === '$') {
      this.at += 1;
      return { kind: 'last' };
    }
    if (char === '+') {
      this.at += 1;
      return { kind: 'plus', count: this.number() };
    }
    if (/\d/.test(char)) {
      const line = this.number();
      if (this.peek() !== '~') return { kind: 'line', line };
      this.at += 1;
      return { kind: 'step', first: line, step: this.number() };
    }
    if (char !== '/' && char !== '\\') return undefined;
    const delimiter = char === '/' ? '/' : (this.source[this.at + 1] ?? '');
    this.at += char === '/' ? 1 : 2;
    const pattern = this.delimited(delimiter, 'unterminated address regex');
    const ignoreCase = this.peek() === 'I';
    if (ignoreCase) this.at += 1;
    return { kind: 'regex', regex: this.regex(pattern, ignoreCase) };
  }

  private regex(pattern: string, ignoreCase: boolean): Regex {
    if (pattern === '') {
      if (this.lastRegex === undefined) throw this.error('no previous regular expression');
      return this.lastRegex;
    }
    try {
      this.lastRegex = parseRegex(pattern.replaceAll('\\n', '\n').replaceAll('\\t', '\t'), { isExtended: this.isExtended, ignoreCase });
      return this.lastRegex;
    } catch (error) {
      if (!(error instanceof RegexSyntaxError)) throw error;
      throw this.error(REGEX_WORDS[error.problem] ?? 'Invalid preceding regular expression');
    }
  }

  /** Up to the delimiter; an escaped delimiter stands for itself. In a pattern a bracket protects it. */
  private delimited(delimiter: string, problem: string, isReplacement = false): string {
    let out = '';
    let inBracket = false;
    for (; this.at < this.source.length; this.at += 1) {
      const char = this.peek();
      if (char === '\\') {
        const next = this.source[this.at + 1] ?? '';
        out += next === delimiter && !inBracket ? next : `\\${next}`;
        this.at += 1;
        continue;
      }
      if (!isReplacement) {
        if (char === '[' && !inBracket) inBracket = true;
        else if (char === ']' && inBracket && !/\[\^?$/.test(out)) inBracket = false;
      }
      if (char === delimiter && !inBracket) {
        this.at += 1;
        return out;
      }
      out += char;
    }
    throw this.error(problem);
  }

  /** `a\` newline text, or `a text` on one line; a backslash at a line's end goes on. */
  private text(): string {
    this.skip(/[ \t]/);
    if (this.peek() === '\\') {
      this.at += 1;
      this.skip(/[ \t]/);
      if (this.peek() === '\n') this.at += 1;
    }
    let out = '';
    for (; this.at < this.source.length && this.peek() !== '\n'; this.at += 1) {
      if (this.peek() === '\\') {
        this.at += 1;
        out += this.peek();
      } else out += this.peek();
    }
    if (out === '') throw this.error('expected \\ after `a\', `c\' or `i\'');
    return `${out}\n`;
  }

  private word(end: RegExp): string {
    this.skip(/[ \t]/);
    const start = this.at;
    while (this.at < this.source.length && !end.test(this.peek())) this.at += 1;
    return this.source.slice(start, this.at).trimEnd();
  }

  private endCommand(): void {
    this.skip(/[ \t]/);
    const char = this.peek();
    if (char !== '' && !/[\n;}#]/.test(char)) throw this.error('extra characters after command');
  }

  private number(): number {
    const start = this.at;
    while (/\d/.test(this.peek())) this.at += 1;
    return Number(this.source.slice(start, this.at));
  }

  private until(end: string): void {
    while (this.at < this.source.length && this.peek() !== end) this.at += 1;
  }

  private skip(chars: RegExp): void {
    while (this.at < this.source.length && chars.test(this.peek())) this.at += 1;
  }

  private peek(): string {
    return this.source[this.at] ?? '';
  }

  private fail(message: string): never {
    throw this.error(message);
  }

  private error(message: string): SedSyntaxError {
    return new SedSyntaxError(message, this.at);
  }
}

const REGEX_WORDS: Readonly<Record<string, string>> = {
  bracket: 'unterminated address regex',
  paren: 'Unmatched ( or \\(',
  closeParen: 'Unmatched ) or \\)',
  brace: 'Unmatched { or \\{',
  backref: 'Invalid back reference',
  backslash: 'Trailing backslash',
  range: 'Invalid range end',
  bounds: 'Invalid content of \\{\\}',
  class: 'Invalid character class name',
};

/** @throws SedSyntaxError */
export function parseSed(source: string, isExtended: boolean): readonly SedCommand[] {
  return new Parser(source, isExtended).parse();
}

function parseReplacement(text: string): readonly SedPart[] {
  const parts: SedPart[] = [];
  const add = (more: string): void => {
    const last = parts.at(-1);
    if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text + more };
    else parts.push({ kind: 'text', text: more });
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '&') parts.push({ kind: 'group', index: 0 });
    else if (char !== '\\') add(char);
    else {
      at += 1;
      const next = text[at] ?? '';
      if (/\d/.test(next)) parts.push({ kind: 'group', index: Number(next) });
      else if ('ULEul'.includes(next) && next !== '') parts.push({ kind: 'case', letter: next });
      else add(next === 'n' ? '\n' : next === 't' ? '\t' : next);
    }
  }
  return parts;
}

function unescape(text: string): string {
  return text.replace(/\\(.)/gs, (_, char: string) => (char === 'n' ? '\n' : char === 't' ? '\t' : char));
}
