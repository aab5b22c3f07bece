/** What a page of the classroom is built with, as JSON in its element. */
import type { Messages } from '../../i18n/format-message.ts';
import type { Locale } from '../../i18n/locales.ts';

export interface ClassPageData {
  readonly locale: Locale;
  readonly messages: Messages;
  /** of the exercises, see class-data.ts */
  readonly path: string;
  /** of the lessons */
  readonly home?: string;
}

export function readPageData(place: HTMLElement): ClassPageData {
  return JSON.parse(place.dataset['page'] ?? '') as ClassPageData;
}
