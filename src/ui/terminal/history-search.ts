/** Ctrl+R, as readline has it: what is typed is looked for in what was run, the newest first; again looks further back. */
export interface HistorySearch {
  readonly query: string;
  /** of what is found in the history; -1 where nothing is */
  readonly at: number;
}

export const NO_SEARCH: HistorySearch = { query: '', at: -1 };

/** For a query that has changed: from the newest. */
export function searchHistory(history: readonly string[], query: string): HistorySearch {
  return { query, at: query === '' ? -1 : lastWith(history, query, history.length) };
}

/** Further back; where nothing is, it stays. */
export function searchOlder(history: readonly string[], search: HistorySearch): HistorySearch {
  if (search.at < 0) return search;
  const found = history[search.at];
  // the same line again is no news
  let at = search.at;
  do at = lastWith(history, search.query, at);
  while (at >= 0 && history[at] === found);
  return at < 0 ? search : { ...search, at };
}

function lastWith(history: readonly string[], query: string, before: number): number {
  for (let at = before - 1; at >= 0; at -= 1) if (history[at]?.includes(query) === true) return at;
  return -1;
}
