/** Lists whose format is a Go template with more than columns in it. Loaded with the first of them: `format-list.ts`. */
import { CommandFailure } from '../command-call.ts';
import { parseDockerTemplate } from '../template/docker-template.ts';
import { execTemplate } from '../template/exec-template.ts';
import { type GoMethod, type GoMethods, type GoType, type GoValue, goString, STRING } from '../template/go-value.ts';
import { type Template, TemplateError } from '../template/parse-template.ts';
import { HEADER_FUNCTIONS, TEMPLATE_FUNCTIONS } from '../template/template-functions.ts';
import { imageStruct } from './image-struct.ts';
import type { FormattedRows, ListLayout, Row } from './list-row.ts';
import { historyStruct, volumeStruct } from './row-structs.ts';

/** Beside the columns it knows one method: what stands above the column of a label is the last part of its name. */
const HEADER_TYPE: GoType = {
  kind: 'map',
  name: 'formatter.SubHeaderContext',
  key: STRING,
  elem: STRING,
  methods: {
    get: (name) => (name === 'Label' ? { params: 1, call: ([label = '']) => goString(labelHeader(label)) } : undefined),
    names: () => ['Label'],
  },
};

function labelHeader(label: string): string {
  return (label.split('.').at(-1) ?? '').replace(/[-_]/g, ' ');
}

/** @throws CommandFailure where the format is no template or fails at a row */
export function formatByTemplate(source: string, layout: ListLayout, rows: readonly Row[], maxSteps: number): FormattedRows {
  try {
    const template = parseDockerTemplate(source);
    const lines = rows.map((row) => `${execTemplate(template, rowValue(row, layout), options(maxSteps))}\n`).join('');
    return { lines, header: () => headerLine(template, layout, maxSteps) };
  } catch (error) {
    if (error instanceof TemplateError) throw new CommandFailure(`template parsing error: ${error.message}`);
    throw error;
  }
}

/** Runs a template as it is typed over one row; what docker says where it fails. */
export function tryFormat(format: string, layout: ListLayout, row: Row, maxSteps: number): string | undefined {
  try {
    const template = parseDockerTemplate(format);
    try {
      execTemplate(template, rowValue(row, layout), options(maxSteps));
      return undefined;
    } catch (error) {
      if (error instanceof TemplateError) return `failed to execute template: ${error.message}`;
      throw error;
    }
  } catch (error) {
    if (error instanceof TemplateError) return `failed to parse template: ${error.message}`;
    throw error;
  }
}

function options(maxSteps: number) {
  return { functions: TEMPLATE_FUNCTIONS, missingKey: 'default', maxSteps } as const;
}

/**
 * The Go object that a row is for a template. Most templates ask for a few columns and never for the struct behind them: what is asked for is
 * made then.
 */
export function rowValue(row: Row, layout: ListLayout): GoValue {
  const typeName = row.typeName ?? layout.typeName;
  let known: GoValue | undefined;
  const struct = (): GoValue => {
    known ??= row.struct?.({ imageStruct, historyStruct, volumeStruct }) ?? {
      type: { kind: 'struct', name: typeName.slice(1), fields: [] },
      data: new Map(),
    };
    return known;
  };
  return {
    type: {
      kind: 'pointer',
      name: typeName,
      get elem() {
        return struct().type;
      },
      methods: new RowMethods(row),
    },
    get data() {
      return struct();
    },
  };
}

class RowMethods implements GoMethods {
  readonly #row: Row;

  constructor(row: Row) {
    this.#row = row;
  }

  get(name: string): GoMethod | undefined {
    const { columns, lookups = {} } = this.#row;
    const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
    if (column !== undefined) return { call: () => asValue(column()) };
    const look = Object.hasOwn(lookups, name) ? lookups[name] : undefined;
    return look && { params: 1, call: ([key = '']) => goString(look(key)) };
  }

  names(): string[] {
    return [...Object.keys(this.#row.columns), ...Object.keys(this.#row.lookups ?? {})];
  }
}

function asValue(column: string | GoValue): GoValue {
  return typeof column === 'string' ? goString(column) : column;
}

const headerValues = new WeakMap<ListLayout['headers'], ReadonlyMap<string, GoValue>>();

/** What goes wrong in the header line is not said: the rows have said it. */
function headerLine(template: Template, { headers }: ListLayout, maxSteps: number): string {
  const known = headerValues.get(headers);
  const data = known ?? new Map(Object.entries(headers).map(([name, header]) => [name, goString(header)]));
  if (known === undefined) headerValues.set(headers, data);
  try {
    return execTemplate(template, { type: HEADER_TYPE, data }, { ...options(maxSteps), functions: HEADER_FUNCTIONS });
  } catch (error) {
    if (error instanceof TemplateError) return 'written' in error && typeof error.written === 'string' ? error.written : '';
    throw error;
  }
}
