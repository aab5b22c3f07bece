/** What both readers of dates need: names, and days by their numbers. */

/** By the whole name or its first three letters. @param word in small letters @returns -1 where it is none of them */
export function indexOfName(names: readonly string[], word: string): number {
  return names.findIndex((name) => [name, name.slice(0, 3)].some((one) => one.toLowerCase() === word));
}

/** Not `Date.UTC`, which takes years below 100 for those of the last century. @param month from 0 */
export function utcDay(year: number, month: number, day: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date;
}
