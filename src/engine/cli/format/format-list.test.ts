import fc from 'fast-check';
import { expect, test } from 'vitest';
import { goInt } from '../template/go-value.ts';
import { fillColumns, formatList } from './format-list.ts';
import { formatByTemplate } from './format-template.ts';
import type { ListLayout, Row } from './list-row.ts';

const layout: ListLayout = { typeName: '*formatter.testContext', headers: { ID: 'TEST ID', Name: 'NAME', Count: 'COUNT' } };
const rows: readonly Row[] = [
  { columns: { ID: () => 'a1', Name: () => 'one', Count: () => goInt(1) } },
  { columns: { ID: () => 'b2', Name: () => 'two {{.ID}}', Count: () => goInt(2) } },
];
const MAX_STEPS = 1000;

const formats = fc
  .array(
    fc.constantFrom(
      '{{.ID}}',
      '{{ .Name }}',
      '{{.Count}}',
      '{{.Nope}}',
      '\t',
      ' ',
      'x',
      '}}',
      '{',
      '}',
      '{{- .ID}}',
      '{{"a"}}',
      '\n',
    ),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(''));

test('columns that are filled in are what a template makes of them', () => {
  let filled = 0;
  fc.assert(
    fc.property(formats, fc.subarray([...rows]), (format, some) => {
      const found = fillColumns(format, layout, some);
      if (found === undefined) return;
      filled += 1;
      const wanted = formatByTemplate(format, layout, some, MAX_STEPS);
      expect([found.lines, found.header()]).toEqual([wanted.lines, wanted.header()]);
    }),
    { numRuns: 1000, seed: 7 },
  );
  expect(filled).toBeGreaterThan(100);
});

test.each([
  { name: 'a column that is no text', format: '{{.Count}}' },
  { name: 'a column that there is not', format: '{{.Nope}}' },
  { name: 'a name that every object has', format: '{{.constructor}}' },
  { name: 'more than a column', format: '{{if .ID}}yes{{end}}' },
  { name: 'an action that never ends', format: '{{.ID}} {{' },
])('$name is left to templates', ({ format }) => {
  expect(fillColumns(format, layout, rows)).toBeUndefined();
});

test.each([
  { format: 'table {{.ID}}\\t{{.Name}}', printed: 'TEST ID   NAME\na1        one\nb2        two {{.ID}}\n' },
  { format: '{{.ID}}:{{.Count}}', printed: 'a1:1\nb2:2\n' },
])('formatList: $format', async ({ format, printed }) => {
  expect(await formatList(format, layout, rows, MAX_STEPS)).toBe(printed);
});
