/** `xargs`: words from the input as arguments of a program. */
import { FsError, strerror } from '../../fs/errno.ts';
import { runProgram } from '../exec.ts';
import { getDescriptor } from '../kernel/descriptors.ts';
import { openNull } from '../kernel/devices.ts';
import { complain, flush, readText } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { type Call, fail } from './applet.ts';
import { type Options, readOptions } from './options.ts';

export function* xargs(call: Call): Sys<number> {
  const { self } = call;
  const options = yield* readOptions(call, {
    short: '0rtn:I:s:L:P:d:',
    long: {
      null: '0',
      'no-run-if-empty': 'r',
      verbose: 't',
      'max-args:': 'n',
      'replace:': 'I',
      'max-chars:': 's',
      'max-procs:': 'P',
      'delimiter:': 'd',
    },
    stopsAtOperand: true,
  });
  if (typeof options === 'number') return options;
  const text = yield* readText(self, getDescriptor(self, 0));
  const words = splitInput(text, options);
  if (words === undefined)
    return yield* fail(
      call,
      call.flavour === 'gnu'
        ? 'unmatched single quote; by default quotes are special to xargs unless you use the -0 option'
        : 'unmatched single quote',
    );
  const command = options.operands.length === 0 ? ['echo'] : options.operands;
  let worst = 0;
  for (const argv of listCalls(command, words, options)) {
    const status = yield* runOne(call, argv, options.has('t'));
    if (status === 127 || status === 126 || status === 124) return status;
    if (status !== 0) worst = 123;
  }
  return worst;
}

function* runOne(call: Call, argv: readonly string[], shows: boolean): Sys<number> {
  const { self, name } = call;
  if (shows) yield* complain(self, `${argv.join(' ')}\n`);
  yield* flush(self);
  try {
    const status = yield* runProgram(self, argv, { set: new Map([[0, openNull()]]) });
    return status === 255 ? 124 : status >= 126 ? 1 : status;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* complain(self, `${name}: ${argv[0] ?? ''}: ${strerror(error.code)}\n`);
    return error.code === 'ENOENT' ? 127 : 126;
  }
}

function listCalls(command: readonly string[], words: readonly string[], options: Options): readonly (readonly string[])[] {
  const placeholder = options.value('I');
  if (placeholder !== undefined) return words.map((word) => command.map((part) => part.replaceAll(placeholder, word)));
  if (words.length === 0) return options.has('r') ? [] : [command];
  const size = Number(options.value('n') ?? options.value('L') ?? words.length) || words.length;
  return Array.from({ length: Math.ceil(words.length / size) }, (_, at) => [
    ...command,
    ...words.slice(at * size, (at + 1) * size),
  ]);
}

/** Blanks and newlines part words, quotes and backslashes protect; with `-I` each line is one word. Undefined for an open quote. */
function splitInput(text: string, options: Options): readonly string[] | undefined {
  if (options.has('0')) return text.split('\0').filter((word) => word !== '');
  const delimiter = options.value('d');
  if (delimiter !== undefined) {
    const words = text.split(delimiter === '\\n' ? '\n' : delimiter.slice(0, 1));
    return words.at(-1) === '' ? words.slice(0, -1) : words;
  }
  if (options.has('I'))
    return text
      .split('\n')
      .map((line) => line.trimStart())
      .filter((line) => line !== '');
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (/[ \t\n]/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (char === "'" || char === '"') {
      const end = text.indexOf(char, at + 1);
      if (end < 0) return undefined;
      word = (word ?? '') + text.slice(at + 1, end);
      at = end;
    } else if (char === '\\') {
      at += 1;
      word = (word ?? '') + (text[at] ?? '');
    } else word = (word ?? '') + char;
  }
  return word === undefined ? words : [...words, word];
}
