/**
 * The words of a shell text with their places, for an editor: tolerant where the shell's parser is strict, because what is being typed is
 * mostly not finished.
 *
 *     text    = { command ( "|" | "&" | ";" | newline | "(" | ")" ) } ;       "&&" and "||" are two of them
 *     command = { assignment | keyword } { word | redirect word } ;
 *     word    = { plain | "'" … "'" | '"' … '"' | "\" any | "$(" text ")" | "`" text "`" | "$" … } ;
 *
 * What stands in `$( )` is a command of its own. Here-documents and comments have no words.
 */

export interface Word {
  /** without quotes */
  readonly text: string;
  /** offsets in the whole text, in UTF-16 units */
  readonly start: number;
  readonly end: number;
  /** nothing in it is expanded by the shell */
  readonly isPlain: boolean;
  /** a quote that is still open at the word's end */
  readonly openQuote: '' | "'" | '"';
  /** of a redirection */
  readonly isFile: boolean;
}

export interface CommandWords {
  readonly words: readonly Word[];
  readonly start: number;
  /** after the blanks behind the last word */
  readonly end: number;
  /** keywords, variables or another shell in front: what it does depends on more than its words */
  readonly isSimple: boolean;
}

const KEYWORDS: ReadonlySet<string> = new Set('if then elif else while until do ! { time'.split(' '));
const REDIRECT = /\d*(?:<<<|<<-?|&>>?|>>|>\||>&|<&|<>|<|>)/y;
const MAX_DEPTH = 20;
/** More than anybody types; what comes after is not read. */
const MAX_LENGTH = 50_000;

export function readCommands(text: string): readonly CommandWords[] {
  const reader = new CommandReader(text.slice(0, MAX_LENGTH));
  reader.readList('', 0);
  return reader.commands;
}

/** The innermost command that the caret is in. */
export function commandAt(commands: readonly CommandWords[], caret: number): CommandWords | undefined {
  const around = commands.filter(({ start, end }) => start <= caret && caret <= end);
  return around.reduce<CommandWords | undefined>(
    (best, one) => (best === undefined || one.end - one.start <= best.end - best.start ? one : best),
    undefined,
  );
}

class CommandReader {
  readonly commands: CommandWords[] = [];
  private readonly text: string;
  private at = 0;
  private heredocs: string[] = [];

  constructor(text: string) {
    this.text = text;
  }

  readList(stop: ')' | '`' | '', depth: number): void {
    let start = this.at;
    let words: Word[] = [];
    let isFile = false;
    let isSimple = depth === 0;
    const finish = (): void => {
      // a keyword ends at a blank: what is still being typed may become another word
      const prefix = words.findIndex(
        ({ text, isPlain, end }) => end === this.at || (!(isPlain && KEYWORDS.has(text)) && !/^\w+\+?=/.test(text)),
      );
      const own = prefix < 0 ? [] : words.slice(prefix);
      this.commands.push({ words: own, start, end: this.at, isSimple: isSimple && prefix <= 0 });
      words = [];
      isFile = false;
    };
    while (this.at < this.text.length) {
      const char = this.text.charAt(this.at);
      if (char === stop) break;
      if (char === ' ' || char === '\t' || char === '\r') this.at += 1;
      else if (char === '\\' && this.text[this.at + 1] === '\n') this.at += 2;
      else if (char === '#') this.skipTo('\n');
      else if (this.skipRedirect()) isFile = true;
      else if ('\n|&;()'.includes(char)) {
        finish();
        if (char !== '\n' && char !== ';') isSimple = depth === 0 && char === '&' && this.text[this.at + 1] === '&';
        else isSimple = depth === 0;
        this.at += 1;
        if (char === '&' && this.text[this.at] === '&') this.at += 1;
        if (char === '\n') this.skipHeredocs();
        start = this.at;
      } else {
        words.push(this.readWord(isFile, depth));
        isFile = false;
      }
    }
    finish();
  }

  private skipRedirect(): boolean {
    REDIRECT.lastIndex = this.at;
    const operator = REDIRECT.exec(this.text)?.[0];
    if (operator === undefined) return false;
    this.at += operator.length;
    if (/<<-?$/.test(operator)) {
      const delimiter = /^[ \t]*(?:'([^'\n]*)'|"([^"\n]*)"|([^\s;|&<>()]+))/.exec(this.text.slice(this.at, this.at + 200));
      if (delimiter !== null) this.heredocs.push(delimiter[1] ?? delimiter[2] ?? delimiter[3] ?? '');
    }
    return true;
  }

  private skipHeredocs(): void {
    for (const delimiter of this.heredocs.splice(0)) {
      while (this.at < this.text.length) {
        const from = this.at;
        this.skipTo('\n');
        const line = this.text.slice(from, this.at).replace(/^\t+/, '');
        this.at += 1;
        if (line === delimiter) break;
      }
      this.at = Math.min(this.at, this.text.length);
    }
  }

  private skipTo(char: string): void {
    const found = this.text.indexOf(char, this.at);
    this.at = found < 0 ? this.text.length : found;
  }

  private readWord(isFile: boolean, depth: number): Word {
    const start = this.at;
    let word = '';
    let isPlain = true;
    let quote: Word['openQuote'] = '';
    for (; this.at < this.text.length; this.at += 1) {
      const char = this.text.charAt(this.at);
      if (quote === '' && ' \t\r\n|&;()<>`'.includes(char) && char !== '`') break;
      if (char === "'" && quote !== '"') quote = quote === "'" ? '' : "'";
      else if (char === '"' && quote !== "'") quote = quote === '"' ? '' : '"';
      else if (quote === "'") word += char;
      else if (char === '\\') {
        const next = this.text[this.at + 1] ?? '';
        if (next !== '\n') word += next;
        this.at += 1;
      } else if (char === '`' || (char === '$' && this.text[this.at + 1] === '(')) {
        isPlain = false;
        this.readInner(char === '`' ? '`' : ')', depth);
      } else {
        if (char === '$' || (quote === '' && '*?[~{'.includes(char))) isPlain = false;
        word += char;
      }
    }
    this.at = Math.min(this.at, this.text.length);
    // a character that begins nothing here: never stand still
    if (this.at === start) this.at += 1;
    return { text: word, start, end: this.at, isPlain, openQuote: quote, isFile };
  }

  /** Leaves `at` on the closing character. */
  private readInner(stop: ')' | '`', depth: number): void {
    this.at += stop === ')' ? 2 : 1;
    if (depth >= MAX_DEPTH) this.skipTo(stop);
    else this.readList(stop, depth + 1);
  }
}
