/**
 * The rules of pflag 1.0 (flag.go), which docker's client parses with:
 *
 *     flags     = { long | shorts | argument | "--" } ;         after "--" only arguments
 *     long      = "--" name [ "=" value ] ;                     a flag that is not bool takes the next word, whatever it is
 *     shorts    = "-" { letter } [ letter ( "=" value | value ) ] ;
 *     argument  = word without "-" in front, or "-" alone ;
 */

import { goQuote } from '../../go/quote.ts';
import type { FlagSpec } from '../specs/command-spec.ts';
import { checkFlagValue, type FindCheck } from './check-flag-value.ts';
import { FlagValues } from './flag-values.ts';

export interface ParsedFlags {
  readonly flags: FlagValues;
  readonly args: readonly string[];
  /** `--help` was among them */
  readonly help: boolean;
  /** lines for stderr about flags that docker wants us not to use */
  readonly warnings: readonly string[];
}

/** A flag that docker does not take: the first line of what it prints. */
export class FlagProblem extends Error {
  override readonly name = 'FlagProblem';
}

export interface ParseOptions {
  readonly specs: readonly FlagSpec[];
  /** ends at the first argument: what follows belongs to another command line */
  readonly flagsFirst: boolean;
  readonly findSeldomCheck?: FindCheck | undefined;
}

const HELP: FlagSpec = { name: 'help', short: 'h', type: 'bool', usage: 'Print usage', hidden: true };

interface FlagTable {
  readonly known: ReadonlyMap<string, FlagSpec>;
  readonly shorts: ReadonlyMap<string, FlagSpec>;
}

const tables = new WeakMap<readonly FlagSpec[], FlagTable>();

function tableOf(specs: readonly FlagSpec[]): FlagTable {
  let table = tables.get(specs);
  if (table === undefined) {
    const all = [HELP, ...specs];
    table = {
      known: new Map(all.map((spec) => [spec.name, spec])),
      shorts: new Map(all.flatMap((spec) => (spec.short === undefined ? [] : [[spec.short, spec] as const]))),
    };
    tables.set(specs, table);
  }
  return table;
}

const NOTHING_GIVEN: ReadonlyMap<string, readonly string[]> = new Map();
const NO_WARNINGS: readonly string[] = [];

/** No word is looked at that could be a flag. */
function isPlain(words: readonly string[], flagsFirst: boolean): boolean {
  const looked = flagsFirst ? words.slice(0, 1) : words;
  return looked.every((word) => !word.startsWith('-') || word === '-');
}

/** @throws FlagProblem */
export function parseFlags(words: readonly string[], { specs, flagsFirst, findSeldomCheck }: ParseOptions): ParsedFlags {
  const { known, shorts } = tableOf(specs);
  if (isPlain(words, flagsFirst))
    return { flags: new FlagValues(known, NOTHING_GIVEN), args: words, help: false, warnings: NO_WARNINGS };
  const given = new Map<string, string[]>();
  const args: string[] = [];
  const warnings: string[] = [];
  const rest = [...words];

  const set = (spec: FlagSpec, value: string): void => {
    const problem = checkFlagValue(spec, value, findSeldomCheck);
    if (problem !== undefined)
      throw new FlagProblem(`invalid argument ${goQuote(value)} for ${goQuote(dashed(spec))} flag: ${problem}`);
    if (spec.deprecated !== undefined) warnings.push(`Flag --${spec.name} has been deprecated, ${spec.deprecated}`);
    given.set(spec.name, [...(given.get(spec.name) ?? []), value]);
  };
  const take = (missing: string): string => {
    const value = rest.shift();
    if (value === undefined) throw new FlagProblem(`flag needs an argument: ${missing}`);
    return value;
  };
  const parseLong = (word: string): void => {
    const body = word.slice(2);
    if (body.startsWith('-') || body.startsWith('=')) throw new FlagProblem(`bad flag syntax: ${word}`);
    const cut = body.indexOf('=');
    const name = cut < 0 ? body : body.slice(0, cut);
    const spec = known.get(name);
    if (spec === undefined) throw new FlagProblem(`unknown flag: --${name}`);
    if (cut >= 0) set(spec, body.slice(cut + 1));
    else set(spec, spec.type === 'bool' ? 'true' : take(word));
  };
  const parseShorts = (word: string): void => {
    for (let letters = word.slice(1); letters !== ''; ) {
      const letter = letters.charAt(0);
      const after = letters.slice(1);
      const spec = shorts.get(letter);
      if (spec === undefined) throw new FlagProblem(`unknown shorthand flag: '${letter}' in -${letters}`);
      if (spec === HELP) warnings.push('Flag shorthand -h has been deprecated, use --help');
      if (after.startsWith('=') && after.length > 1) {
        set(spec, after.slice(1));
        return;
      }
      if (spec.type !== 'bool') {
        set(spec, after === '' ? take(`'${letter}' in -${letters}`) : after);
        return;
      }
      set(spec, 'true');
      letters = after;
    }
  };

  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (!word.startsWith('-') || word === '-') {
      args.push(word);
      if (flagsFirst) args.push(...rest.splice(0));
    } else if (word === '--') args.push(...rest.splice(0));
    else if (word.startsWith('--')) parseLong(word);
    else parseShorts(word);
  }
  const flags = new FlagValues(known, given);
  return { flags, args, help: flags.bool('help'), warnings };
}

/** `-f, --filter`, as docker names a flag in an error */
function dashed(spec: FlagSpec): string {
  return spec.short === undefined || spec === HELP ? `--${spec.name}` : `-${spec.short}, --${spec.name}`;
}
