/**
 * Variables and quotes inside one word or line of a Dockerfile (moby/buildkit frontend/dockerfile/shell).
 *
 *   line     = { blank | quoted | variable | ESCAPE any | any } ;
 *   quoted   = "'" { any } "'" | '"' { variable | ESCAPE ('"' | "$" | ESCAPE) | any } '"' ;
 *   variable = "$" name | "${" name [ modifier ] "}" ;
 *   name     = letter { letter | digit | "_" } | digits | special ;
 *   modifier = [ ":" ] ("-" | "+" | "?") line | ("#" | "##" | "%" | "%%") pattern | ("/" | "//") pattern "/" text ;
 *
 * Trap: a value is split into words after it was put in, so an unquoted `$A` may become several words.
 * Docker 20.10's reader (`classic`) knows only `:-`, `:+`, `:?` and `?`.
 */

import { goQuote } from '../../go/quote.ts';
import type { Frontend } from './frontend.ts';
import { replacePattern, trimPrefix, trimSuffix } from './shell-pattern.ts';
import { isSpace } from './space.ts';

export type Environment = ReadonlyMap<string, string>;

export interface ExpandOptions {
  readonly escapeToken: string;
  readonly frontend: Frontend;
  /** keep quotes and do not take away what they protect */
  readonly rawQuotes?: boolean;
  readonly rawEscapes?: boolean;
  /** quotes mean nothing */
  readonly skipQuotes?: boolean;
  /** leave what has no value as it is written */
  readonly skipUnset?: boolean;
}

export interface Expansion {
  readonly text: string;
  readonly words: readonly string[];
  /** names that were asked for and have no value */
  readonly unset: ReadonlySet<string>;
}

/** `message` is docker's sentence: `failed to process "${x": …`. */
export class ExpandError extends Error {}

export function expand(source: string, environment: Environment, options: ExpandOptions): Expansion {
  const scanner: Scanner = { source, at: 0, environment, options, unset: new Set(), rawEscapes: options.rawEscapes === true };
  try {
    const { text, words } = readUntil(scanner, undefined);
    return { text, words, unset: scanner.unset };
  } catch (error) {
    if (error instanceof ExpandError) throw new ExpandError(`failed to process ${goQuote(source)}: ${error.message}`);
    throw error;
  }
}

interface Scanner {
  readonly source: string;
  readonly environment: Environment;
  readonly options: ExpandOptions;
  readonly unset: Set<string>;
  at: number;
  rawEscapes: boolean;
}

function peek(scanner: Scanner): string | undefined {
  return scanner.source[scanner.at];
}
function next(scanner: Scanner): string | undefined {
  return scanner.source[scanner.at++];
}

