import { expect, test } from 'vitest';
import { alignTable } from './align-table.ts';

test('columns are three blanks apart and ten wide at least; the last one is not padded', () => {
  const rows = [
    'REPOSITORY\tTAG\tIMAGE ID\tSIZE',
    'alpine\t3.13\tdd81334cea27\t302kB',
    'registry.example.com/app\t1\ta5c6e839b7c1\t1MB',
  ];
  expect(alignTable(`${rows.join('\n')}\n`)).toBe(
    [
      'REPOSITORY                 TAG       IMAGE ID       SIZE',
      'alpine                     3.13      dd81334cea27   302kB',
      'registry.example.com/app   1         a5c6e839b7c1   1MB',
      '',
    ].join('\n'),
  );
});

test('a line without a cell ends the column: below it a new width begins', () => {
  expect(alignTable('a very long cell\tx\nno tab\nb\tx\n')).toBe('a very long cell   x\nno tab\nb         x\n');
});

test('lines of as many cells, one of them wider than its header', () => {
  expect(alignTable('A\tB\na much longer cell\t\n\tfree\n')).toBe(
    'A                    B\na much longer cell   \n                     free\n',
  );
});

test('a last line that is not ended, or has more cells than the first', () => {
  expect(alignTable('A\tB\na\tb')).toBe('A         B\na         b');
  expect(alignTable('A\tB\na\tb\tc\n')).toBe('A         B\na         b         c\n');
});

test('no cells at all', () => {
  expect(alignTable('one\ntwo\n')).toBe('one\ntwo\n');
  expect(alignTable('')).toBe('');
});

test('an empty last cell keeps the padding before it', () => {
  expect(alignTable('A\tB\tC\na\tb\t\n')).toBe('A         B         C\na         b         \n');
});

test('wide characters take two columns', () => {
  expect(alignTable('日本語日本\t1\nab\t2\n')).toBe('日本語日本   1\nab           2\n');
});
