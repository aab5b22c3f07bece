import { FsError } from '../../fs/errno.ts';
import { openNull } from '../kernel/devices.ts';
import { complain, flush, readText } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { quoteForTrace } from '../lang/quote.ts';
import { runProgram } from '../run-program.ts';
import { type Call, errorWords, fail } from './applet.ts';
import { readOptions } from './options.ts';

const LONG = {
  null: '0',
  'max-args:': 'n',
  'replace?': 'i',
  'no-run-if-empty': 'r',
  verbose: 't',
  'max-lines:': 'L',
  'delimiter:': 'd',
  'max-procs:': 'P',
  'arg-file:': 'a',
  interactive: 'p',
};
const MAX_ARGS = 5000;

export function* xargs(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: '0a:d:E:eI:iL:n:prs:tP:x', long: LONG, stopsAtOperand: true });
  if (typeof options === 'number') return options;
  const input = call.self.fds.get(0);
  const text = input === undefined ? '' : yield* readText(call.self, input);
  const replace = options.value('I') ?? (options.has('i') ? options.value('i') || '{}' : undefined);
  const delimiter = options.has('0')
    ? '\0'
    : options.value('d')?.replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('\\0', '\0');
  const items =
    delimiter !== undefined
      ? splitAt(text, delimiter)
      : replace !== undefined
        ? text
            .split('\n')
            .map((line) => unquote(line.trimStart()))
            .filter((line) => line !== '')
        : call.isSmall === true
          ? text.split(/\s+/).filter((word) => word !== '')
          : splitWords(text);
  if (items === undefined)
    return yield* fail(
      call,
      call.flavour === 'gnu'
        ? 'unmatched single quote; by default quotes are special to xargs unless you use the -0 option'
        : 'unmatched single quote',
    );
  const command = options.operands.length === 0 ? ['echo'] : options.operands;
  const size = replace !== undefined ? 1 : Number(options.value('n') ?? options.value('L') ?? MAX_ARGS) || MAX_ARGS;
  if (items.length === 0 && (options.has('r') || replace !== undefined)) return 0;
  let status = 0;
  for (let at = 0; at < items.length || at === 0; at += size) {
    call.self.system.step(call.self);
    const batch = items.slice(at, at + size);
    const argv = replace === undefined ? [...command, ...batch] : command.map((arg) => arg.replaceAll(replace, batch[0] ?? ''));
    if (options.has('t')) yield* complain(call.self, `${argv.map((arg) => quoteForTrace(arg)).join(' ')}\n`);
    const ended = yield* runOne(call, argv);
    if (ended === 126 || ended === 127) return ended;
    if (ended === 255) {
      yield* fail(call, `${command[0]}: exited with status 255; aborting`);
      return 124;
    }
    if (ended > 128) return 125;
    if (ended !== 0) status = 123;
  }
  return status;
}

function* runOne(call: Call, argv: readonly string[]): Sys<number> {
  yield* flush(call.self);
  try {
    return yield* runProgram(call.self, argv, { set: new Map([[0, openNull()]]) });
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* fail(call, `${argv[0]}: ${errorWords(call, error.code)}`);
    return error.code === 'ENOENT' ? 127 : 126;
  }
}

function splitAt(text: string, delimiter: string): readonly string[] {
  const items = text.split(delimiter);
  if (items.at(-1) === '') items.pop();
  return items;
}

function unquote(line: string): string {
  return splitWords(line)?.join(' ') ?? line;
}

/** Blanks separate; quotes and backslashes keep together. Undefined where a quote is not closed. */
function splitWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (/\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (char === "'" || char === '"') {
      const end = text.indexOf(char, at + 1);
      if (end < 0 || text.slice(at, end).includes('\n')) return undefined;
      word = (word ?? '') + text.slice(at + 1, end);
      at = end;
    } else if (char === '\\' && at + 1 < text.length) {
      at += 1;
      word = (word ?? '') + (text[at] ?? '');
    } else word = (word ?? '') + char;
  }
  if (word !== undefined) words.push(word);
  return words;
}
