import { expect, test } from 'vitest';
import { applyRowsChange, createOutputRows, type Row, rowsOfPrinted } from './output-rows.ts';

type Write = readonly [1 | 2 | string, string];
const bytes = (text: string) => new TextEncoder().encode(text);
function rowsOf(writes: readonly Write[]): string[] {
  const output = createOutputRows();
  for (const [to, text] of writes) {
    if (typeof to === 'string') output.sink.progress(to, text);
    else output.sink.write(to, bytes(text));
  }
  return output.rows().map(({ fd, text }) => `${fd} ${text}`);
}

test.each<{ name: string; writes: Write[]; rows: string[] }>([
  { name: 'lines', writes: [[1, 'a\nb\n']], rows: ['1 a', '1 b'] },
  {
    name: 'a line in pieces',
    writes: [
      [1, 'a'],
      [1, 'b\nc'],
    ],
    rows: ['1 ab', '1 c'],
  },
  {
    name: 'both streams',
    writes: [
      [1, 'a\n'],
      [2, 'e\n'],
      [1, 'b\n'],
    ],
    rows: ['1 a', '2 e', '1 b'],
  },
  { name: 'an empty line', writes: [[1, 'a\n\nb\n']], rows: ['1 a', '1 ', '1 b'] },
  { name: 'a carriage return begins the row again', writes: [[1, '10%\r100%\n']], rows: ['1 100%'] },
  { name: 'line ends of the other kind', writes: [[1, 'a\r\nb\r\n']], rows: ['1 a', '1 b'] },
  { name: 'escape sequences are dropped', writes: [[1, '\x1b[31mred\x1b[0m\n']], rows: ['1 red'] },
  {
    name: 'progress is overwritten in place',
    writes: [
      ['x', 'x: Waiting'],
      ['y', 'y: Waiting'],
      ['x', 'x: Done'],
    ],
    rows: ['1 x: Done', '1 y: Waiting'],
  },
  {
    name: 'text after progress comes below it',
    writes: [
      ['x', 'x: Done'],
      [1, 'Digest: d\n'],
      ['x', 'x: again'],
    ],
    rows: ['1 x: Done', '1 Digest: d', '1 x: again'],
  },
])('$name', ({ writes, rows }) => {
  expect(rowsOf(writes)).toEqual(rows);
});

test('a letter of two bytes may come in two writes', () => {
  const output = createOutputRows();
  const [first = 0, second = 0] = bytes('é');
  output.sink.write(1, Uint8Array.of(first));
  output.sink.write(1, Uint8Array.of(second, 10));
  expect(output.rows()).toEqual([{ fd: 1, text: 'é' }]);
});

test('changes put together give the rows', () => {
  const output = createOutputRows();
  let shown: readonly Row[] = [];
  const take = () => {
    const change = output.takeChange();
    if (change !== undefined) shown = applyRowsChange(shown, change);
    return change !== undefined;
  };
  output.sink.progress('x', 'x: 1');
  output.sink.progress('y', 'y: 1');
  expect(take()).toBe(true);
  expect(take()).toBe(false);
  output.sink.progress('x', 'x: 2');
  output.sink.write(1, bytes('end\n'));
  expect(take()).toBe(true);
  expect(shown).toEqual(output.rows());
});

test('of a printed text, the rows of standard error are found again', () => {
  expect(rowsOfPrinted({ output: 'a\nbad\n\n', stderr: 'bad\n' })).toEqual([
    { fd: 1, text: 'a' },
    { fd: 2, text: 'bad' },
    { fd: 1, text: '' },
  ]);
  expect(rowsOfPrinted({ output: '', stderr: '' })).toEqual([]);
});
