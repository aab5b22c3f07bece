/**
 * Whether a typed answer means a value. Numbers take a point or a comma and a unit of size behind; docker shows three digits, so
 * from 20 on half a unit is near enough, below it half a tenth. Texts are compared without case and blanks at the ends.
 */
export function sameAnswer(typed: string, value: string | number | boolean): boolean {
  const wanted = typeof value === 'number' ? value : parseNumber(String(value));
  const given = parseNumber(typed);
  if (wanted === undefined || given === undefined) return typed.trim().toLowerCase() === String(value).trim().toLowerCase();
  return Math.abs(given - wanted) <= (wanted >= 20 ? 0.5 : 0.05) + Number.EPSILON * 100;
}

function parseNumber(text: string): number | undefined {
  const match = /^\s*(\d+(?:[.,]\d+)?)\s*(?:[kMG]?B)?\s*$/i.exec(text);
  return match?.[1] === undefined ? undefined : Number(match[1].replace(',', '.'));
}
