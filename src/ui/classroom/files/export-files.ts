/** The tables that a server makes of a class, made here: `/csv?shape=table&separator=comma&bom=yes`. */
import type { ClassState } from '../../../server/domain/class-state.ts';
import { type CsvOptions, type CsvShape, classTable, formatCsv } from '../../../server/domain/csv.ts';
import type { ClassExercise } from '../class-data.ts';
import type { FetchedFile } from '../exports.tsx';

export function exportFile(path: string, state: ClassState, used: readonly ClassExercise[]): FetchedFile {
  const query = new URLSearchParams(path.slice(path.indexOf('?')));
  const shape = (query.get('shape') ?? 'table') as CsvShape;
  const separator = (query.get('separator') ?? 'comma') as CsvOptions['separator'];
  const columns = used.map(({ facts, number }) => ({ id: facts.id, number }));
  const text = formatCsv(classTable(state, columns, shape), { separator, bom: query.get('bom') === 'yes' });
  return { name: `camadas-${shape}.csv`, blob: new Blob([text], { type: 'text/csv;charset=utf-8' }) };
}
