/**
 * Lists of docker's client: `table`, `json`, `raw` and Go templates (docker/cli `cli/command/formatter/formatter.go`). A row is a Go
 * object whose methods are its columns. Most formats name columns and nothing else: they are filled in here, and templates are not loaded.
 */
import { createPart } from '../../part.ts';
import type { GoValue } from '../template/go-value.ts';
import { alignTable } from '../text/align-table.ts';
import type { imageStruct } from './image-struct.ts';

export interface Row {
  /** by the name that a template uses; most are text */
  readonly columns: Readonly<Record<string, () => string | GoValue>>;
  /** what takes an argument: `{{.Label "x"}}` */
  readonly lookups?: Readonly<Record<string, (key: string) => string>>;
  /** where not all rows of the list are of one type */
  readonly typeName?: string;
  /** the Go struct behind the columns, for templates that print the row itself; what makes one comes with them */
  readonly struct?: (make: { readonly imageStruct: typeof imageStruct }) => GoValue;
}

export interface ListLayout {
  /** what errors call a row: `*formatter.imageContext` */
  readonly typeName: string;
  /** header of each column, by its name */
  readonly headers: Readonly<Record<string, string>>;
}

export interface FormattedRows {
  /** each with its newline */
  readonly lines: string;
  header(): string;
}

const TABLE = 'table';
const COLUMN = /\{\{ *\.([A-Z]\w*) *\}\}/;
const TEMPLATES = createPart(() => import('./format-template.ts'));

/**
 * A promise only where templates have to be loaded.
 * @throws CommandFailure where the format is no template or fails at a row; nothing is printed then
 */
export function formatList(format: string, layout: ListLayout, rows: readonly Row[], maxSteps: number): string | Promise<string> {
  const isTable = format.startsWith(TABLE);
  const source = format === 'json' ? '{{json .}}' : isTable ? format.slice(TABLE.length) : format;
  const plain = source
    .replace(/^ +| +$/g, '')
    .replaceAll('\\t', '\t')
    .replaceAll('\\n', '\n');
  const finish = ({ lines, header }: FormattedRows): string => (isTable ? alignTable(`${header()}\n${lines}`) : lines);
  const filled = fillColumns(plain, layout, rows);
  if (filled !== undefined) return finish(filled);
  const { loaded } = TEMPLATES;
  return loaded === undefined
    ? TEMPLATES.load().then((templates) => finish(templates.formatByTemplate(plain, layout, rows, maxSteps)))
    : finish(loaded.formatByTemplate(plain, layout, rows, maxSteps));
}

/** Undefined where the format is more than text and columns that are text. */
export function fillColumns(source: string, { headers }: ListLayout, rows: readonly Row[]): FormattedRows | undefined {
  const parts = source.split(COLUMN);
  const isColumn = (at: number): boolean => at % 2 === 1;
  const isFillable = parts.every((part, at) => (isColumn(at) ? Object.hasOwn(headers, part) : !/\{\{|\{$/.test(part)));
  if (!isFillable) return undefined;
  let lines = '';
  for (const { columns } of rows) {
    for (const [at, part] of parts.entries()) {
      const value = isColumn(at) ? Object.hasOwn(columns, part) && columns[part]?.() : part;
      if (typeof value !== 'string') return undefined;
      lines += value;
    }
    lines += '\n';
  }
  return { lines, header: () => parts.map((part, at) => (isColumn(at) ? (headers[part] ?? '') : part)).join('') };
}
