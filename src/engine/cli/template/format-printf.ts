/**
 * Go's `fmt.Sprintf`, `Sprint` and `Sprintln`.
 *
 *     directive = "%" { "-" | "+" | "#" | " " | "0" } [ width ] [ "." [ precision ] ] [ "[" index "]" ] verb ;
 *     width, precision = digits | [ "[" index "]" ] "*" ;
 */
import { type FormatFlags, PLAIN_FLAGS } from './format-flags.ts';
import { dynamicType, formatPlain, formatVerb } from './format-value.ts';
import type { GoValue } from './go-value.ts';

type Operand = GoValue | undefined;

const FLAG_NAMES = new Map<string, 'plus' | 'minus' | 'sharp' | 'space' | 'zero'>([
  ['+', 'plus'],
  ['-', 'minus'],
  ['#', 'sharp'],
  [' ', 'space'],
  ['0', 'zero'],
]);
/** fmt refuses wider ones */
const MAX_WIDTH = 1_000_000;

export function sprintf(format: string, operands: readonly Operand[]): string {
  return new Printer(format, operands).run();
}

/** A blank between operands where neither is a string. */
export function sprint(operands: readonly Operand[]): string {
  return operands
    .map((operand, at) => {
      const before = operands[at - 1];
      const isParted = at > 0 && !isString(operand) && !isString(before);
      return (isParted ? ' ' : '') + formatPlain(operand);
    })
    .join('');
}

export function sprintln(operands: readonly Operand[]): string {
  return `${operands.map(formatPlain).join(' ')}\n`;
}

function isString(operand: Operand): boolean {
  return operand !== undefined && (operand.type.kind === 'string' || dynamicType(operand) === 'string');
}

class Printer {
  readonly #format: string;
  readonly #operands: readonly Operand[];
  #at = 0;
  #next = 0;
  #reordered = false;
  #badIndex = false;
  #afterIndex = false;

  constructor(format: string, operands: readonly Operand[]) {
    this.#format = format;
    this.#operands = operands;
  }

  run(): string {
    let out = '';
    while (this.#at < this.#format.length) {
      const percent = this.#format.indexOf('%', this.#at);
      if (percent < 0) {
        out += this.#format.slice(this.#at);
        break;
      }
      out += this.#format.slice(this.#at, percent);
      this.#at = percent + 1;
      out += this.#directive();
    }
    if (this.#reordered || this.#next >= this.#operands.length) return out;
    const extra = this.#operands
      .slice(this.#next)
      .map((one) => (one === undefined ? '<nil>' : `${dynamicType(one)}=${formatPlain(one)}`));
    return `${out}%!(EXTRA ${extra.join(', ')})`;
  }

  #directive(): string {
    this.#badIndex = false;
    this.#afterIndex = false;
    let flags: FormatFlags = this.#flags();
    this.#index();
    const width = this.#size();
    if (width === 'bad') return `%!(BADWIDTH)${this.#verb(flags)}`;
    if (width !== undefined) flags = { ...flags, width: Math.abs(width), ...(width < 0 ? { minus: true, zero: false } : {}) };
    if (this.#format.startsWith('.', this.#at)) {
      this.#at += 1;
      if (this.#afterIndex) this.#badIndex = true;
      this.#index();
      const precision = this.#size();
      if (precision === 'bad' || (precision !== undefined && precision < 0 && precision !== 0))
        return `%!(BADPREC)${this.#verb(flags)}`;
      flags = { ...flags, precision: precision ?? 0 };
    }
    if (!this.#afterIndex) this.#index();
    return this.#verb(flags);
  }

  #verb(flags: FormatFlags): string {
    const verb = String.fromCodePoint(this.#format.codePointAt(this.#at) ?? 0);
    if (this.#at >= this.#format.length) return '%!(NOVERB)';
    this.#at += verb.length;
    if (verb === '%') return '%';
    if (this.#badIndex) return `%!${verb}(BADINDEX)`;
    if (this.#next >= this.#operands.length) return `%!${verb}(MISSING)`;
    const operand = this.#operands[this.#next];
    this.#next += 1;
    if (verb === 'w') return `%!w(${operand === undefined ? '<nil>' : `${dynamicType(operand)}=${formatPlain(operand)}`})`;
    return formatVerb(
      operand,
      verb,
      verb === 'v' ? { ...flags, plus: false, sharp: false, plusV: flags.plus, sharpV: flags.sharp } : flags,
    );
  }

  #flags(): FormatFlags {
    let flags = PLAIN_FLAGS;
    for (;;) {
      const name = FLAG_NAMES.get(this.#format.charAt(this.#at));
      if (name === undefined) return flags;
      flags = { ...flags, [name]: true };
      if (flags.minus && flags.zero) flags = { ...flags, zero: false };
      this.#at += 1;
    }
  }

  #size(): number | 'bad' | undefined {
    if (this.#format.startsWith('*', this.#at)) {
      this.#at += 1;
      this.#afterIndex = false;
      const operand = this.#operands[this.#next];
      this.#next += 1;
      const size = operand?.type.kind === 'int' ? Number(operand.data) : undefined;
      return size === undefined || Math.abs(size) > MAX_WIDTH ? 'bad' : size;
    }
    const digits = /^\d+/.exec(this.#format.slice(this.#at))?.[0];
    if (digits === undefined) return undefined;
    if (this.#afterIndex) this.#badIndex = true;
    this.#at += digits.length;
    return Number(digits) > MAX_WIDTH ? 'bad' : Number(digits);
  }

  /** `[2]`: the operand that comes next */
  #index(): void {
    if (!this.#format.startsWith('[', this.#at)) return;
    const end = this.#format.indexOf(']', this.#at);
    const inside = end < 0 ? '' : this.#format.slice(this.#at + 1, end);
    this.#at = end < 0 ? this.#at + 1 : end + 1;
    this.#reordered = true;
    this.#afterIndex = end >= 0;
    const index = /^\d+$/.test(inside) ? Number(inside) - 1 : -1;
    if (index < 0 || index >= this.#operands.length) this.#badIndex = true;
    else this.#next = index;
  }
}
