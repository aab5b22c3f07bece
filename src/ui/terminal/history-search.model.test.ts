import { expect, test } from 'vitest';
import { createHistorySearchModel } from './history-search.model.ts';
import { createPromptModel } from './terminal.model.ts';

function createCase(typed: string) {
  const prompt = createPromptModel(typed);
  const model = createHistorySearchModel(prompt, () => ['docker pull alpine', 'docker ps', 'ls']);
  const press = (key: string, ctrlKey = false) => model.takeKey({ key, ctrlKey, altKey: false, metaKey: false } as KeyboardEvent);
  return { prompt, model, press };
}

test('what stands in the field is looked for; again looks further back, and Enter runs what was found', () => {
  const { prompt, model, press } = createCase('docker');
  expect(press('Enter')).toBe(false);
  expect([press('r', true), model.search.value]).toEqual([true, { query: 'docker', at: 1 }]);
  expect([press('r', true), model.search.value?.at]).toEqual([true, 0]);
  expect([press('Enter'), model.search.value, prompt.draft.value]).toEqual(['run', undefined, 'docker pull alpine']);
});

test('letters change what is looked for, other keys end it, and Ctrl+C leaves nothing', () => {
  const { prompt, model, press } = createCase('');
  press('r', true);
  expect(press('l')).toBe(false);
  prompt.draft.value = 'l';
  model.look();
  expect(model.search.value).toEqual({ query: 'l', at: 2 });
  expect([press('Escape'), prompt.draft.value]).toEqual([true, 'ls']);
  press('r', true);
  expect([press('c', true), model.search.value, prompt.draft.value]).toEqual([true, undefined, '']);
});
