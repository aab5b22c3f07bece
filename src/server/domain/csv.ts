/**
 * Tables for spreadsheets and courses (RFC 4180). A cell that a spreadsheet would compute is made text by an apostrophe
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
import { passOf, timeToPass } from './cell.ts';
import type { ClassState } from './class-state.ts';

export const SEPARATORS = { comma: ',', semicolon: ';', tab: '\t' } as const;

export interface CsvOptions {
  readonly separator: keyof typeof SEPARATORS;
  /** so that Excel reads UTF-8 */
  readonly bom: boolean;
}

/** `plain`: all there is; `table`: a row per learner; the others as an import of the course's gradebook takes them */
export type CsvShape = 'plain' | 'table' | 'moodle' | 'canvas';

const COMPUTED = /^[\s]*[=+\-@\t\r]/;

export function formatCsv(rows: readonly (readonly (string | number)[])[], { separator, bom }: CsvOptions): string {
  const sign = SEPARATORS[separator];
  const cell = (value: string | number): string => {
    if (typeof value === 'number') return String(value);
    const safe = COMPUTED.test(value) ? `'${value}` : value;
    return /["\r\n,;\t]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `${bom ? '\ufeff' : ''}${rows.map((row) => `${row.map(cell).join(sign)}\r\n`).join('')}`;
}

export interface ExerciseColumn {
  readonly id: string;
  /** `7.1` */
  readonly number: string;
}

/**
 * One row per learner. `moodle` and `canvas` have one column per exercise with 1 or 0 and nothing where nothing was handed in; whom a
 * row belongs to is the nickname: this site knows no other name.
 */
export function classTable(state: ClassState, columns: readonly ExerciseColumn[], shape: CsvShape): (string | number)[][] {
  const learners = [...state.learners.values()].filter(({ removed }) => !removed);
  const title = ({ id, number }: ExerciseColumn) => `${number} ${id}`;
  const scores = (cells: (typeof learners)[number]['cells']) =>
    columns.map(({ id }) => {
      const cell = cells.get(id);
      return cell === undefined || cell.attempts === 0 ? '' : passOf(cell) === undefined ? 0 : 1;
    });
  if (shape === 'table') {
    return [
      ['name', ...columns.map(title), 'passed'],
      ...learners.map(({ name, cells }) => {
        const marks = scores(cells);
        return [name, ...marks, marks.filter((mark) => mark === 1).length];
      }),
    ];
  }
  if (shape === 'moodle') {
    return [
      ['Identifier', 'Full name', ...columns.map(title)],
      ...learners.map(({ id, name, cells }) => [id, name, ...scores(cells)]),
    ];
  }
  if (shape === 'canvas') {
    return [
      ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', ...columns.map(title)],
      ['    Points Possible', '', '', '', '', ...columns.map(() => 1)],
      ...learners.map(({ id, name, cells }) => [name, '', '', id, state.settings.title, ...scores(cells)]),
    ];
  }
  const header = [
    'learner',
    'name',
    'locale',
    'joined',
    'exercise',
    'number',
    'attempts',
    'passed',
    'attempts_to_pass',
    'seconds',
    'last_near_miss',
  ];
  const rows = learners.flatMap(({ id, name, locale, joinedAt, cells }) =>
    columns.flatMap(({ id: exercise, number }) => {
      const cell = cells.get(exercise);
      if (cell === undefined) return [];
      const pass = passOf(cell);
      const nearMiss = cell.lastGrade !== undefined && 'nearMiss' in cell.lastGrade ? (cell.lastGrade.nearMiss ?? '') : '';
      const time = timeToPass(cell);
      const joined = new Date(joinedAt).toISOString();
      return [
        [
          id,
          name,
          locale,
          joined,
          exercise,
          number,
          cell.attempts,
          pass === undefined ? 0 : 1,
          pass?.attempts ?? '',
          time === undefined ? '' : Math.round(time / 1000),
          nearMiss,
        ],
      ];
    }),
  );
  return [header, ...rows];
}
