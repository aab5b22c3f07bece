import { expect, test } from 'vitest';
import en from '../../../content/i18n/ui.en.json' with { type: 'json' };
import ptBR from '../../../content/i18n/ui.pt-BR.json' with { type: 'json' };
import { LOCALES } from '../../i18n/locales.ts';
import { messageKey, REFUSALS, type RefusalCode } from './refusal.ts';

test('each code has its words in every language, and there are no others', () => {
  const keys = (Object.keys(REFUSALS) as RefusalCode[]).map(messageKey).sort();
  expect(LOCALES).toHaveLength(2);
  for (const texts of [en, ptBR]) expect(Object.keys(texts).filter((key) => key.startsWith('class.refused.'))).toEqual(keys);
});
