/** Small filters: `tee`, `tac`, `rev`, `nl`, `paste`, `fold`, `comm`, `strings`, `expand`. */
import { compareText } from '../../bytes/utf8.ts';
import { FsError } from '../../fs/errno.ts';
import { bytesOf } from '../kernel/devices.ts';
import { type Line, LineReader, print, readAll, write } from '../kernel/io.ts';
import type { OpenFile, Sys } from '../kernel/system.ts';
import { decodeText } from '../text.ts';
import { type Call, errorWords, fail } from './applet.ts';
import { eachLine } from './each-line.ts';
import { closeInput, openInput } from './inputs.ts';
import { type Options, readOptions, showUsage } from './options.ts';

export function* tee(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'aip', long: { append: 'a', 'ignore-interrupts': 'i' } });
  if (typeof options === 'number') return options;
  const { self } = call;
  const files: OpenFile[] = [];
  let status = 0;
  for (const path of options.operands) {
    try {
      const file = self.system.files.open(
        self,
        path,
        options.has('a') ? { append: true, create: true } : { write: true, create: true, truncate: true },
      );
      file.refs += 1;
      files.push(file);
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      status = yield* fail(call, `${path}: ${errorWords(call, error.code)}`);
    }
  }
  const input = self.fds.get(0);
  while (input !== undefined) {
    self.system.step(self);
    const part = yield* input.read(self, 65_536);
    if (part === undefined) break;
    for (const file of files) yield* file.write(self, part);
    yield* write(self, 1, part);
  }
  for (const file of files) {
    file.refs -= 1;
    if (file.refs === 0) file.close();
  }
  return status;
}

export function* tac(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'bs:', long: { 'separator:': 's' } });
  if (typeof options === 'number') return options;
  let status = 0;
  for (const name of options.operands.length === 0 ? ['-'] : options.operands) {
    const input = yield* openInput(call, name, 'tac');
    if (input === undefined) {
      status = 1;
      continue;
    }
    const text = decodeText(yield* bytesOf(call.self, yield* readAll(call.self, input.file)));
    closeInput(input);
    const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
    for (const line of lines.reverse()) yield* print(call.self, line);
  }
  return status;
}

export function* rev(call: Call): Sys<number> {
  return yield* eachLine(
    call,
    call.args,
    function* (line) {
      yield* print(call.self, Array.from(line.text).reverse().join('') + (line.hasNewline ? '\n' : ''));
    },
    'rev',
  );
}

export function* nl(call: Call): Sys<number> {
  const options = yield* readOptions(call, {
    short: 'b:i:s:v:w:n:',
    long: {
      'body-numbering:': 'b',
      'number-width:': 'w',
      'number-separator:': 's',
      'starting-line-number:': 'v',
      'line-increment:': 'i',
      'number-format:': 'n',
    },
  });
  if (typeof options === 'number') return options;
  const width = Number(options.value('w') ?? 6);
  const separator = options.value('s') ?? '\t';
  const style = options.value('b') ?? 't';
  const format = options.value('n') ?? 'rn';
  let next = Number(options.value('v') ?? 1);
  return yield* eachLine(call, options.operands, function* (line) {
    const isNumbered = style === 'a' || (style === 't' && line.text !== '');
    const number = String(next);
    const shown = format === 'ln' ? number.padEnd(width) : number.padStart(width, format === 'rz' ? '0' : ' ');
    if (isNumbered) next += Number(options.value('i') ?? 1);
    yield* print(
      call.self,
      isNumbered ? `${shown}${separator}${line.text}\n` : `${' '.repeat(width + separator.length)}${line.text}\n`,
    );
  });
}

