import { print } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { decodeText, encodeText } from '../text.ts';
import { type Call, fail } from './applet.ts';
import { eachLine } from './each-line.ts';
import { type Options, readOptions, showUsage } from './options.ts';

type Range = readonly [first: number, last: number];

const LONG = {
  'bytes:': 'b',
  'characters:': 'c',
  'delimiter:': 'd',
  'fields:': 'f',
  'only-delimited': 's',
  'output-delimiter:': '%out',
  complement: '%complement',
};

export function* cut(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: call.flavour === 'gnu' ? 'b:c:d:f:nsD' : 'b:c:d:f:O:nsD', long: LONG });
  if (typeof options === 'number') return options;
  const kind = options.last('bcf');
  if (kind === undefined)
    return call.flavour === 'gnu'
      ? yield* showUsage(call, 'you must specify a list of bytes, characters, or fields')
      : yield* fail(call, 'expected a list of bytes, characters, or fields');
  if (call.flavour === 'gnu' && options.given.filter(({ letter }) => 'bcf'.includes(letter)).length > 1)
    return yield* showUsage(call, 'only one list may be specified');
  const delimiter = options.value('d') || '\t';
  if (call.flavour === 'gnu' && Array.from(delimiter).length > 1)
    return yield* showUsage(call, 'the delimiter must be a single character');
  const ranges = call.flavour === 'gnu' ? parseRanges(options.value(kind) ?? '') : busyboxRanges(options, kind);
  if (typeof ranges === 'string') return yield* fail(call, ranges);
  if (ranges === undefined) {
    return yield* showUsage(call, rangeProblem(options.value(kind) ?? '', kind === 'f'));
  }
  return yield* eachLine(call, options.operands, function* ({ text }) {
    const shown =
      kind === 'f'
        ? cutFields(text, ranges, delimiter, options, call.flavour === 'gnu')
        : cutChars(text, ranges, kind === 'b', options);
    if (shown !== undefined) yield* print(call.self, `${shown}\n`);
  });
}

function parseRanges(text: string): readonly Range[] | undefined {
  const ranges: Range[] = [];
  for (const part of text.split(/[ ,]/)) {
    const match = /^(\d*)(-?)(\d*)$/.exec(part);
    if (match === null || part === '' || part === '-') return undefined;
    const [, low = '', dash = '', high = ''] = match;
    const first = low === '' ? 1 : Number(low);
    const last = dash === '' ? first : high === '' ? Number.POSITIVE_INFINITY : Number(high);
    if (first < 1 || last < first) return undefined;
    ranges.push([first, last]);
  }
  return ranges;
}

/** What GNU says of the first part that is none (coreutils `set-fields.c`). */
function rangeProblem(text: string, isFields: boolean): string {
  const numbered = `${isFields ? 'fields' : 'byte/character positions'} are numbered from 1`;
  for (const part of text.split(/[ ,]/)) {
    const [, low = '', dash = '', high = '', rest = ''] = /^(\d*)(-?)(\d*)(.*)$/.exec(part) ?? [];
    if (rest !== '')
      return rest.startsWith('-')
        ? `invalid ${isFields ? 'field ' : ''}range`
        : `invalid ${isFields ? 'field value' : 'byte/character position'} ‘${rest}’`;
    if (part === '-') return 'invalid range with no endpoint: -';
    if (part === '' || Number(low || 1) === 0) return numbered;
    if (dash !== '' && high !== '' && Number(high) < Number(low || 1)) return 'invalid decreasing range';
  }
  return numbered;
}

/** The ranges, or what is wrong (coreutils/cut.c). */
function busyboxRanges(options: Options, kind: string): readonly Range[] | string {
  const only = 'only when operating on fields';
  if (kind !== 'f' && options.has('s')) return `suppressing non-delimited lines makes sense ${only}`;
  if (kind !== 'f' && options.has('d')) return `a delimiter may be specified ${only}`;
  const ranges: Range[] = [];
  for (const part of (options.value(kind) ?? '').split(',').filter((text) => text !== '')) {
    const [low = '', high] = part.includes('-') ? [part.slice(0, part.indexOf('-')), part.slice(part.indexOf('-') + 1)] : [part];
    const bad = [low, high ?? ''].find((text) => !/^\d*$/.test(text));
    if (bad !== undefined) return `invalid number '${bad}'`;
    const start = Math.max(0, Number(low) - 1);
    if (high !== undefined && high !== '' && Number(high) < start) return `${Number(high)}<${start}`;
    ranges.push([start + 1, high === undefined ? start + 1 : high === '' ? Number.POSITIVE_INFINITY : Number(high)]);
  }
  return ranges.length === 0 ? 'missing list of positions' : ranges;
}

function isChosen(ranges: readonly Range[], position: number, options: Options): boolean {
  return ranges.some(([first, last]) => position >= first && position <= last) !== options.has('%complement');
}

function cutChars(line: string, ranges: readonly Range[], isBytes: boolean, options: Options): string {
  if (isBytes && /[^\x00-\x7f]/.test(line))
    return decodeText(encodeText(line).filter((_, index) => isChosen(ranges, index + 1, options)));
  return Array.from(line)
    .filter((_, index) => isChosen(ranges, index + 1, options))
    .join('');
}

/** Undefined where the line is left out. */
function cutFields(
  line: string,
  ranges: readonly Range[],
  delimiter: string,
  options: Options,
  isGnu: boolean,
): string | undefined {
  // busybox ends an empty line whatever is asked
  if (line === '' && !isGnu) return '';
  const separator = Array.from(delimiter)[0] ?? delimiter;
  if (!line.includes(separator)) return options.has('s') ? undefined : line;
  return line
    .split(separator)
    .filter((_, index) => isChosen(ranges, index + 1, options))
    .join(options.value('%out') ?? options.value('O') ?? delimiter);
}
