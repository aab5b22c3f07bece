import { goQuote } from '../../go/quote.ts';

const FACTORS = new Map([
  ['k', 1024],
  ['m', 1024 ** 2],
  ['g', 1024 ** 3],
  ['t', 1024 ** 4],
  ['p', 1024 ** 5],
]);

/** `RAMInBytes`: `512m`, `1.5g`, `1GiB`; base 1024. Undefined where it is no size. */
export function parseBinarySize(text: string): number | undefined {
  const size = readSize(text);
  return typeof size === 'number' ? size : undefined;
}

/** What go-units (`size.go` parseSize) says is wrong with it. */
export function binarySizeProblem(text: string): string | undefined {
  const size = readSize(text);
  return typeof size === 'number' ? undefined : size.problem;
}

/** What follows the last digit, dot or blank is the suffix, so `1.5x` has a wrong suffix and `x` is no size at all. */
function readSize(text: string): number | { readonly problem: string } {
  const match = /^(.*[0-9. ])([^0-9. ]*)$/s.exec(text);
  if (match === null) return { problem: `invalid size: '${text}'` };
  const number = (match[1] ?? '').replace(/ $/, '');
  const suffix = (match[2] ?? '').toLowerCase();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(number))
    return { problem: `strconv.ParseFloat: parsing ${goQuote(number)}: invalid syntax` };
  if (Number(number) < 0) return { problem: `invalid size: '${text}'` };
  if (suffix === '' || suffix === 'b') return Math.trunc(Number(number));
  const factor = /^.(i?b)?$/.test(suffix) ? FACTORS.get(suffix.charAt(0)) : undefined;
  // of a suffix that is too long for one Go keeps the letters as typed
  if (factor === undefined) return { problem: `invalid suffix: '${suffix.length > 3 ? match[2] : suffix}'` };
  return Math.trunc(Number(number) * factor);
}
