import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { deleteDatabase, openDatabase } from './database.ts';
import { exportKept, importKept, MAX_FILE, planImport, readKeptFile } from './exchange.ts';
import { createKeeper, type Keeper } from './keeper.ts';
import { answerKey, cardKey, type KeptAnswer, type KeptCard, sessionKey } from './kept.ts';
import { KEPT_SHAPES } from './kept-shapes.fixture.ts';

const NOW = 1_796_000_000_000;
let browsers = 0;

/** Another browser, with nothing in it. */
async function openBrowser(): Promise<Keeper> {
  globalThis.indexedDB = new IDBFactory();
  browsers += 1;
  return createKeeper({
    open: openDatabase,
    destroy: deleteDatabase,
    backing: undefined,
    channel: undefined,
    now: () => NOW,
    tab: `b${browsers}`,
    onDeleted: () => {},
  });
}
const draft = (code: string) => ({ code, files: {}, blocks: [], ticks: [], fields: {} });
function work(code: string, more: Partial<KeptCard> = {}): KeptCard {
  return {
    version: 3,
    exerciseVersion: 1,
    draft: draft(code),
    attempts: 0,
    hintsShown: 0,
    isSolved: false,
    hasBonus: false,
    ...more,
  };
}
const answer = (code: string): KeptAnswer => ({ version: 1, exerciseVersion: 1, draft: draft(code), at: NOW });

async function carry(from: Keeper, to: Keeper) {
  const read = readKeptFile(JSON.stringify(exportKept(from, NOW), undefined, 2));
  if (typeof read === 'string') throw new Error(read);
  const plan = planImport(to, read.file);
  await importKept(to, plan);
  return { rows: plan.rows, unreadable: read.unreadable };
}
const valuesOf = (keeper: Keeper) => Object.fromEntries(keeper.list().map(({ key, value }) => [key, value]));

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

test('everything goes from one browser to another that has nothing', async () => {
  const from = await openBrowser();
  for (const { key, upgraded } of KEPT_SHAPES) from.write(key, upgraded);
  const to = await openBrowser();
  const { rows } = await carry(from, to);
  expect(valuesOf(to)).toEqual(valuesOf(from));
  expect(rows).toContainEqual({ exercise: 'remove-without-forcing', effects: ['solved', 'taken'] });
  expect((await carry(from, to)).rows).toEqual([]);
});

test('two browsers: what is here stays, what the file has is beside it, solved in either is solved', async () => {
  const from = await openBrowser();
  from.write(cardKey('e'), work('there', { isSolved: true }));
  from.write(answerKey('e', 'passed'), answer('passed there'));
  from.write(sessionKey('e'), { version: 2, steps: [{ line: 'there' }], at: 1 } as never);
  from.write(cardKey('new'), work('only there'));
  const to = await openBrowser();
  to.write(cardKey('e'), work('here'));
  to.write(answerKey('e', 'passed'), answer('passed here'));
  to.write(sessionKey('e'), { version: 2, steps: [{ line: 'here' }], at: 1 } as never);
  const { rows } = await carry(from, to);
  expect(rows).toEqual([
    { exercise: 'e', effects: ['aside', 'solved'] },
    { exercise: 'new', effects: ['taken'] },
  ]);
  expect(valuesOf(to)).toEqual({
    'card.e': work('here', { isSolved: true }),
    'answer.e.passed': answer('passed here'),
    'session.e': { version: 2, steps: [{ line: 'here' }], at: 1 },
    'answer.e.file': answer('passed there'),
    'answer.e.file-2': { version: 1, exerciseVersion: 1, draft: draft('there'), at: NOW },
    'answer.e.file-3': { version: 1, steps: [{ line: 'there' }], at: NOW },
    'card.new': work('only there'),
  });
  expect((await carry(from, to)).rows).toEqual([]);
});

test('more answers than there is room for: the oldest of a file gives way', async () => {
  const to = await openBrowser();
  to.write(cardKey('e'), work('here'));
  for (const code of ['1', '2', '3', '4', '5', '6', '7']) {
    const from = await openBrowser();
    from.write(cardKey('e'), work(code));
    await carry(from, to);
  }
  const codes = to.list().flatMap(({ key, value }) => (key.startsWith('answer.') ? [(value as KeptAnswer).draft?.code] : []));
  expect(codes.sort()).toEqual(['2', '3', '4', '5', '6', '7']);
  expect(to.read<KeptCard>(cardKey('e'), 3)?.draft.code).toBe('here');
});

test('older shapes are upgraded, damaged entries are left out and counted', () => {
  const records = [
    ...KEPT_SHAPES.map(({ key, value }) => ({ key, changedAt: NOW, value })),
    { key: 'card.x', changedAt: NOW, value: { version: 99 } },
    { key: 'answer.x.pocket', changedAt: NOW, value: answer('x') },
    { key: 'card.__proto__', changedAt: NOW, value: work('x') },
    'nonsense',
  ];
  const read = readKeptFile(JSON.stringify({ format: 'camadas-kept', version: 1, exportedAt: '', records }));
  expect(read).toMatchObject({ unreadable: 4 });
  expect(typeof read === 'string' ? [] : read.file.records.map(({ value }) => value)).toEqual(
    KEPT_SHAPES.map(({ upgraded }) => upgraded),
  );
});

test.each([
  { name: 'no JSON', text: '{', problem: 'unreadable' },
  { name: 'JSON of something else', text: '{"a":1}', problem: 'foreign' },
  { name: 'a list', text: '[]', problem: 'foreign' },
  { name: 'no records', text: '{"format":"camadas-kept","version":1}', problem: 'foreign' },
  { name: 'of a newer site', text: '{"format":"camadas-kept","version":2,"records":[]}', problem: 'newer' },
  { name: 'too large', text: ' '.repeat(MAX_FILE + 1), problem: 'large' },
  {
    name: 'too many records',
    text: JSON.stringify({ format: 'camadas-kept', version: 1, records: Array.from({ length: 5001 }, () => 0) }),
    problem: 'large',
  },
])('a file that is refused: $name', ({ text, problem }) => {
  expect(readKeptFile(text)).toBe(problem);
});
