/** `awk` */

import { FsError } from '../../fs/errno.ts';
import { type Flow, Interpreter, type MainInput } from '../awk/interpreter.ts';
import { parseAwk } from '../awk/parser.ts';
import { Runtime } from '../awk/runtime.ts';
import { AwkError, AwkExit } from '../awk/stops.ts';
import { RecordReader, Streams } from '../awk/streams.ts';
import { type AwkProgram, AwkSyntaxError, type Rule } from '../awk/syntax.ts';
import { inputText, isTrue, toNumber } from '../awk/values.ts';
import { complain, flush, readText } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { RegexSyntaxError } from '../regex/regex.ts';
import { type Call, errorWords, fail } from './applet.ts';
import { readEscape } from './escapes.ts';
import { closeInput, openInput } from './inputs.ts';
import { type Options, readOptions, showUsage } from './options.ts';

export function* awk(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'F:v:f:e:', stopsAtOperand: true, status: 2 });
  if (typeof options === 'number') return options;
  const operands = [...options.operands];
  const source = yield* readSource(call, options, operands);
  if (typeof source === 'number') return source;
  let program: AwkProgram;
  try {
    program = parseAwk(source);
  } catch (error) {
    if (!(error instanceof AwkSyntaxError)) throw error;
    const near = error.near === '\n' ? 'newline' : error.near;
    return yield* fail(
      call,
      call.flavour === 'gnu' ? `line ${error.line}: syntax error at or near ${near}` : `cmd. line:${error.line}: Unexpected token`,
      call.flavour === 'gnu' ? 2 : 1,
    );
  }
  const runtime = new Runtime(call);
  prepare(runtime, options, operands);
  return yield* runProgram(call, program, runtime);
}

function* readSource(call: Call, options: Options, operands: string[]): Sys<string | number> {
  const parts = [...options.values('e')];
  for (const path of options.values('f')) {
    const input = yield* openInput(call, path, call.flavour === 'gnu' ? 'awk' : 'open');
    if (input === undefined) return 2;
    parts.push(yield* readText(call.self, input.file));
    closeInput(input);
  }
  if (parts.length > 0) return parts.join('\n');
  const first = operands.shift();
  if (first !== undefined) return first;
  if (call.flavour === 'busybox') return yield* showUsage(call);
  yield* complain(call.self, 'Usage: mawk [Options] [Program] [file ...]\n');
  return 2;
}

function prepare(runtime: Runtime, options: Options, operands: readonly string[]): void {
  const separator = options.value('F');
  if (separator !== undefined) runtime.assign('FS', separator === 't' ? '\t' : unescape(separator));
  for (const text of options.values('v')) assignArgument(runtime, text);
  const args = runtime.array('ARGV');
  args.set('0', 'awk');
  for (const [index, operand] of operands.entries()) args.set(String(index + 1), inputText(operand));
  runtime.assign('ARGC', operands.length + 1);
  const environment = runtime.array('ENVIRON');
  for (const [name, value] of runtime.call.self.env) environment.set(name, inputText(value));
}

function unescape(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; ) {
    if (text[at] !== '\\') {
      out += text[at++];
      continue;
    }
    const escape = readEscape(text, at + 1, 'format');
    if (escape === 'stop') break;
    out += escape.text;
    at = escape.end;
  }
  return out;
}

/** `name=value`; false where it is no assignment. */
function assignArgument(runtime: Runtime, text: string): boolean {
  const match = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(text);
  if (match === null) return false;
  runtime.assign(match[1] ?? '', inputText(unescape(match[2] ?? '')));
  return true;
}

/** The files of ARGV one after the other; assignments among them are made when their turn comes. */
class ArgumentInput implements MainInput {
  private readonly runtime: Runtime;
  private upcoming = 1;
  private reader: RecordReader | undefined;
  private hasFile = false;
  failed = false;

  constructor(runtime: Runtime) {
    this.runtime = runtime;
  }

  *next(): Sys<string | undefined> {
    for (;;) {
      this.reader ??= yield* this.open();
      if (this.reader === undefined) return undefined;
      const text = yield* this.reader.next(this.runtime);
      if (text !== undefined) {
        this.runtime.assign('NR', toNumber(this.runtime.find('NR')) + 1);
        this.runtime.assign('FNR', toNumber(this.runtime.find('FNR')) + 1);
        return text;
      }
      this.skipFile();
    }
  }

