/**
 * One message with its parameters. Islands are handed only their own messages, so this knows no dictionary.
 *
 * `{name}` stands for a parameter. A message with a count is a group of keys `area.thing.one`, `area.thing.other` and is asked for
 * as `area.thing` with a `count`; `Intl.PluralRules` chooses (Portuguese's `many`, from a million on, falls to `other`).
 */
import { numberFormat } from './format-number.ts';
import type { Locale } from './locales.ts';

export type Messages = Readonly<Record<string, string>>;
export type MessageParams = Readonly<Record<string, string | number>>;

const rules = new Map<Locale, Intl.PluralRules>();

function pluralRules(locale: Locale): Intl.PluralRules {
  const known = rules.get(locale) ?? new Intl.PluralRules(locale);
  rules.set(locale, known);
  return known;
}

function chooseKey(messages: Messages, locale: Locale, key: string, params: MessageParams): string {
  if (Object.hasOwn(messages, key)) return key;
  const form = `${key}.${pluralRules(locale).select(Number(params['count']))}`;
  return Object.hasOwn(messages, form) ? form : `${key}.other`;
}

/**
 * Numbers are written as the locale writes them.
 * @throws Error where the key or a parameter is missing
 */
export function formatMessage(messages: Messages, locale: Locale, key: string, params: MessageParams = {}): string {
  const message = messages[chooseKey(messages, locale, key, params)];
  if (message === undefined) throw new Error(`no message ${key} in ${locale}`);
  return message.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`message ${key} needs {${name}}`);
    return typeof value === 'number' ? numberFormat(locale).format(value) : value;
  });
}

/** Names of the parameters in a message, sorted, each once. */
export function listParams(message: string): string[] {
  return [...new Set([...message.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort();
}
