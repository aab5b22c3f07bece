/** What an awk program works on: variables, arrays, the record and its fields. */
import type { Call } from '../applets/applet.ts';
import { type Match, matchRegex, parseRegex, type Regex } from '../regex/regex.ts';
import { inputText, type NumberForm, toNumber, toText, type Value } from './values.ts';

export type AwkArray = Map<string, Value>;
/** In a function's frame a name can stand for an array of the caller. */
export type Cell = { value: Value } | { array: AwkArray };

export class Runtime {
  readonly call: Call;
  readonly globals = new Map<string, Cell>();
  readonly frames: Map<string, Cell>[] = [];
  private record = '';
  private fields: Value[] = [];
  /** the fields are those of the record */
  private isSplit = true;
  /** the record is made of the fields */
  private isJoined = true;
  private fieldCount = 0;
  private readonly regexes = new Map<string, Regex>();
  randomSeed = 0;
  randomState = 0;

  constructor(call: Call) {
    this.call = call;
    const start: readonly (readonly [string, Value])[] = [
      ['FS', ' '],
      ['OFS', ' '],
      ['ORS', '\n'],
      ['RS', '\n'],
      ['SUBSEP', '\x1c'],
      ['CONVFMT', '%.6g'],
      ['OFMT', '%.6g'],
      ['NR', 0],
      ['FNR', 0],
      ['FILENAME', ''],
      ['RSTART', 0],
      ['RLENGTH', -1],
    ];
    for (const [name, value] of start) this.globals.set(name, { value });
  }

  get convert(): NumberForm {
    return this.form(toText(this.find('CONVFMT'), this.form('%.6g')));
  }

  form(format: string): NumberForm {
    return { format, dialect: this.call.flavour };
  }

  text(value: Value): string {
    return toText(value, typeof value === 'number' ? this.convert : this.form('%.6g'));
  }

  regex(source: string): Regex {
    let regex = this.regexes.get(source);
    if (regex === undefined) {
      regex = parseRegex(source, { isExtended: true });
      this.regexes.set(source, regex);
    }
    return regex;
  }

  match(source: string, text: string, from = 0): Match | undefined {
    const { self } = this.call;
    return matchRegex(this.regex(source), text, from, (cost) => self.system.step(self, cost));
  }

  private cell(name: string): Cell | undefined {
    return this.frames.at(-1)?.get(name) ?? this.globals.get(name);
  }

  find(name: string): Value {
    if (name === 'NF') {
      this.split();
      return this.fieldCount;
    }
    const cell = this.cell(name);
    return cell !== undefined && 'value' in cell ? cell.value : undefined;
  }

  assign(name: string, value: Value): void {
    if (name === 'NF') {
      this.setFieldCount(toNumber(value));
      return;
    }
    const frame = this.frames.at(-1);
    if (frame?.has(name) === true) frame.set(name, { value });
    else this.globals.set(name, { value });
  }

  array(name: string): AwkArray {
    const cell = this.cell(name);
    if (cell !== undefined && 'array' in cell) return cell.array;
    const array: AwkArray = new Map();
    const frame = this.frames.at(-1);
    if (frame?.has(name) === true) frame.set(name, { array });
    else this.globals.set(name, { array });
    return array;
  }

  /** Whether the name stands for an array, or for nothing yet and so may become one. */
  isArray(name: string): boolean {
    const cell = this.cell(name);
    return cell !== undefined && 'array' in cell;
  }

  isUnused(name: string): boolean {
    const cell = this.cell(name);
    return cell === undefined || ('value' in cell && cell.value === undefined);
  }

  setRecord(text: string): void {
    this.record = text;
    this.isSplit = false;
    this.isJoined = true;
  }

  getField(index: number): Value {
    if (index === 0) {
      this.join();
      return inputText(this.record);
    }
    this.split();
    return this.fields[index - 1];
  }

  setField(index: number, value: Value): void {
    if (index === 0) {
      this.setRecord(this.text(value));
      return;
    }
    this.split();
    if (index > this.fieldCount) this.fieldCount = index;
    this.fields[index - 1] = inputText(this.text(value));
    this.isJoined = false;
  }

  private setFieldCount(count: number): void {
    this.split();
    this.fieldCount = Math.max(0, Math.min(100_000, Math.trunc(count)));
    this.fields.length = this.fieldCount;
    this.isJoined = false;
  }

  private join(): void {
    if (this.isJoined) return;
    this.record = Array.from({ length: this.fieldCount }, (_, i) => this.text(this.fields[i])).join(this.text(this.find('OFS')));
    this.isJoined = true;
  }

  private split(): void {
    if (this.isSplit) return;
    this.isSplit = true;
    const separator = this.text(this.find('FS'));
    this.fields = this.splitText(
      this.record,
      this.text(this.find('RS')) === '' && separator !== ' '
        ? `${separator.length === 1 && separator !== ' ' ? separator.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : separator}|\n`
        : separator,
    ).map(inputText);
    this.fieldCount = this.fields.length;
  }

  /** A blank separates at runs of blanks, one character at each, everything else is a regex. */
  splitText(text: string, separator: string): readonly string[] {
    if (text === '') return [];
    if (separator === ' ') return text.match(/[^ \t\n]+/g) ?? [];
    if (separator === '') return Array.from(text);
    if (separator.length === 1 && separator !== '\\') return text.split(separator);
    const parts: string[] = [];
    let start = 0;
    for (let from = 0; from <= text.length; ) {
      const match = this.match(separator, text, from);
      if (match === undefined) break;
      if (match.end === match.start) {
        from = match.end + 1;
        continue;
      }
      parts.push(text.slice(start, match.start));
      start = match.end;
      from = match.end;
    }
    parts.push(text.slice(start));
    return parts;
  }
}