  skipFile(): void {
    this.reader?.close();
    this.reader = undefined;
  }

  private *open(): Sys<RecordReader | undefined> {
    const { runtime } = this;
    const args = runtime.array('ARGV');
    for (;;) {
      const isOver = this.upcoming >= toNumber(runtime.find('ARGC'));
      if (isOver && this.hasFile) return undefined;
      const name = isOver ? '-' : runtime.text(args.get(String(this.upcoming)));
      this.upcoming += 1;
      if (!isOver && (name === '' || assignArgument(runtime, name))) continue;
      this.hasFile = true;
      const input = yield* openInput(runtime.call, name, 'awk');
      if (input === undefined) {
        this.failed = true;
        continue;
      }
      if (!isOver || runtime.call.flavour === 'gnu') runtime.assign('FILENAME', name);
      runtime.assign('FNR', 0);
      return new RecordReader(input.file, runtime.text(runtime.find('RS')));
    }
  }
}

function* runProgram(call: Call, program: AwkProgram, runtime: Runtime): Sys<number> {
  const streams = new Streams(runtime);
  const input = new ArgumentInput(runtime);
  const interpreter = new Interpreter(program, runtime, streams, input);
  let status = 0;
  try {
    try {
      for (const rule of program.rules) if (rule.kind === 'begin' && rule.action !== undefined) yield* interpreter.run(rule.action);
      if (program.rules.some(({ kind }) => kind !== 'begin')) yield* runRecords(program, runtime, interpreter, input);
    } catch (error) {
      if (!(error instanceof AwkExit)) throw error;
      status = error.status ?? 0;
    }
    try {
      for (const rule of program.rules) if (rule.kind === 'end' && rule.action !== undefined) yield* interpreter.run(rule.action);
    } catch (error) {
      if (!(error instanceof AwkExit)) throw error;
      status = error.status ?? status;
    }
    yield* streams.closeAll();
    return status !== 0 ? status & 0xff : input.failed ? (call.flavour === 'gnu' ? 2 : 1) : 0;
  } catch (error) {
    const words =
      error instanceof AwkError
        ? error.message + (error.tellsPlace ? describePlace(runtime) : '')
        : error instanceof RegexSyntaxError
          ? `bad regex: ${error.problem}`
          : error instanceof FsError && error.code !== 'EPIPE'
            ? `can't open ${error.data.path}: ${errorWords(call, error.code)}`
            : undefined;
    if (words === undefined) throw error;
    yield* flush(call.self);
    return yield* fail(
      call,
      call.flavour === 'busybox' && words === 'division by zero' ? 'cmd. line:1: Division by zero' : words,
      call.flavour === 'gnu' ? 2 : 1,
    );
  }
}

function describePlace(runtime: Runtime): string {
  const [file, inFile, inAll] = ['FILENAME', 'FNR', 'NR'].map((name) => runtime.text(runtime.find(name)));
  return `\n\tFILENAME="${file}" FNR=${inFile} NR=${inAll}`;
}

function* runRecords(program: AwkProgram, runtime: Runtime, interpreter: Interpreter, input: ArgumentInput): Sys<void> {
  const rules = program.rules.filter(({ kind }) => kind === 'main').map((rule) => ({ rule, isOpen: false }));
  for (let text = yield* input.next(); text !== undefined; text = yield* input.next()) {
    runtime.setRecord(text);
    for (const state of rules) {
      if (!(yield* isSelected(interpreter, state))) continue;
      const flow: Flow = yield* interpreter.run(state.rule.action ?? { kind: 'print', args: [], redirection: undefined });
      if (flow === 'nextfile') input.skipFile();
      if (flow === 'next' || flow === 'nextfile') break;
    }
  }
}

function* isSelected(interpreter: Interpreter, state: { readonly rule: Rule; isOpen: boolean }): Sys<boolean> {
  const { pattern, until } = state.rule;
  if (pattern === undefined) return true;
  if (until === undefined) return isTrue(yield* interpreter.evaluate(pattern));
  if (!state.isOpen && !isTrue(yield* interpreter.evaluate(pattern))) return false;
  state.isOpen = !isTrue(yield* interpreter.evaluate(until));
  return true;
}