export function* paste(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'd:s', long: { 'delimiters:': 'd', serial: 's' } });
  if (typeof options === 'number') return options;
  const delimiters = (options.value('d') ?? '\t').replaceAll('\\t', '\t').replaceAll('\\n', '\n').replaceAll('\\0', '');
  const names = options.operands.length === 0 ? ['-'] : options.operands;
  const readers: LineReader[] = [];
  for (const name of names) {
    const input = yield* openInput(call, name);
    if (input === undefined) return 1;
    readers.push(new LineReader(input.file));
  }
  const mark = (index: number) => delimiters[index % Math.max(1, delimiters.length)] ?? '';
  if (options.has('s')) {
    for (const reader of readers) {
      let out = '';
      let index = 0;
      for (let line = yield* reader.next(call.self); line !== undefined; line = yield* reader.next(call.self))
        out += (index++ === 0 ? '' : mark(index - 2)) + line.text;
      yield* print(call.self, `${out}\n`);
    }
    return 0;
  }
  for (;;) {
    const lines: (Line | undefined)[] = [];
    for (const reader of readers) lines.push(yield* reader.next(call.self));
    if (lines.every((line) => line === undefined)) return 0;
    call.self.system.step(call.self);
    yield* print(call.self, `${lines.map((line, index) => (index === 0 ? '' : mark(index - 1)) + (line?.text ?? '')).join('')}\n`);
  }
}

export function* fold(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'bsw:', long: { bytes: 'b', spaces: 's', 'width:': 'w' }, digits: 'w' });
  if (typeof options === 'number') return options;
  const width = Math.max(1, Number(options.value('w') ?? 80) || 80);
  return yield* eachLine(call, options.operands, function* (line) {
    let rest = Array.from(line.text);
    while (rest.length > width) {
      const space = options.has('s') ? rest.slice(0, width).lastIndexOf(' ') : -1;
      const end = space > 0 ? space + 1 : width;
      yield* print(call.self, `${rest.slice(0, end).join('')}\n`);
      rest = rest.slice(end);
    }
    yield* print(call.self, rest.join('') + (line.hasNewline ? '\n' : ''));
  });
}

export function* comm(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: '123' });
  if (typeof options === 'number') return options;
  const [first, second] = options.operands;
  if (first === undefined) return yield* showUsage(call);
  if (second === undefined) return yield* showUsage(call, `missing operand after ‘${first}’`);
  const [a, b] = [yield* openInput(call, first), yield* openInput(call, second)];
  if (a === undefined || b === undefined) return 1;
  const [left, right] = [new LineReader(a.file), new LineReader(b.file)];
  let x = yield* left.next(call.self);
  let y = yield* right.next(call.self);
  while (x !== undefined || y !== undefined) {
    call.self.system.step(call.self);
    const order = x === undefined ? 1 : y === undefined ? -1 : compareText(x.text, y.text);
    yield* showColumn(call, options, order < 0 ? '1' : order > 0 ? '2' : '3', (order <= 0 ? x : y)?.text ?? '');
    if (order <= 0) x = yield* left.next(call.self);
    if (order >= 0) y = yield* right.next(call.self);
  }
  return 0;
}

function* showColumn(call: Call, options: Options, column: string, text: string): Sys<void> {
  if (options.has(column)) return;
  const tabs = ['1', '2'].filter((other) => other < column && !options.has(other)).length;
  yield* print(call.self, `${'\t'.repeat(tabs)}${text}\n`);
}

export function* strings(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'afn:ot:', digits: 'n' });
  if (typeof options === 'number') return options;
  const least = Number(options.value('n') ?? 4) || 4;
  let status = 0;
  for (const name of options.operands.length === 0 ? ['-'] : options.operands) {
    const input = yield* openInput(call, name);
    if (input === undefined) {
      status = 1;
      continue;
    }
    const bytes = yield* bytesOf(call.self, yield* readAll(call.self, input.file));
    closeInput(input);
    let run = '';
    for (let at = 0; at <= bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if ((byte >= 32 && byte < 127) || byte === 9) run += String.fromCharCode(byte);
      else {
        if (run.length >= least) yield* print(call.self, `${run}\n`);
        run = '';
      }
    }
  }
  return status;
}

export function* expand(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'it:', long: { 'tabs:': 't' } });
  if (typeof options === 'number') return options;
  const size = Math.max(1, Number(options.value('t') ?? 8) || 8);
  return yield* eachLine(call, options.operands, function* (line) {
    let out = '';
    for (const char of line.text) out += char === '\t' ? ' '.repeat(size - (out.length % size)) : char;
    yield* print(call.self, out + (line.hasNewline ? '\n' : ''));
  });
}
