/** What somebody in the class is doing, in a word or two: what their page says of itself, else what the log knows of them. */
import type { GridRow, Stuck } from '../../server/domain/grid.ts';
import { IDLE_MS } from '../../server/domain/grid.ts';

/** A sign of life of a learner's page, which is in no log. */
export interface Presence {
  readonly learner: string;
  /** `reading typing running hint-1 hint-2 hint-3 away` */
  readonly doing: string;
  /** milliseconds since 1970, the server's clock */
  readonly at: number;
}

/** A sign of life is believed for so long. */
const FRESH_MS = 45_000;
const MINUTE_MS = 60_000;

export interface NowWords {
  /** after `class.` */
  readonly key: string;
  readonly params: Readonly<Record<string, string>>;
}

/** @param now the server's clock. Undefined for somebody who has not done anything yet. */
export function nowOf(row: GridRow, presence: Presence | undefined, stuck: Stuck | undefined, now: number): NowWords | undefined {
  const lastAt = Math.max(row.lastAt, presence?.doing === 'away' ? 0 : (presence?.at ?? 0));
  const idle = Math.max(0, now - lastAt);
  if (stuck === 'same-near-miss') return { key: 'nowSame', params: {} };
  if (presence !== undefined && presence.at >= row.lastAt && now - presence.at < FRESH_MS) {
    const [doing, level = ''] = presence.doing.split('-');
    return { key: `doing.${doing}`, params: { level } };
  }
  if (stuck === 'idle' || idle >= IDLE_MS) return { key: 'nowIdle', params: { time: formatSpan(idle) } };
  const cell = row.exercise === undefined ? undefined : row.cells[row.exercise];
  if (cell === undefined || cell.attempts === 0) return undefined;
  return { key: 'nowRan', params: { time: formatSpan(Math.max(0, now - cell.lastAt)) } };
}

/** Who has given a sign of life in the last minute: pages that are open and still give none. */
export function countActive(
  { rows = [] }: { readonly rows?: readonly Pick<GridRow, 'learner' | 'removed' | 'lastAt'>[] },
  presence: ReadonlyMap<string, Presence>,
  now: number,
): number {
  return rows.filter(({ learner, removed, lastAt }) => {
    const sign = presence.get(learner);
    if (removed || sign?.doing === 'away') return false;
    return now - Math.max(lastAt, sign?.at ?? 0) < MINUTE_MS;
  }).length;
}

/** `8 s`, `3 min 10 s`, `2 h 5 min`: signs of units are the same in every language. */
export function formatSpan(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds}\u00a0s`;
  const minutes = Math.floor(seconds / 60);
  const part = (value: number, unit: string) => (value === 0 ? [] : [`${value}\u00a0${unit}`]);
  if (minutes < 60) return [`${minutes}\u00a0min`, ...part(minutes < 10 ? seconds % 60 : 0, 's')].join(' ');
  return [`${Math.floor(minutes / 60)}\u00a0h`, ...part(minutes % 60, 'min')].join(' ');
}
