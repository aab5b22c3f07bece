import { describe, expect, test } from 'vitest';
import { SHARED_VIEW } from '../layers/machine-view.fixture.ts';
import { completeLine, createPromptModel } from './terminal.model.ts';

describe('history', () => {
  test('the arrows go through what was run and come back to what was being typed', () => {
    const prompt = createPromptModel('half');
    const history = ['one', 'two'];
    const shown: string[] = [];
    for (const step of [prompt.older, prompt.older, prompt.older, prompt.newer, prompt.newer, prompt.newer]) {
      step(history);
      shown.push(prompt.draft.value);
    }
    expect(shown).toEqual(['two', 'one', 'one', 'two', 'half', 'half']);
  });

  test('taking the line empties the prompt and ends the search', () => {
    const prompt = createPromptModel();
    prompt.older(['one']);
    expect(prompt.take()).toBe('one');
    expect(prompt.draft.value).toBe('');
    prompt.newer(['one']);
    expect(prompt.draft.value).toBe('');
  });
});

test.each([
  { name: 'docker itself', line: 'do', completed: 'docker ', candidates: [] },
  { name: 'a command', line: 'docker rena', completed: 'docker rename ', candidates: [] },
  { name: 'several commands', line: 'docker rm', completed: 'docker rm', candidates: ['rm', 'rmi'] },
  { name: 'a container', line: 'docker rm viv', completed: 'docker rm vivo ', candidates: [] },
  {
    name: 'as far as names agree',
    line: 'docker rmi no',
    completed: 'docker rmi node:',
    candidates: ['node:16-alpine3.13', 'node:alpine3.13'],
  },
  { name: 'nothing fits', line: 'docker rmi zzz', completed: 'docker rmi zzz', candidates: [] },
])('completes $name', ({ line, completed, candidates }) => {
  expect(completeLine(line, SHARED_VIEW)).toEqual({ line: completed, candidates });
});
