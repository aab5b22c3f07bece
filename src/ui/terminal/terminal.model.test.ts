import { describe, expect, test } from 'vitest';
import { completeText, createPromptModel, takeItem } from './terminal.model.ts';

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
  { name: 'the one that fits, and a blank', text: 'docker ren', texts: ['rename'], done: 'docker rename |' },
  { name: 'no second blank', text: 'docker ren| x', texts: ['rename'], done: 'docker rename| x' },
  { name: 'a folder stays open', text: 'cat sr', texts: ['src/'], isOpen: true, done: 'cat src/|' },
  { name: 'as far as several agree', text: 'docker rmi no', texts: ['node:16', 'node:18'], done: 'docker rmi node:1|' },
  {
    name: 'several that agree in nothing more',
    text: 'docker rm',
    texts: ['rmi', 'rm'],
    done: 'docker rm|',
    candidates: ['rmi', 'rm'],
  },
  { name: 'nothing fits', text: 'docker rmi zzz', texts: [], done: 'docker rmi zzz|' },
  { name: 'the quote that was typed is not taken away', text: "cat 'a", texts: ["'a b'", "'a c'"], done: "cat 'a |" },
])('completes: $name', ({ text, texts, isOpen, done, candidates = [] }) => {
  const caret = text.includes('|') ? text.indexOf('|') : text.length;
  const whole = text.replace('|', '');
  const from = whole.lastIndexOf(' ', caret - 1) + 1;
  const items = texts.map((item) => ({ text: item, kind: 'value' as const, ...(isOpen === true ? { isOpen } : {}) }));
  const completed = completeText(whole, { from, to: caret, items });
  expect(`${completed.text.slice(0, completed.caret)}|${completed.text.slice(completed.caret)}`).toBe(done);
  expect(completed.candidates).toEqual(candidates);
});

test('flags are listed as docker lists them, and stand back where nothing of a word is typed', () => {
  const force = { text: '-f', kind: 'flag', shown: '-f, --force' } as const;
  const prune = { text: '--no-prune', kind: 'flag' } as const;
  const image = { text: 'alpine:3.13', kind: 'image' } as const;
  const typed = completeText('docker rmi -', { from: 11, to: 12, items: [force, prune] });
  expect(typed).toEqual({ text: 'docker rmi -', caret: 12, candidates: ['-f, --force', '--no-prune'] });
  expect(completeText('docker rmi ', { from: 11, to: 11, items: [image, force] }).text).toBe('docker rmi alpine:3.13 ');
  expect(completeText('docker rmi ', { from: 11, to: 11, items: [force, prune] }).text).toBe('docker rmi -');
});

test('takes one of several', () => {
  const completion = { from: 7, to: 9, items: [] };
  expect(takeItem('docker rm', completion, { text: 'rmi', kind: 'command' })).toEqual({
    text: 'docker rmi ',
    caret: 11,
    candidates: [],
  });
});
