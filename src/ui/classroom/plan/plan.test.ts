import { glob, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { TICKET } from '../ticket/ticket.data.ts';
import { PLAN, PLAN_VOTES } from './plan.data.ts';
import { beginsAt, minutesLate } from './plan-clock.ts';

const words = async (locale: string): Promise<Record<string, string>> =>
  JSON.parse(await readFile(`content/i18n/ui.${locale}.json`, 'utf8'));

test('90 minutes, of exercises that the course has, with words for every block and vote in both languages', async () => {
  expect(beginsAt(PLAN, PLAN.length)).toBe(90);
  const ids: string[] = [];
  for await (const path of glob('content/lessons/*/exercises/*/exercise.ts')) ids.push(path.split('/').at(-2) ?? '');
  expect(ids).toEqual(expect.arrayContaining([...PLAN.flatMap(({ exercises }) => exercises), ...PLAN_VOTES.keys()]));
  for (const locale of ['en', 'pt-BR'])
    expect(Object.keys(await words(locale))).toEqual(
      expect.arrayContaining([
        ...PLAN.flatMap(({ id }) => [`plan.block.${id}.title`, `plan.block.${id}.does`]),
        ...[...PLAN_VOTES.values()].flatMap((id) => [`plan.vote.${id}.debrief`, `plan.vote.${id}.twin`]),
      ]),
    );
});

test('every question of the exit ticket has its options, one of them right, and why', async () => {
  for (const locale of ['en', 'pt-BR'])
    expect(Object.keys(await words(locale))).toEqual(
      expect.arrayContaining(
        TICKET.flatMap(({ id, options }) => [
          `ticket.question.${id}`,
          `ticket.why.${id}`,
          ...options.map((option) => `ticket.option.${id}.${option}`),
        ]),
      ),
    );
  expect(TICKET.filter(({ options, right }) => !options.includes(right))).toEqual([]);
});

test.each([
  { index: 0, elapsed: 3, late: -2 },
  { index: 1, elapsed: 17, late: 3 },
])('in block $index after $elapsed minutes: $late', ({ index, elapsed, late }) =>
  expect(minutesLate(PLAN, index, elapsed)).toBe(late),
);
