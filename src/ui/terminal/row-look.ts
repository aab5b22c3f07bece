/** What a row of output and the digests in it look like: the classes of its elements, whoever makes them. */
import { hueClass } from '../kit/hue.ts';
import type { Row } from '../lab/output-rows.ts';
import type { Token } from './hash-tokens.ts';

/** Where a row is empty, so that it keeps its height. */
export const EMPTY_ROW = '\u00a0';

/** Rows of a table keep their columns and scroll sideways; sentences wrap at words, long digests anywhere. */
export function rowClass({ fd, text }: Row): string {
  return `row${fd === 2 ? ' err' : ''}${/\S {3,}\S/.test(text) ? ' table' : /\S{40}/.test(text) ? ' long' : ''}`;
}

/** Undefined for what is plain text. */
export function tokenClass({ kind, key }: Token): string | undefined {
  switch (kind) {
    case 'text':
      return undefined;
    case 'digest':
      return `hash ${hueClass(key)}`;
    case 'container':
      return 'hash of-container';
    case 'rest':
      return 'rest';
  }
}
