/** What was foretold against what happened, as a text: the twin of the table, in the form in which programmers read differences. */

export interface Compared {
  /** the command, line or question that it is about */
  readonly what: string;
  readonly foretold: string;
  readonly happened: string;
  /** right, though it may be worded otherwise: `5,6` for 5.6 */
  readonly met: boolean;
}

/** One line for what came true, two for what did not: `-` foretold, `+` happened. Each pair belongs together by its question. */
export function formatComparison(rows: readonly Compared[]): string {
  return rows
    .flatMap(({ what, foretold, happened, met }) =>
      met ? [`= ${what}: ${happened}`] : [`- ${what}: ${foretold}`.trimEnd(), `+ ${what}: ${happened}`],
    )
    .join('\n');
}