/** Collects text and, beside it, words split at unquoted blanks. */
class Words {
  readonly done: string[] = [];
  #word = '';
  addChar(char: string): void {
    if (!isSpace(char)) this.#word += char;
    else this.end();
  }
  addRaw(text: string): void {
    this.#word += text;
  }
  end(): readonly string[] {
    if (this.#word !== '') this.done.push(this.#word);
    this.#word = '';
    return this.done;
  }
}

function readUntil(
  scanner: Scanner,
  stop: string | undefined,
  rawEscapes = scanner.rawEscapes,
): { text: string; words: readonly string[] } {
  const outer = scanner.rawEscapes;
  scanner.rawEscapes = rawEscapes;
  const words = new Words();
  let text = '';
  const { escapeToken, skipQuotes } = scanner.options;
  for (let char = peek(scanner); char !== undefined; char = peek(scanner)) {
    if (char === stop) {
      scanner.at++;
      scanner.rawEscapes = outer;
      return { text, words: words.end() };
    }
    if (char === '$') {
      const value = readDollar(scanner);
      text += value;
      for (const one of value) words.addChar(one);
    } else if (skipQuotes !== true && (char === "'" || char === '"')) {
      const value = char === "'" ? readSingleQuoted(scanner) : readDoubleQuoted(scanner);
      text += value;
      words.addRaw(value);
    } else {
      scanner.at++;
      if (char !== escapeToken) {
        words.addChar(char);
        text += char;
        continue;
      }
      if (scanner.rawEscapes) {
        words.addRaw(char);
        text += char;
      }
      const escaped = next(scanner);
      if (escaped === undefined) break;
      words.addRaw(escaped);
      text += escaped;
    }
  }
  if (stop !== undefined) throw new ExpandError(`unexpected end of statement while looking for matching ${stop}`);
  scanner.rawEscapes = outer;
  return { text, words: words.end() };
}

function readSingleQuoted(scanner: Scanner): string {
  const quote = scanner.options.rawQuotes === true ? "'" : '';
  const end = scanner.source.indexOf("'", scanner.at + 1);
  if (end < 0) {
    scanner.at = scanner.source.length;
    throw new ExpandError('unexpected end of statement while looking for matching single-quote');
  }
  const text = scanner.source.slice(scanner.at + 1, end);
  scanner.at = end + 1;
  return quote + text + quote;
}

function readDoubleQuoted(scanner: Scanner): string {
  const quote = scanner.options.rawQuotes === true ? '"' : '';
  const { escapeToken } = scanner.options;
  let text = quote;
  scanner.at++;
  for (;;) {
    const char = peek(scanner);
    if (char === undefined) throw new ExpandError('unexpected end of statement while looking for matching double-quote');
    if (char === '$') {
      text += readDollar(scanner);
      continue;
    }
    scanner.at++;
    if (char === '"') return text + quote;
    if (char !== escapeToken) {
      text += char;
      continue;
    }
    if (scanner.rawEscapes) text += char;
    const escaped = peek(scanner);
    if (escaped === undefined) continue;
    if (escaped === '"' || escaped === '$' || escaped === escapeToken) {
      scanner.at++;
      text += escaped;
    } else text += char;
  }
}

function readDollar(scanner: Scanner): string {
  scanner.at++;
  const { skipUnset } = scanner.options;
  if (peek(scanner) !== '{') {
    const name = readName(scanner);
    if (name === '') return '$';
    return lookUp(scanner, name) ?? (skipUnset === true ? `$${name}` : '');
  }
  scanner.at++;
  const first = peek(scanner);
  if (first === undefined) throw new ExpandError("syntax error: missing '}'");
  if (first === '{' || first === '}' || first === ':') throw new ExpandError('syntax error: bad substitution');
  const name = readName(scanner);
  const char = next(scanner);
  if (char === '}') return lookUp(scanner, name) ?? (skipUnset === true ? `\${${name}}` : '');
  return scanner.options.frontend === 'classic' ? readClassicModifier(scanner, name, char) : readModifier(scanner, name, char);
}

function readClassicModifier(scanner: Scanner, name: string, char: string | undefined): string {
  if (char !== '?' && char !== ':') throw new ExpandError("missing ':' in substitution");
  const modifier = char === ':' ? next(scanner) : undefined;
  const word = readBraced(scanner, '}');
  if (modifier === undefined || modifier === '-' || modifier === '+' || modifier === '?')
    return applyModifier(scanner, name, modifier ?? '?', modifier !== undefined, word);
  throw new ExpandError(`unsupported modifier (${modifier}) in substitution`);
}

function readModifier(scanner: Scanner, name: string, char: string | undefined): string {
  if (char === '/') return readReplacement(scanner, name);
  const nullIsUnset = char === ':';
  const modifier = nullIsUnset ? next(scanner) : char;
  const written = nullIsUnset ? `:${modifier ?? ''}` : (modifier ?? '');
  const isTrim = modifier === '#' || modifier === '%';
  if (modifier === undefined || !'+-?#%'.includes(modifier) || (nullIsUnset && isTrim)) {
    if (nullIsUnset && !isTrim) readBraced(scanner, '}');
    throw new ExpandError(`unsupported modifier (${written === '' ? '\ufffd' : written}) in substitution`);
  }
  const word = readBraced(scanner, '}', isTrim);
  if (!isTrim) return applyModifier(scanner, name, modifier, nullIsUnset, word);
  const value = lookUp(scanner, name);
  if (value === undefined) return scanner.options.skipUnset === true ? `\${${name}${modifier}${word}}` : '';
  const isGreedy = word.startsWith(modifier);
  const pattern = isGreedy ? word.slice(1) : word;
  const trim = modifier === '%' ? trimSuffix : trimPrefix;
  return trim(pattern, value, isGreedy) ?? badPattern(pattern);
}

function applyModifier(scanner: Scanner, name: string, modifier: string, nullIsUnset: boolean, word: string): string {
  const value = lookUp(scanner, name);
  if (value === undefined && scanner.options.skipUnset === true) return `\${${name}${nullIsUnset ? ':' : ''}${modifier}${word}}`;
  const counts = value !== undefined && !(nullIsUnset && value === '');
  if (modifier === '-') return counts ? value : word;
  if (modifier === '+') return counts ? word : '';
  if (counts) return value;
  const message = word !== '' ? word : value === undefined ? 'is not allowed to be unset' : 'is not allowed to be empty';
  throw new ExpandError(`${name}: ${message}`);
}

function readReplacement(scanner: Scanner, name: string): string {
  const isEvery = peek(scanner) === '/';
  if (isEvery) scanner.at++;
  // biome-ignore lint/suspicious/noTemplateCurlyInString: docker's own words
  const pattern = readBraced(scanner, '/', true, "syntax error: missing '/' in ${}");
  const replacement = readBraced(scanner, '}', true);
  const value = lookUp(scanner, name);
  if (value === undefined) return scanner.options.skipUnset === true ? `\${${name}/${pattern}/${replacement}}` : '';
  return replacePattern(pattern, value, replacement, isEvery) ?? badPattern(pattern);
}

function readBraced(
  scanner: Scanner,
  stop: string,
  rawEscapes = scanner.rawEscapes,
  missing = "syntax error: missing '}'",
): string {
  try {
    return readUntil(scanner, stop, rawEscapes).text;
  } catch (error) {
    if (error instanceof ExpandError && peek(scanner) === undefined) throw new ExpandError(missing);
    throw error;
  }
}

function badPattern(pattern: string): never {
  throw new ExpandError(`invalid pattern (${pattern}) in substitution: invalid escape`);
}

const LETTER = /\p{L}/u;
const DIGIT = /\p{Nd}/u;

function readName(scanner: Scanner): string {
  const first = peek(scanner);
  if (first === undefined) return '';
  if (DIGIT.test(first)) return readWhile(scanner, (char) => DIGIT.test(char));
  if ('@*#?-$!'.includes(first)) {
    scanner.at++;
    return first;
  }
  return readWhile(scanner, (char) => char === '_' || LETTER.test(char) || DIGIT.test(char));
}

function readWhile(scanner: Scanner, accepts: (char: string) => boolean): string {
  const start = scanner.at;
  for (let char = peek(scanner); char !== undefined && accepts(char); char = peek(scanner)) scanner.at++;
  return scanner.source.slice(start, scanner.at);
}

function lookUp(scanner: Scanner, name: string): string | undefined {
  const value = scanner.environment.get(name);
  if (value === undefined) scanner.unset.add(name);
  return value;
}
