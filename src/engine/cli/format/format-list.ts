/**
 * Lists of docker's client: `table`, `json`, `raw` and Go templates (docker/cli `cli/command/formatter/formatter.go`). A row is a Go
 * object whose methods are its columns. Most formats name columns and nothing else: they are filled in here, and templates are not loaded.
 */
import { createPart } from '../../part.ts';
import { alignTable } from '../text/align-table.ts';
import type { FormattedRows, ListLayout, Row } from './list-row.ts';

const TABLE = 'table';
const COLUMN = /\{\{ *\.([A-Z]\w*) *\}\}/;
const TEMPLATES = createPart(() => import('./format-template.ts'));

/**
 * A promise only where templates have to be loaded.
 * @throws CommandFailure where the format is no template or fails at a row; nothing is printed then
 */
export function formatList(format: string, layout: ListLayout, rows: readonly Row[], maxSteps: number): string | Promise<string> {
  const { isTable, plain } = readFormat(format);
  const finish = ({ lines, header }: FormattedRows): string => (isTable ? alignTable(`${header()}\n${lines}`) : lines);
  const filled = fillColumns(plain, layout, rows);
  if (filled !== undefined) return finish(filled);
  const { loaded } = TEMPLATES;
  return loaded === undefined
    ? TEMPLATES.load().then((templates) => finish(templates.formatByTemplate(plain, layout, rows, maxSteps)))
    : finish(loaded.formatByTemplate(plain, layout, rows, maxSteps));
}

/** The format that came last: most lists are of the same form as the one before. */
let lastFormat = { format: '', isTable: false, plain: '' };

/** docker puts tabs and newlines in before it reads the template, inside quoted texts, too (docker/cli `formatter.go` preFormat). */
export function withoutEscapes(format: string): string {
  return format
    .replace(/^ +| +$/g, '')
    .replaceAll('\\t', '\t')
    .replaceAll('\\n', '\n');
}

/** What each row is made of, without the escapes of a command line. */
function readFormat(format: string): typeof lastFormat {
  if (format === lastFormat.format) return lastFormat;
  const isTable = format.startsWith(TABLE);
  const source = format === 'json' ? '{{json .}}' : isTable ? format.slice(TABLE.length) : format;
  const plain = withoutEscapes(source);
  lastFormat = { format, isTable, plain };
  return lastFormat;
}

/** Undefined where the format is more than text and columns that are text. */
export function fillColumns(source: string, { headers }: ListLayout, rows: readonly Row[]): FormattedRows | undefined {
  const parts = splitColumns(source);
  const isColumn = (at: number): boolean => at % 2 === 1;
  if (parts === undefined || parts.some((part, at) => isColumn(at) && !Object.hasOwn(headers, part))) return undefined;
  let lines = '';
  for (const { columns } of rows) {
    let at = 0;
    for (const part of parts) {
      const value = isColumn(at) ? columns[part]?.() : part;
      if (typeof value !== 'string') return undefined;
      lines += value;
      at += 1;
    }
    lines += '\n';
  }
  return { lines, header: () => parts.map((part, at) => (isColumn(at) ? (headers[part] ?? '') : part)).join('') };
}

let last: { readonly source: string; readonly parts: readonly string[] | undefined } = { source: '', parts: [''] };

/** Text and names of columns in turn; undefined where there is more. */
function splitColumns(source: string): readonly string[] | undefined {
  if (source !== last.source) {
    const parts = source.split(COLUMN);
    const isPlain = parts.every((part, at) => at % 2 === 1 || !/\{\{|\{$/.test(part));
    last = { source, parts: isPlain ? parts : undefined };
  }
  return last.parts;
}
