import { LineReader, print, write } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import type { Call } from './applet.ts';
import { closeInput, type Input, openInput } from './inputs.ts';
import { type Options, readOptions } from './options.ts';

const CHUNK = 1 << 17;
const LONG = {
  'show-all': 'A',
  'number-nonblank': 'b',
  'show-ends': 'E',
  number: 'n',
  'squeeze-blank': 's',
  'show-tabs': 'T',
  'show-nonprinting': 'v',
};

export function* cat(call: Call): Sys<number> {
  const options = yield* readOptions(call, {
    short: call.flavour === 'gnu' ? 'AbeEnstTuv' : 'nbvteA',
    long: call.flavour === 'gnu' ? LONG : {},
  });
  if (typeof options === 'number') return options;
  const isPlain = options.given.every(({ letter }) => letter === 'u');
  const numbering = { next: 1, blanks: 0 };
  let status = 0;
  for (const name of options.operands.length === 0 ? ['-'] : options.operands) {
    const input = yield* openInput(call, name, 'open');
    if (input === undefined) {
      status = 1;
      continue;
    }
    if (isPlain) yield* copy(call, input);
    else yield* show(call, input, options, numbering);
    closeInput(input);
  }
  return status;
}

function* copy(call: Call, { file }: Input): Sys<void> {
  for (;;) {
    call.self.system.step(call.self);
    const part = yield* file.read(call.self, CHUNK);
    if (part === undefined) return;
    yield* write(call.self, 1, part);
  }
}

function* show(call: Call, { file }: Input, options: Options, numbering: { next: number; blanks: number }): Sys<void> {
  const reader = new LineReader(file);
  const all = options.has('A');
  for (let line = yield* reader.next(call.self); line !== undefined; line = yield* reader.next(call.self)) {
    call.self.system.step(call.self);
    numbering.blanks = line.text === '' ? numbering.blanks + 1 : 0;
    if (options.has('s') && numbering.blanks > 1) continue;
    let text = line.text;
    if (all || options.has('v') || options.has('e') || options.has('t')) text = visible(text);
    if (all || options.has('T') || options.has('t')) text = text.replaceAll('\t', '^I');
    const isNumbered = options.has('b') ? line.text !== '' : options.has('n');
    const number = isNumbered ? `${String(numbering.next++).padStart(6)}\t` : '';
    const ends = all || options.has('E') || options.has('e') ? '$' : '';
    yield* print(call.self, `${number}${text}${line.hasNewline ? `${ends}\n` : ''}`);
  }
}

function visible(text: string): string {
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f]/g, (char) => `^${String.fromCharCode(char.charCodeAt(0) ^ 64)}`);
}
