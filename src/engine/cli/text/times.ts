/** Moments (milliseconds since 1970) as docker's tables print them, always in UTC. */
import { formatTimestamp } from '../../machine/timestamps.ts';

/** An unset `time.Time` in JSON. */
export const ZERO_TIME = '0001-01-01T00:00:00Z';

/** `time.RFC3339`: `2021-01-15T02:03:44Z` */
export function formatRfc3339(milliseconds: number): string {
  return formatTimestamp(Math.floor(milliseconds / 1000) * 1000);
}

/** `time.Time.String()` of whole seconds: `2021-01-15 02:03:44 +0000 UTC` */
export function formatGoTime(milliseconds: number): string {
  return `${formatRfc3339(milliseconds).slice(0, 19).replace('T', ' ')} +0000 UTC`;
}

/** Nine digits of a second, zeros too, so that lines stand below each other. `nanoseconds` are those below one millisecond. */
export function formatFixedNano(milliseconds: number, nanoseconds = 0): string {
  const [whole = '', fraction = ''] = formatTimestamp(milliseconds, nanoseconds).slice(0, -1).split('.');
  return `${whole}.${fraction.padEnd(9, '0')}Z`;
}
