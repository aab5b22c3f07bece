/**
 * The language of `sed` (POSIX, and GNU's additions that scripts use):
 *
 *     script = { [address ["," address]] ["!"] command } ;   address = number | "$" | "/" regex "/" | first "~" step
 */
import { parseRegex, type Regex, RegexSyntaxError } from '../regex/regex.ts';
import { regexWords } from './regex-words.ts';

export type Address =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  /** undefined: the regex that was used last */
  | { readonly kind: 'regex'; readonly regex: Regex | undefined }
  /** only as the second: `,+3`, `,~4` */
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'multiple'; readonly of: number };

/** A piece of a replacement: text, a group, or a change of case for what follows. */
export type Replacement =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'group'; readonly group: number }
  | { readonly kind: 'case'; readonly how: string };

export interface SedCommand {
  readonly first: Address | undefined;
  readonly second: Address | undefined;
  readonly isNegated: boolean;
  readonly name: string;
  /** `a`, `i`, `c`: the lines; `b`, `t`, `T`, `:`: the label; `r`, `w`: the file; `q`, `Q`: the status */
  readonly text: string;
  readonly substitution: Substitution | undefined;
  readonly transliteration: ReadonlyMap<string, string> | undefined;
  /** of `{`: the index of the command behind its `}`, 0 where busybox will look for one in vain */
  end: number;
  /** whether its range is open, and the line that will close it */
  readonly range: { isOpen: boolean; until: number };
}

export interface Substitution {
  readonly regex: Regex | undefined;
  readonly replacement: readonly Replacement[];
  readonly isGlobal: boolean;
  readonly nth: number;
  readonly prints: boolean;
  readonly file: string | undefined;
}

/** `char` counts from 1 in the expression, as GNU's messages do. */
export class SedError extends Error {
  readonly char: number;
  readonly gnu: string;
  readonly busybox: string;
  constructor(char: number, gnu: string, busybox: string) {
    super(gnu);
    this.char = char;
    this.gnu = gnu;
    this.busybox = busybox;
  }
}

/** @throws SedError */
export function parseSed(script: string, isExtended: boolean, flavour: 'gnu' | 'busybox'): readonly SedCommand[] {
  return new Parser(script, isExtended, flavour).parse();
}

class Parser {
  private readonly script: string;
  private readonly isExtended: boolean;
  private readonly flavour: 'gnu' | 'busybox';
  private readonly commands: SedCommand[] = [];
  private at = 0;

  constructor(script: string, isExtended: boolean, flavour: 'gnu' | 'busybox') {
    this.script = script;
    this.isExtended = isExtended;
    this.flavour = flavour;
  }

  parse(): readonly SedCommand[] {
    const open: SedCommand[] = [];
    for (;;) {
      this.skip(/[\s;]/);
      if (this.at >= this.script.length) break;
      const command = this.command();
      if (command === undefined) continue;
      this.commands.push(command);
      if (command.name === '{') open.push(command);
      if (command.name === '}') {
        const start = open.pop();
        if (start !== undefined) start.end = this.commands.length;
        else if (this.flavour === 'gnu') throw this.error("unexpected `}'", 'unexpected }');
      }
    }
    if (open.length > 0 && this.flavour === 'gnu') throw new SedError(0, "unmatched `{'", 'unmatched {');
    return this.commands;
  }

  private error(gnu: string, busybox: string): SedError {
    return new SedError(this.at, gnu, busybox);
  }

  private skip(what: RegExp): void {
    while (what.test(this.script[this.at] ?? '')) this.at += 1;
  }

