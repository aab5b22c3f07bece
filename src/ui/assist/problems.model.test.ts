import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { Diagnosis } from '../../engine/index.ts';
import type { HelpWords } from './help-words.ts';
import { applyFix, createProblems } from './problems.model.ts';

const WORDS: HelpWords = {
  problem: ({ code, facts }) => `${code} ${facts['word']}`,
  fix: ({ text }) => `to ${text}`,
  item: () => undefined,
  hover: () => [],
};
const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function unknown(text: string): Diagnosis {
  const from = text.lastIndexOf('\n') + 1;
  const fix = { kind: 'replace', from, to: text.length, text: 'docker' } as const;
  return { from, to: text.length, severity: 'error', code: 'program-unknown', facts: { word: text.slice(from) }, fixes: [fix] };
}

test('says nothing before the first touch, then what the newest text has, and drops answers to older ones', async () => {
  const text = signal('one');
  const asked: string[] = [];
  const answers: ((found: readonly Diagnosis[]) => void)[] = [];
  const problems = createProblems({
    text,
    help: {
      diagnose: (now) => {
        asked.push(now);
        return new Promise((resolve) => answers.push(resolve));
      },
    },
    loadWords: async () => WORDS,
    caret: () => undefined,
    pause: 5,
  });
  await rest(15);
  expect(asked).toEqual([]);
  problems.start();
  await rest(15);
  text.value = 'ls\ndokcer';
  await rest(15);
  expect(asked).toEqual(['one', 'ls\ndokcer']);
  answers[1]?.([unknown('ls\ndokcer')]);
  await rest(1);
  answers[0]?.([unknown('one')]);
  await rest(1);
  expect(problems.shown.value).toEqual([
    {
      from: 3,
      to: 9,
      line: 2,
      severity: 'error',
      message: 'program-unknown dokcer',
      fixes: [{ kind: 'replace', from: 3, to: 9, text: 'docker', title: 'to docker' }],
    },
  ]);
  const [fix] = problems.shown.value[0]?.fixes ?? [];
  expect(fix && applyFix(text.value, fix)).toBe('ls\ndocker');
  problems.dispose();
});

test('where the engine or the words are not to be had, nothing is said', async () => {
  const text = signal('x');
  const failing = createProblems({
    text,
    help: { diagnose: async () => undefined },
    loadWords: () => Promise.reject(new Error('offline')),
    caret: () => 1,
    pause: 1,
  });
  failing.start();
  await rest(10);
  expect(failing.shown.value).toEqual([]);
  failing.dispose();
});

test('once nobody writes any more, looks again at what was passed over as unfinished', async () => {
  const asked: (number | undefined)[] = [];
  let place: number | undefined = 3;
  const problems = createProblems({
    text: signal('dok'),
    help: {
      diagnose: async (_text, caret) => {
        asked.push(caret);
        return [];
      },
    },
    loadWords: async () => WORDS,
    caret: () => place,
    pause: 1,
  });
  problems.start();
  await rest(10);
  place = undefined;
  problems.leave();
  await rest(10);
  problems.leave();
  await rest(10);
  expect(asked).toEqual([3, undefined]);
  problems.dispose();
});

test('what is handed in is looked at as finished, wherever the caret is', async () => {
  const carets: (number | undefined)[] = [];
  const problems = createProblems({
    text: signal('docker rm x'),
    help: {
      diagnose: async (_, caret) => {
        carets.push(caret);
        return [];
      },
    },
    loadWords: async () => WORDS,
    caret: () => 11,
    pause: 5,
  });
  problems.start();
  await rest(15);
  problems.finish();
  await rest(1);
  expect(carets, 'before all of the text').toEqual([11, -1]);
  problems.dispose();
});
