import { expect, test } from 'vitest';
import { formatCsv } from './csv.ts';

test.each([
  { name: 'plain cells', row: ['Ana', 3, 'a b'], line: 'Ana,3,a b' },
  { name: 'a separator', row: ['Lima, Ana'], line: '"Lima, Ana"' },
  { name: 'quotes', row: ['the "A"'], line: '"the ""A"""' },
  { name: 'two lines', row: ['a\nb'], line: '"a\nb"' },
  { name: 'a formula', row: ['=1+1', '+55 81', '-1', '@SUM(A1)', '\tx'], line: "'=1+1,'+55 81,'-1,'@SUM(A1),'\tx" },
  { name: 'a formula with quotes', row: ['=HYPERLINK("http://x")'], line: `"'=HYPERLINK(""http://x"")"` },
  { name: 'a negative number stays a number', row: [-1], line: '-1' },
])('$name', ({ row, line }) => {
  expect(formatCsv([row], { separator: ',', withMark: false })).toBe(`${line}\r\n`);
});

test('the other separator, with a byte order mark', () => {
  expect(
    formatCsv(
      [
        ['a', 'b;c'],
        ['d,e', 1],
      ],
      { separator: ';', withMark: true },
    ),
  ).toBe('\ufeffa;"b;c"\r\nd,e;1\r\n');
});
