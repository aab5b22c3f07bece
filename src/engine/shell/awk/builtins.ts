/** awk's own functions that need neither files nor variables by name. */

import { sha256Hex } from '../../bytes/sha256.ts';
import { formatTime } from '../applets/dates.ts';
import { decodeText, encodeText } from '../text.ts';
import type { Runtime } from './runtime.ts';
import { formatValues, toNumber, type Value } from './values.ts';

/** Undefined where the function is none of these. */
export function callPure(runtime: Runtime, name: string, args: readonly Value[]): { readonly value: Value } | undefined {
  const text = (index: number) => runtime.text(args[index]);
  const number = (index: number) => toNumber(args[index]);
  switch (name) {
    case 'length':
      return { value: unitsOf(runtime, args.length === 0 ? runtime.text(runtime.getField(0)) : text(0)).length };
    case 'substr':
      return {
        value: substring(runtime, text(0), number(1), args.length > 2 ? number(2) : Number.POSITIVE_INFINITY),
      };
    case 'index':
      return { value: charIndex(runtime, text(0), text(0).indexOf(text(1))) };
    case 'sprintf':
      return { value: formatValues('sprintf', text(0), args.slice(1), runtime.convert) };
    case 'tolower':
      return { value: changeCase(runtime, text(0), (part) => part.toLowerCase()) };
    case 'toupper':
      return { value: changeCase(runtime, text(0), (part) => part.toUpperCase()) };
    case 'int':
      return { value: Math.trunc(number(0)) };
    case 'sqrt':
      return { value: Math.sqrt(number(0)) };
    case 'exp':
      return { value: Math.exp(number(0)) };
    case 'log':
      return { value: Math.log(number(0)) };
    case 'sin':
      return { value: Math.sin(number(0)) };
    case 'cos':
      return { value: Math.cos(number(0)) };
    case 'atan2':
      return { value: Math.atan2(number(0), number(1)) };
    case 'rand':
      return { value: random(runtime) };
    case 'srand': {
      const before = runtime.randomSeed;
      runtime.randomSeed = args.length === 0 ? Math.floor(runtime.call.self.system.now / 1000) : number(0);
      runtime.randomState = 0;
      return { value: before };
    }
    case 'systime':
      return { value: Math.floor(runtime.call.self.system.now / 1000) };
    case 'strftime':
      return {
        value: formatTime(
          args.length === 0 ? '%a %b %e %H:%M:%S UTC %Y' : text(0),
          args.length < 2 ? runtime.call.self.system.now / 1000 : number(1),
        ),
      };
    case 'and':
      return { value: number(0) & number(1) };
    case 'or':
      return { value: number(0) | number(1) };
    case 'xor':
      return { value: number(0) ^ number(1) };
    case 'lshift':
      return { value: number(0) * 2 ** number(1) };
    case 'rshift':
      return { value: Math.floor(number(0) / 2 ** number(1)) };
    case 'compl':
      return { value: ~number(0) };
    default:
      return undefined;
  }
}

/** What a text is counted in: characters, and in mawk, which knows of none, bytes. */
function unitsOf({ call }: Runtime, text: string): readonly string[] {
  if (call.flavour === 'busybox') return Array.from(text);
  return Array.from(encodeText(text), (byte) => decodeText(Uint8Array.of(byte)));
}

function joinUnits(units: readonly string[]): string {
  return decodeText(encodeText(units.join('')));
}

function changeCase({ call }: Runtime, text: string, change: (part: string) => string): string {
  return call.flavour === 'busybox' ? change(text) : text.replace(/[A-Za-z]+/g, change);
}

function substring(runtime: Runtime, text: string, start: number, length: number): string {
  const units = unitsOf(runtime, text);
  if (runtime.call.flavour === 'busybox') {
    const from = Math.round(Math.max(1, start));
    return units.slice(from - 1, Math.max(0, from + Math.round(length) - 1)).join('');
  }
  // mawk 1.3.4: what lies before the first byte makes the piece longer.
  const from = Math.max(1, Math.trunc(start));
  const size = Math.trunc(length) - Math.min(0, Math.trunc(start));
  return joinUnits(units.slice(from - 1, Math.max(0, from + size - 1)));
}

/** Counted from 1; 0 for none. */
export function charIndex(runtime: Runtime, text: string, at: number): number {
  return at < 0 ? 0 : unitsOf(runtime, text.slice(0, at)).length + 1;
}

/** Nothing is random here: the number follows from the seed and from how often it was asked for. */
function random(runtime: Runtime): number {
  runtime.randomState += 1;
  const hex = sha256Hex(encodeText(`${runtime.randomSeed} ${runtime.randomState}`));
  return Number.parseInt(hex.slice(0, 12), 16) / 2 ** 48;
}