  private command(): SedCommand | undefined {
    const first = this.address();
    let second: Address | undefined;
    this.skip(/[ \t]/);
    if (first !== undefined && this.script[this.at] === ',') {
      this.at += 1;
      this.skip(/[ \t]/);
      second = this.secondAddress();
      if (second === undefined) throw this.error("unexpected `,'", 'no address after comma');
    }
    this.skip(/[ \t]/);
    let isNegated = false;
    while (this.script[this.at] === '!' && !(isNegated && this.flavour === 'busybox')) {
      isNegated = true;
      this.at += 1;
      this.skip(/[ \t]/);
    }
    const name = this.script[this.at];
    if (name === undefined) throw this.error('missing command', 'missing command');
    this.at += 1;
    const base = {
      first,
      second,
      isNegated,
      name,
      text: '',
      substitution: undefined,
      transliteration: undefined,
      end: 0,
      range: { isOpen: false, until: 0 },
    };
    return this.rest(base);
  }

  private rest(base: SedCommand): SedCommand | undefined {
    if (this.flavour === 'busybox' && 'QRWzF'.includes(base.name))
      throw this.error('unknown command', `unsupported command ${base.name}`);
    switch (base.name) {
      case '#':
        this.at = this.endOfLine();
        return undefined;
      case '{':
        return base;
      case '}':
      case '=':
      case 'd':
      case 'D':
      case 'g':
      case 'G':
      case 'h':
      case 'H':
      case 'n':
      case 'N':
      case 'p':
      case 'P':
      case 'x':
      case 'z':
      case 'F':
        this.expectEnd();
        return base;
      case 'l':
      case 'q':
      case 'Q': {
        if (this.flavour === 'busybox') return base;
        this.skip(/[ \t]/);
        const number = /^\d*/.exec(this.script.slice(this.at))?.[0] ?? '';
        this.at += number.length;
        this.expectEnd();
        return { ...base, text: number };
      }
      case 'a':
      case 'i':
      case 'c':
        return { ...base, text: this.textBlock() };
      case ':':
      case 'b':
      case 't':
      case 'T':
        return { ...base, text: this.label(base.name) };
      case 'r':
      case 'R':
      case 'w':
      case 'W':
        return { ...base, text: this.fileName() };
      case 's':
        return { ...base, substitution: this.substitution() };
      case 'y':
        return { ...base, transliteration: this.transliteration() };
      default:
        throw this.error(`unknown command: \`${base.name}'`, `unsupported command ${base.name}`);
    }
  }

  private endOfLine(): number {
    const end = this.script.indexOf('\n', this.at);
    return end < 0 ? this.script.length : end;
  }

  /** busybox takes what follows for the next command. */
  private expectEnd(): void {
    if (this.flavour === 'busybox') return;
    this.skip(/[ \t]/);
    const char = this.script[this.at];
    if (char === undefined || char === '\n' || char === ';' || char === '}' || char === '#') return;
    this.at += 1;
    throw this.error('extra characters after command', 'extra characters after command');
  }

  private address(): Address | undefined {
    const rest = this.script.slice(this.at);
    const step = this.flavour === 'gnu' ? /^(\d+)~(\d+)/.exec(rest) : null;
    if (step !== null) {
      this.at += step[0].length;
      return { kind: 'step', first: Number(step[1]), step: Number(step[2]) };
    }
    const line = /^\d+/.exec(rest);
    if (line !== null) {
      this.at += line[0].length;
      return { kind: 'line', line: Number(line[0]) };
    }
    if (rest.startsWith('$')) {
      this.at += 1;
      return { kind: 'last' };
    }
    if (rest.startsWith('/') || rest.startsWith('\\')) {
      if (rest.startsWith('\\')) this.at += 1;
      const delimiter = this.script[this.at] ?? '/';
      this.at += 1;
      const source = this.until(delimiter, true);
      if (source === undefined) throw this.error('unterminated address regex', `unmatched '${delimiter}'`);
      const modifier = this.flavour === 'gnu' ? this.script[this.at] : '';
      const ignoreCase = modifier === 'I';
      if (ignoreCase || modifier === 'M') this.at += 1;
      return { kind: 'regex', regex: this.regex(source, ignoreCase) };
    }
    return undefined;
  }

