/** getopt(3) as both families word it. */

import { complain } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import type { Call } from './applet.ts';
import type { SmallApplet } from './small-busybox.data.ts';
import { findSmall, usageOf } from './usage.ts';

export interface OptionSpec {
  /** letters; `:` behind one that takes a value */
  readonly short: string;
  /** long name to letter (or to any other key); `:` behind a name that takes a value, `?` where it may be left out */
  readonly long?: Readonly<Record<string, string>>;
  /** options end at the first operand */
  readonly stopsAtOperand?: boolean;
  /** the status of a usage error; 1 when left out */
  readonly status?: number;
  /** `-5` means `-n 5`: the letter it stands for */
  readonly digits?: string;
}

export class Options {
  readonly operands: string[] = [];
  /** in the order given */
  readonly given: { readonly letter: string; readonly value: string }[] = [];

  has(letter: string): boolean {
    return this.given.some((one) => one.letter === letter);
  }
  /** the last one counts */
  value(letter: string): string | undefined {
    return this.given.findLast((one) => one.letter === letter)?.value;
  }
  values(letter: string): readonly string[] {
    return this.given.filter((one) => one.letter === letter).map(({ value }) => value);
  }
  without(letters: string): Options {
    const others = new Options();
    others.operands.push(...this.operands);
    others.given.push(...this.given.filter(({ letter }) => !letters.includes(letter)));
    return others;
  }
  /** Which of these letters was given last. */
  last(letters: string): string | undefined {
    return this.given.findLast(({ letter }) => letters.includes(letter))?.letter;
  }
}

/** The options, or the status where they are wrong: the complaint has been printed. */
export function* readOptions(call: Call, spec: OptionSpec): Sys<Options | number> {
  const options = new Options();
  const args = [...call.args];
  const small = call.isSmall === true ? yield* findSmall(call) : undefined;
  for (let arg = args.shift(); arg !== undefined; arg = args.shift()) {
    if (arg === '--') {
      options.operands.push(...args);
      break;
    }
    if (small !== undefined && (arg.startsWith('--') || /^-[^-]/.test(arg))) {
      const unknown = findUnknown(arg, spec, small);
      if (unknown !== undefined) return yield* refuse(call, spec, { gnu: '', busybox: `unrecognized option: ${unknown}` });
    }
    if (spec.digits !== undefined && /^-\d+$/.test(arg)) {
      options.given.push({ letter: spec.digits, value: arg.slice(1) });
    } else if (arg.startsWith('--')) {
      const problem = readLong(arg.slice(2), args, spec, options);
      if (problem !== undefined) return yield* refuse(call, spec, problem);
    } else if (arg.startsWith('-') && arg !== '-') {
      const problem = readShort(arg.slice(1), args, spec, options);
      if (problem !== undefined) return yield* refuse(call, spec, problem);
    } else {
      options.operands.push(arg);
      if (spec.stopsAtOperand === true) {
        options.operands.push(...args);
        break;
      }
    }
  }
  return small?.idle === undefined ? options : options.without(small.idle);
}

/** What the small build does not take of a word that the full one may take. */
function findUnknown(word: string, spec: OptionSpec, { short, long }: SmallApplet): string | undefined {
  if (word.startsWith('--') && long !== undefined) {
    const name = word.slice(2).split('=')[0] ?? '';
    return long.some((known) => known.startsWith(name)) ? undefined : word.slice(2);
  }
  if (short === undefined) return undefined;
  for (const letter of word.slice(1)) {
    if (!short.includes(letter)) return letter;
    if (spec.short[spec.short.indexOf(letter) + 1] === ':') return undefined;
  }
  return undefined;
}

function nameOf(call: Call): string {
  return call.name.replace(/^.*: /, '');
}

interface Problem {
  readonly gnu: string;
  readonly busybox: string;
}

function readShort(letters: string, args: string[], spec: OptionSpec, options: Options): Problem | undefined {
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? '';
    const index = letter === ':' ? -1 : spec.short.indexOf(letter);
    if (index < 0) return { gnu: `invalid option -- '${letter}'`, busybox: `unrecognized option: ${letter}` };
    if (spec.short[index + 1] !== ':') {
      options.given.push({ letter, value: '' });
      continue;
    }
    const rest = letters.slice(at + 1);
    const value = rest === '' ? args.shift() : rest;
    if (value === undefined)
      return { gnu: `option requires an argument -- '${letter}'`, busybox: `option requires an argument: ${letter}` };
    options.given.push({ letter, value });
    return undefined;
  }
  return undefined;
}

function readLong(text: string, args: string[], spec: OptionSpec, options: Options): Problem | undefined {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const known = Object.entries(spec.long ?? {});
  const matches = known.filter(([key]) => key.replace(/[:?]$/, '') === name);
  const candidates = matches.length > 0 ? matches : known.filter(([key]) => key.startsWith(name));
  const [found] = candidates;
  if (found === undefined || new Set(candidates.map(([, letter]) => letter)).size > 1) {
    const ambiguous = found !== undefined;
    return {
      gnu: ambiguous
        ? `option '--${name}' is ambiguous; possibilities: ${candidates.map(([key]) => `'--${key.replace(/[:?]$/, '')}'`).join(' ')}`
        : `unrecognized option '--${name}'`,
      busybox: ambiguous ? `option is ambiguous: ${name}` : `unrecognized option: ${text}`,
    };
  }
  const [key, letter] = found;
  const given = equals < 0 ? undefined : text.slice(equals + 1);
  if (key.endsWith(':')) {
    const value = given ?? args.shift();
    if (value === undefined)
      return { gnu: `option '--${key.slice(0, -1)}' requires an argument`, busybox: `option requires an argument: ${name}` };
    options.given.push({ letter, value });
  } else if (given !== undefined && !key.endsWith('?')) {
    return { gnu: `option '--${key}' doesn't allow an argument`, busybox: `option does not take an argument: ${name}` };
  } else options.given.push({ letter, value: given ?? '' });
  return undefined;
}

/** busybox' programs whose errors have a status of their own */
const STATUS_2: ReadonlySet<string> = new Set(['grep', 'sort']);

function* refuse(call: Call, spec: OptionSpec, problem: Problem): Sys<number> {
  const name = nameOf(call);
  if (call.flavour === 'gnu') {
    yield* complain(call.self, `${call.name}: ${problem.gnu}\nTry '${name} --help' for more information.\n`);
    return spec.status ?? 1;
  }
  yield* complain(call.self, `${call.name}: ${problem.busybox}\n`);
  const status = yield* showUsage(call);
  return STATUS_2.has(name) ? 2 : status;
}

/** What both print where operands are missing or too many. */
export function* showUsage(call: Call, gnu = 'missing operand', status = 1): Sys<number> {
  const name = nameOf(call);
  if (call.flavour === 'gnu') {
    yield* complain(call.self, `${call.name}: ${gnu}\nTry '${name} --help' for more information.\n`);
    return status;
  }
  yield* complain(call.self, yield* usageOf(call, name));
  return 1;
}
