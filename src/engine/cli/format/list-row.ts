/** Rows of docker's lists, before they are formatted. */
import type { GoValue } from '../template/go-value.ts';
import type { imageStruct } from './image-struct.ts';
import type { historyStruct, volumeStruct } from './row-structs.ts';

export interface RowStructs {
  readonly imageStruct: typeof imageStruct;
  readonly historyStruct: typeof historyStruct;
  readonly volumeStruct: typeof volumeStruct;
}

export interface Row {
  /** by the name that a template uses; most are text */
  readonly columns: Readonly<Record<string, () => string | GoValue>>;
  /** what takes an argument: `{{.Label "x"}}` */
  readonly lookups?: Readonly<Record<string, (key: string) => string>>;
  /** where not all rows of the list are of one type */
  readonly typeName?: string;
  /** the Go struct behind the columns, for templates that print the row itself; what makes one comes with them */
  readonly struct?: (make: RowStructs) => GoValue;
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
