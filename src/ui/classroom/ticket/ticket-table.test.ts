import { expect, test } from 'vitest';
import { createSay } from '../../kit/say.ts';
import { countRight, type FiledTicket, ticketTable } from './ticket-table.ts';

const FILED: readonly FiledTicket[] = [
  { learner: 'a', name: 'Ana', at: 0, choices: { sum: 'once', stop: 'kept', force: 'download' }, text: '=HYPERLINK("x")' },
  { learner: 'b', name: '@Bia', at: 0, choices: { sum: 'once', other: 'x' }, text: '' },
];
const say = createSay(
  Object.fromEntries(
    ['question.sum', 'question.stop', 'question.force', 'surprise'].map((key) => [`ticket.${key}`, `${key} \`x\``]),
  ),
  'en',
);

test('how many have each right, and a table that computes nothing', () => {
  expect([...countRight(FILED)]).toEqual([
    ['sum', 2],
    ['stop', 1],
    ['force', 0],
  ]);
  expect(ticketTable(FILED, say).split('\r\n')).toEqual([
    '\ufeffname,time,question.sum x,question.stop x,question.force x,surprise `x`',
    'Ana,1970-01-01T00:00:00.000Z,1,1,0,"\'=HYPERLINK(""x"")"',
    "'@Bia,1970-01-01T00:00:00.000Z,1,,,",
    '',
  ]);
});
