/** awk's own functions that need neither files nor variables by name. */

import { sha256Hex } from '../../bytes/sha256.ts';
import { formatTime } from '../applets/dates.ts';
import { encodeText } from '../text.ts';
import type { Runtime } from './runtime.ts';
import { formatValues, toNumber, type Value } from './values.ts';

/** Undefined where the function is none of these. */
export function callPure(runtime: Runtime, name: string, args: readonly Value[]): { readonly value: Value } | undefined {
  const text = (index: number) => runtime.text(args[index]);
  const number = (index: number) => toNumber(args[index]);
  switch (name) {
    case 'length':
      return { value: Array.from(args.length === 0 ? runtime.text(runtime.getField(0)) : text(0)).length };
    case 'substr':
      return {
        value: substring(
          text(0),
          runtime.call.flavour === 'busybox' ? Math.max(1, number(1)) : number(1),
          args.length > 2 ? number(2) : Number.POSITIVE_INFINITY,
        ),
      };
    case 'index':
      return { value: charIndex(text(0), text(0).indexOf(text(1))) };
    case 'sprintf':
      return { value: formatValues(text(0), args.slice(1), runtime.convert) };
    case 'tolower':
      return { value: text(0).toLowerCase() };
    case 'toupper':
      return { value: text(0).toUpperCase() };
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

function substring(text: string, start: number, length: number): string {
  const chars = Array.from(text);
  const from = Math.round(start);
  const to = Number.isFinite(length) ? from + Math.round(length) : Number.POSITIVE_INFINITY;
  return chars.slice(Math.max(0, from - 1), Math.max(0, to - 1)).join('');
}

/** Counted in characters from 1; 0 for none. */
export function charIndex(text: string, at: number): number {
  return at < 0 ? 0 : Array.from(text.slice(0, at)).length + 1;
}

/** Nothing is random here: the number follows from the seed and from how often it was asked for. */
function random(runtime: Runtime): number {
  runtime.randomState += 1;
  const hex = sha256Hex(encodeText(`${runtime.randomSeed} ${runtime.randomState}`));
  return Number.parseInt(hex.slice(0, 12), 16) / 2 ** 48;
}