  private secondAddress(): Address | undefined {
    const relative = (this.flavour === 'gnu' ? /^([+~])(\d+)/ : /^(\+)(\d+)/).exec(this.script.slice(this.at));
    if (relative === null) return this.address();
    this.at += relative[0].length;
    return relative[1] === '+' ? { kind: 'count', count: Number(relative[2]) } : { kind: 'multiple', of: Number(relative[2]) };
  }

  /** Text up to the delimiter, which is skipped; undefined where there is none. An escaped delimiter stands for itself. */
  private until(delimiter: string, isRegex: boolean): string | undefined {
    let out = '';
    let inBracket = false;
    for (; this.at < this.script.length; this.at++) {
      const char = this.script[this.at] ?? '';
      const next = this.script[this.at + 1];
      if (char === '\\' && next !== undefined) {
        out +=
          next === delimiter && !inBracket ? (isRegex && /[|+?(){}]/.test(delimiter) ? `\\${delimiter}` : delimiter) : `\\${next}`;
        this.at += 1;
        continue;
      }
      if (char === delimiter && !inBracket) {
        this.at += 1;
        return out;
      }
      if (isRegex && char === '[' && !inBracket) {
        inBracket = true;
        // A bracket that comes first in the set is a member of it.
        out += char;
        if (this.script[this.at + 1] === '^') out += this.script[++this.at];
        if (this.script[this.at + 1] === ']') out += this.script[++this.at];
        continue;
      }
      if (char === ']' && inBracket) inBracket = false;
      if (char === '\n' && isRegex) return undefined;
      out += char;
    }
    return undefined;
  }

