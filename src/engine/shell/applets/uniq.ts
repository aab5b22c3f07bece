import { FsError } from '../../fs/errno.ts';
import { LineReader, print, toContent } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { type Call, errorWords, fail } from './applet.ts';
import { closeInput, openInput } from './inputs.ts';
import { readOptions } from './options.ts';

const LONG = {
  count: 'c',
  repeated: 'd',
  unique: 'u',
  'ignore-case': 'i',
  'skip-fields:': 'f',
  'skip-chars:': 's',
  'check-chars:': 'w',
};

export function* uniq(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'cdDuif:s:w:z', long: LONG });
  if (typeof options === 'number') return options;
  const [source = '-', target] = options.operands;
  const input = yield* openInput(call, source, 'open');
  if (input === undefined) return 1;
  const keyOf = (line: string) => {
    let key = line;
    for (let left = Number(options.value('f') ?? 0); left > 0; left--) key = key.replace(/^[ \t]*[^ \t]*/, '');
    key = key.slice(Number(options.value('s') ?? 0));
    const width = options.value('w');
    if (width !== undefined) key = key.slice(0, Number(width));
    return options.has('i') ? key.toLowerCase() : key;
  };
  const out: string[] = [];
  const show = (line: string, count: number) => {
    if ((options.has('d') && count === 1) || (options.has('u') && count > 1)) return;
    out.push(options.has('c') ? `${String(count).padStart(7)} ${line}\n` : `${line}\n`);
  };
  const reader = new LineReader(input.file);
  let held: string | undefined;
  let count = 0;
  for (let line = yield* reader.next(call.self); line !== undefined; line = yield* reader.next(call.self)) {
    call.self.system.step(call.self);
    if (held !== undefined && keyOf(held) === keyOf(line.text)) {
      count += 1;
      continue;
    }
    if (held !== undefined) show(held, count);
    held = line.text;
    count = 1;
    if (target === undefined) for (const shown of out.splice(0)) yield* print(call.self, shown);
  }
  if (held !== undefined) show(held, count);
  closeInput(input);
  if (target === undefined) {
    for (const shown of out) yield* print(call.self, shown);
    return 0;
  }
  try {
    call.self.system.files.write(call.self, target, toContent(out.join('')));
    return 0;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return yield* fail(call, `${target}: ${errorWords(call, error.code)}`);
  }
}
