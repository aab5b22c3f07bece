import type { Prediction } from './answer.ts';

/**
 * Whether a typed answer means a value. Numbers take a point or a comma and a unit of size behind; docker shows three digits, so
 * from 20 on half a unit is near enough, below it half a tenth. Texts are compared without case and blanks at the ends.
 */
export function sameAnswer(typed: string, value: string | number | boolean): boolean {
  const wanted = typeof value === 'number' ? { number: value, unit: 'mb' } : parseSize(String(value));
  const given = parseSize(typed);
  if (wanted === undefined || given === undefined) return typed.trim().toLowerCase() === String(value).trim().toLowerCase();
  const difference = Math.abs(given.number * unitRatio(given.unit, wanted.unit) - wanted.number);
  return difference <= (wanted.number >= 20 ? 0.5 : 0.05) + Number.EPSILON * 100;
}

/** Whether a prediction says of one item or field what is true of it. */
export function foretells(prediction: Prediction, id: string, truth: string | number | boolean): boolean {
  if (prediction.kind === 'ticks') return prediction.items.includes(id) === truth;
  return sameAnswer(prediction.values[id] ?? '', truth);
}

interface Size {
  readonly number: number;
  /** lower case; empty where none is written, which means the unit that was asked for */
  readonly unit: string;
}

const POWERS: ReadonlyMap<string, number> = new Map([
  ['b', 0],
  ['kb', 1],
  ['mb', 2],
  ['gb', 3],
]);

function parseSize(text: string): Size | undefined {
  const match = /^\s*(\d+(?:[.,]\d+)?)\s*((?:[kMG]?B)?)\s*$/i.exec(text);
  return match?.[1] === undefined
    ? undefined
    : { number: Number(match[1].replace(',', '.')), unit: (match[2] ?? '').toLowerCase() };
}

/** By how much a number in one unit is multiplied to be in the other: docker counts in thousands. */
function unitRatio(from: string, to: string): number {
  const [power, wanted] = [POWERS.get(from), POWERS.get(to)];
  return power === undefined || wanted === undefined ? 1 : 1000 ** (power - wanted);
}
