/** Where a text stops being JSON, as Go's `encoding/json` finds it (its scanner.go): byte by byte, with what it was looking for. */
import { MAX_DEPTH } from './parse-json.ts';

export type JsonProblem =
  /** `invalid character '<byte>' <context>` */
  | { readonly kind: 'character'; readonly byte: number; readonly context: string }
  /** it ends too early; `empty`: before anything began */
  | { readonly kind: 'end'; readonly empty: boolean };

const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const ZERO = 0x30;
const SPACE = 0x20;

const LITERALS: ReadonlyMap<number, string> = new Map(['true', 'false', 'null'].map((word) => [word.charCodeAt(0), word]));
const ESCAPES = new Set([...'bfnrt\\/"'].map((letter) => letter.charCodeAt(0)));

export function findJsonProblem(bytes: Uint8Array): JsonProblem | undefined {
  const scan = new Scan(bytes);
  try {
    scan.value();
    scan.blanks();
    return scan.isAtEnd ? undefined : { kind: 'character', byte: scan.byte, context: 'after top-level value' };
  } catch (problem) {
    if (problem instanceof Stop) return problem.found;
    throw problem;
  }
}

/** Where the first value ends; undefined where there is none. */
export function findFirstValue(bytes: Uint8Array): number | undefined {
  const scan = new Scan(bytes);
  try {
    scan.value();
    return scan.position;
  } catch (problem) {
    if (problem instanceof Stop) return undefined;
    throw problem;
  }
}

class Stop extends Error {
  readonly found: JsonProblem;

  constructor(found: JsonProblem) {
    super('no JSON');
    this.found = found;
  }
}

class Scan {
  private readonly bytes: Uint8Array;
  private at = 0;
  private begun = false;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get position(): number {
    return this.at;
  }

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  get byte(): number {
    return this.bytes[this.at] ?? 0;
  }

  blanks(): void {
    while (!this.isAtEnd && (this.byte === SPACE || this.byte === 0x09 || this.byte === 0x0a || this.byte === 0x0d)) this.at++;
  }

  /** Lists and objects are walked with a stack of their own: depth from outside is no depth of calls. */
  value(): void {
    const open: number[] = [];
    for (;;) {
      this.blanks();
      const start = this.take();
      this.begun = true;
      if (start === OPEN_OBJECT || start === OPEN_LIST) {
        if (open.length >= MAX_DEPTH) this.refuse(start, 'exceeded max depth');
        this.blanks();
        if (this.peek() !== closing(start)) {
          open.push(start);
          if (start === OPEN_OBJECT) this.key();
          continue;
        }
        this.at++;
      } else this.scalar(start);
      if (!this.next(open)) return;
    }
  }

  /** After a value: to where the next one begins, closing what ends. @returns false when nothing is open any more */
  private next(open: number[]): boolean {
    for (;;) {
      const innermost = open.at(-1);
      if (innermost === undefined) return false;
      this.blanks();
      const context = innermost === OPEN_OBJECT ? 'after object key:value pair' : 'after array element';
      const byte = this.take();
      if (byte === closing(innermost)) {
        open.pop();
        continue;
      }
      if (byte !== COMMA) this.refuse(byte, context);
      if (innermost === OPEN_OBJECT) this.key();
      return true;
    }
  }

  private key(): void {
    this.blanks();
    const context = 'looking for beginning of object key string';
    const byte = this.take();
    if (byte !== QUOTE) this.refuse(byte, context);
    this.text();
    this.blanks();
    const colon = this.take();
    if (colon !== COLON) this.refuse(colon, 'after object key');
  }

  private scalar(start: number): void {
    const word = LITERALS.get(start);
    if (start === QUOTE) this.text();
    else if (word !== undefined) this.literal(word);
    else if (start === MINUS || isDigit(start)) this.number(start);
    else this.refuse(start, 'looking for beginning of value');
  }

  private text(): void {
    for (;;) {
      const byte = this.take();
      if (byte === QUOTE) return;
      if (byte < SPACE) this.refuse(byte, 'in string literal');
      if (byte === BACKSLASH) this.escape();
    }
  }

  private escape(): void {
    const letter = this.take();
    if (ESCAPES.has(letter)) return;
    if (letter !== 'u'.charCodeAt(0)) this.refuse(letter, 'in string escape code');
    for (let digits = 0; digits < 4; digits++) {
      const digit = this.take();
      if (!/[\da-fA-F]/.test(String.fromCharCode(digit))) this.refuse(digit, 'in \\u hexadecimal character escape');
    }
  }

  private literal(word: string): void {
    for (const letter of word.slice(1)) {
      const context = `in literal ${word} (expecting '${letter}')`;
      const byte = this.take();
      if (byte !== letter.charCodeAt(0)) this.refuse(byte, context);
    }
  }

  private number(start: number): void {
    const first = start === MINUS ? this.digit('in numeric literal') : start;
    if (first !== ZERO) this.digits();
    if (this.peek() === POINT) {
      this.at++;
      this.digit('after decimal point in numeric literal');
      this.digits();
    }
    const exponent = this.peek();
    if (exponent !== 'e'.charCodeAt(0) && exponent !== 'E'.charCodeAt(0)) return;
    this.at++;
    const sign = this.peek();
    if (sign === PLUS || sign === MINUS) this.at++;
    this.digit('in exponent of numeric literal');
    this.digits();
  }

  private digit(context: string): number {
    const byte = this.take();
    if (!isDigit(byte)) this.refuse(byte, context);
    return byte;
  }

  private digits(): void {
    while (!this.isAtEnd && isDigit(this.byte)) this.at++;
  }

  private peek(): number | undefined {
    return this.bytes[this.at];
  }

  private take(): number {
    if (this.isAtEnd) throw new Stop({ kind: 'end', empty: !this.begun });
    const { byte } = this;
    this.at++;
    return byte;
  }

  private refuse(byte: number, context: string): never {
    throw new Stop({ kind: 'character', byte, context });
  }
}

function closing(open: number): number {
  return open === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_LIST;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= ZERO + 9;
}
