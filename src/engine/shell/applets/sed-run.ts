import { LineReader } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { type Match, matchRegex, type Regex } from '../regex/regex.ts';
import type { Call } from './applet.ts';
import { closeInput, type Input, openInput } from './inputs.ts';
import { type SedCommand, SedError } from './sed-script.ts';

export interface Run {
  readonly call: Call;
  readonly commands: readonly SedCommand[];
  readonly quiet: boolean;
  readonly separate: boolean;
  readonly end: string;
  pattern: string;
  hold: string;
  line: number;
  /** what `a`, `r` put behind the line */
  appended: string[];
  lastRegex: Regex | undefined;
  hasReplaced: boolean;
  /** set by `q`, `Q` */
  status: number | undefined;
  out: (text: string) => Sys<void>;
  readonly written: Map<string, string>;
  missingNewline: boolean;
  /** what was written last was such a line */
  owesEnd: boolean;
  fileName: string;
}

/** Lines of all files in a row; one line is read ahead, so that `$` is known. */
export class Source {
  private readonly run: Run;
  private readonly names: string[];
  private reader: LineReader | undefined;
  private input: Input | undefined;
  private ahead: { readonly text: string; readonly hasNewline: boolean } | undefined;
  private isPrimed = false;
  failed = false;

  constructor(run: Run, names: readonly string[]) {
    this.run = run;
    this.names = [...names];
  }

  *next(): Sys<{ readonly text: string; readonly hasNewline: boolean } | undefined> {
    if (!this.isPrimed) {
      this.isPrimed = true;
      this.ahead = yield* this.read();
    }
    const line = this.ahead;
    this.ahead = line === undefined ? undefined : yield* this.read();
    return line;
  }

  get isLast(): boolean {
    return this.ahead === undefined;
  }

  private *read(): Sys<{ readonly text: string; readonly hasNewline: boolean } | undefined> {
    const { self } = this.run.call;
    for (;;) {
      if (this.reader === undefined) {
        const name = this.names.shift();
        if (name === undefined) return undefined;
        this.input = yield* openInput(this.run.call, name, 'sed');
        if (this.input === undefined) {
          this.failed = true;
          continue;
        }
        this.run.fileName = name;
        this.reader = new LineReader(this.input.file, this.run.end.charCodeAt(0));
      }
      const line = yield* this.reader.next(self);
      if (line !== undefined) return line;
      if (this.input !== undefined) closeInput(this.input);
      this.reader = undefined;
    }
  }
}

export function findInLine(run: Run, given: Regex | undefined, text: string, from: number): Match | undefined {
  const regex = given ?? run.lastRegex;
  if (regex === undefined) throw new SedError(0, 'no previous regular expression', 'no previous regexp');
  run.lastRegex = regex;
  return matchRegex(regex, text, from, (cost) => run.call.self.system.step(run.call.self, cost));
}
