/** The interface's dictionaries. `ui.en.json` fixes the keys; a test keeps the Portuguese one equal to it. */
import en from '../../content/i18n/ui.en.json' with { type: 'json' };
import ptBR from '../../content/i18n/ui.pt-BR.json' with { type: 'json' };
import { formatMessage, type MessageParams, type Messages } from './format-message.ts';
import type { Locale } from './locales.ts';

type Key = keyof typeof en;
type Form = 'one' | 'other';
/** A key as it is asked for: plural groups (`x.one`, `x.other`) by their common part. */
export type UiKey = Key extends infer K ? (K extends `${infer Base}.${Form}` ? Base : K) : never;

const DICTIONARIES: Readonly<Record<Locale, Messages>> = { en, 'pt-BR': ptBR };

export function translate(locale: Locale, key: UiKey, params: MessageParams = {}): string {
  return formatMessage(DICTIONARIES[locale], locale, key, params);
}

/** The messages of an island: those whose key begins with one of the areas (`terminal`, `exercise.hint`). */
export function pickMessages(locale: Locale, areas: readonly string[]): Messages {
  const inArea = (key: string) => areas.some((area) => key === area || key.startsWith(`${area}.`));
  return Object.fromEntries(Object.entries(DICTIONARIES[locale]).filter(([key]) => inArea(key)));
}
