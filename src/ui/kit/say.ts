/** An island's own messages as one function; it is handed them as data and knows no dictionary. */
import { formatMessage, type MessageParams, type Messages } from '../../i18n/format-message.ts';
import { formatBytes } from '../../i18n/format-number.ts';
import type { Locale } from '../../i18n/locales.ts';

export interface Say {
  (key: string, params?: MessageParams): string;
  readonly locale: Locale;
  /** @param digits 4 for sums */
  bytes(count: number, digits?: 3 | 4): string;
}

export function createSay(messages: Messages, locale: Locale): Say {
  const say = (key: string, params?: MessageParams) => formatMessage(messages, locale, key, params);
  return Object.assign(say, { locale, bytes: (count: number, digits?: 3 | 4) => formatBytes(locale, count, digits) });
}
