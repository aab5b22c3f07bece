/** A long table in pages, so that one of thousands stays quick. */
import type { Signal } from '@preact/signals';
import type { Say } from '../../kit/say.ts';

const PAGE_ROWS = 100;

/** The last page where there are fewer. */
export function pageOf<T>(rows: readonly T[], page: number): readonly T[] {
  const at = Math.min(page, lastPage(rows.length)) * PAGE_ROWS;
  return rows.slice(at, at + PAGE_ROWS);
}

function lastPage(count: number): number {
  return Math.max(0, Math.ceil(count / PAGE_ROWS) - 1);
}

interface PagesProps {
  readonly page: Signal<number>;
  /** rows in all */
  readonly count: number;
  readonly say: Say;
}

export function Pages({ page, count, say }: PagesProps) {
  if (count <= PAGE_ROWS) return null;
  const last = lastPage(count);
  const at = Math.min(page.value, last);
  const turn = (to: number): void => {
    if (to >= 0 && to <= last) page.value = to;
  };
  return (
    <nav class="grade-pages" aria-label={say('grade.pages')}>
      <button type="button" class="button" aria-disabled={at === 0} onClick={() => turn(at - 1)}>
        {say('grade.pageBefore')}
      </button>
      <span role="status">
        {say('grade.pageRows', { first: at * PAGE_ROWS + 1, last: Math.min(count, (at + 1) * PAGE_ROWS), count })}
      </span>
      <button type="button" class="button" aria-disabled={at === last} onClick={() => turn(at + 1)}>
        {say('grade.pageAfter')}
      </button>
    </nav>
  );
}
