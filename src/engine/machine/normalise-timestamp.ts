/** A time as Go writes it again after reading it: without zeros at the end of the fraction; `+00:00` is `Z`. Other texts stay. */
export function normaliseTimestamp(text: string): string {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/.exec(text);
  if (match === null) return text;
  const fraction = (match[2] ?? '').slice(0, 9).replace(/0+$/, '');
  return `${match[1]}${fraction === '' ? '' : `.${fraction}`}${match[3] === '+00:00' || match[3] === '-00:00' ? 'Z' : match[3]}`;
}