  private regex(source: string, ignoreCase: boolean): Regex | undefined {
    if (source === '') return undefined;
    try {
      return parseRegex(source.replace(/\[([^\]]*)\\n([^\]]*)\]/g, '[$1\n$2]'), { isExtended: this.isExtended, ignoreCase });
    } catch (error) {
      if (!(error instanceof RegexSyntaxError)) throw error;
      const words = regexWords(error.problem, this.flavour, this.isExtended);
      throw this.error(error.problem === 'bracket' ? "unterminated `s' command" : words, `bad regex '${source}': ${words}`);
    }
  }

  /** One line, or several that end in a backslash. */
  private textBlock(): string {
    this.skip(/[ \t]/);
    if (this.script[this.at] === '\\') {
      // Blanks behind a backslash that ends no line belong to the text.
      this.at += (/^\\([ \t]*\n)?/.exec(this.script.slice(this.at))?.[0] ?? '').length;
    }
    let out = '';
    for (; this.at < this.script.length; this.at++) {
      const char = this.script[this.at];
      if (char === '\n') break;
      if (char === '\\') {
        this.at += 1;
        out += this.script[this.at] ?? '';
      } else out += char;
    }
    if (
      out === '' &&
      this.flavour === 'gnu' &&
      this.at >= this.script.length &&
      this.script.trimEnd().length === this.script.length &&
      /[aic]$/.test(this.script)
    )
      throw this.error("expected \\ after `a', `c' or `i'", 'no text');
    return `${out}\n`;
  }

  private label(name: string): string {
    this.skip(/[ \t]/);
    const end = name === ':' ? /^[^\n;]*/ : /^[^\n;}]*/;
    const label = (end.exec(this.script.slice(this.at))?.[0] ?? '').trimEnd();
    this.at += end.exec(this.script.slice(this.at))?.[0].length ?? 0;
    if (name === ':' && label === '' && this.flavour === 'gnu') throw this.error('":" lacks a label', 'no label');
    return label;
  }

  private fileName(): string {
    this.skip(/[ \t]/);
    const end = this.endOfLine();
    const name = this.script.slice(this.at, end);
    this.at = end;
    if (name === '') throw this.error('missing filename in r/R/w/W commands', 'empty filename');
    return name;
  }

  private substitution(): Substitution {
    const delimiter = this.script[this.at] ?? '';
    if (delimiter === '') throw this.error("unterminated `s' command", 'bad format in substitution expression');
    this.at += 1;
    const source = this.until(delimiter, true);
    const replacement = source === undefined ? undefined : this.until(delimiter, false);
    if (source === undefined || replacement === undefined) throw this.error("unterminated `s' command", `unmatched '${delimiter}'`);
    const letters = this.flavour === 'gnu' ? /^[gpiImMe0-9]*/ : /^[gpiI0-9 \t]*/;
    const flags = letters.exec(this.script.slice(this.at))?.[0] ?? '';
    this.at += flags.length;
    let file: string | undefined;
    if (this.script[this.at] === 'w') {
      this.at += 1;
      file = this.fileName();
    }
    this.skip(/[ \t]/);
    const next = this.script[this.at];
    if (next !== undefined && !/[\n;}#]/.test(next)) {
      this.at += 1;
      throw this.error("unknown option to `s'", 'bad option in substitution expression');
    }
    const regex = this.regex(source, /i/i.test(flags));
    const groups = regex?.groupCount ?? 9;
    const parsed = parseReplacement(replacement, this.flavour);
    const bad = parsed.find((piece) => piece.kind === 'group' && piece.group > groups);
    if (bad?.kind === 'group')
      throw this.error(
        `invalid reference \\${bad.group} on \`s' command's RHS`,
        `invalid reference \\${bad.group} on s command's RHS`,
      );
    return {
      regex,
      replacement: parsed,
      ...this.whichMatches(flags),
      prints: flags.includes('p'),
      file,
    };
  }

  /** GNU's `2g` is the second and all behind it; of busybox's flags the last one counts. */
  private whichMatches(flags: string): Pick<Substitution, 'isGlobal' | 'nth'> {
    const number = Number(/\d+/.exec(flags)?.[0] ?? 1);
    if (this.flavour === 'gnu') return { isGlobal: flags.includes('g'), nth: number };
    const last = flags.match(/g|\d+/g)?.at(-1) ?? '1';
    return last === 'g' ? { isGlobal: true, nth: 1 } : { isGlobal: false, nth: Number(last) };
  }

  private transliteration(): ReadonlyMap<string, string> {
    const delimiter = this.script[this.at] ?? '';
    this.at += 1;
    const from = this.until(delimiter, false);
    const to = from === undefined ? undefined : this.until(delimiter, false);
    if (from === undefined || to === undefined) throw this.error("unterminated `y' command", `unmatched '${delimiter}'`);
    const [a, b] = [unescapeChars(from), unescapeChars(to)];
    if (a.length !== b.length && this.flavour === 'gnu')
      throw this.error("strings for `y' command are different lengths", 'y command strings have different lengths');
    this.expectEnd();
    return new Map(a.map((char, index) => [char, b[index] ?? char]));
  }
}

function unescapeChars(text: string): readonly string[] {
  return Array.from(text.replace(/\\([n\\t])/g, (_, char: string) => (char === 'n' ? '\n' : char === 't' ? '\t' : '\\')));
}

function parseReplacement(text: string, flavour: 'gnu' | 'busybox'): readonly Replacement[] {
  const pieces: Replacement[] = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') pieces.push({ kind: 'text', text: plain });
    plain = '';
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (char === '&') {
      flush();
      pieces.push({ kind: 'group', group: 0 });
    } else if (char === '\\') {
      at += 1;
      const next = text[at] ?? '';
      if (/[0-9]/.test(next)) {
        flush();
        pieces.push({ kind: 'group', group: Number(next) });
      } else if (flavour === 'gnu' && /[LUluE]/.test(next)) {
        flush();
        pieces.push({ kind: 'case', how: next });
      } else plain += next === 'n' ? '\n' : next === 't' ? '\t' : next;
    } else plain += char;
  }
  flush();
  return pieces;
}
