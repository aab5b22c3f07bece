/** One row per exercise: difficulty, discrimination, drop-off, Portuguese against English (server/domain/report.ts says how they are computed). */
import type { ExerciseReport } from '../../server/domain/report.ts';
import type { Say } from '../kit/say.ts';
import type { ClassData } from './class-data.ts';
import { formatSpan } from './now-of.ts';

interface ReportTableProps {
  readonly reports: readonly ExerciseReport[];
  readonly data: Pick<ClassData, 'exercises'>;
  readonly say: Say;
  /** answers from files tell neither when an exercise was opened nor in which order */
  readonly isLive?: boolean;
}

const COLUMNS = ['opened', 'tried', 'passed', 'difficulty', 'discrimination', 'dropOff', 'attempts', 'time', 'pt', 'en'] as const;

const LIVE_COLUMNS: ReadonlySet<string> = new Set(['opened', 'dropOff', 'time']);

export function ReportTable({ reports, data, say, isLive = true }: ReportTableProps) {
  const isShown = (column: string | undefined): boolean => isLive || !LIVE_COLUMNS.has(column ?? '');
  return (
    <>
      <table class="grade-table report-table">
        <thead>
          <tr>
            <th scope="col">{say('class.reportExercise')}</th>
            {COLUMNS.filter(isShown).map((column) => (
              <th key={column} scope="col">
                {say(`class.reportColumn.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {reports.map((report) => {
            const exercise = data.exercises.find(({ facts }) => facts.id === report.exercise);
            return (
              <tr key={report.exercise}>
                <th scope="row">{exercise === undefined ? report.exercise : `${exercise.number} ${exercise.title}`}</th>
                {cellsOf(report, say).map((cell, index) => isShown(COLUMNS[index]) && <td key={COLUMNS[index]}>{cell}</td>)}
              </tr>
            );
          })}
        </tbody>
      </table>
      <dl class="report-words">
        {(['difficulty', 'discrimination', 'dropOff'] as const).filter(isShown).map((word) => (
          <div key={word}>
            <dt>{say(`class.reportColumn.${word}`)}</dt>
            <dd>{say(`class.reportMeaning.${word}`)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** In the order of the columns; a dash where there is nothing to say. */
export function cellsOf(report: ExerciseReport, say: Pick<Say, 'locale'>): readonly string[] {
  const number = (value: number | undefined, digits: number) =>
    value === undefined ? '–' : value.toLocaleString(say.locale, { maximumFractionDigits: digits });
  const part = (value: number | undefined) => (value === undefined ? '–' : `${number(value * 100, 0)}\u00a0%`);
  const language = (locale: string) => {
    const counts = report.byLocale[locale];
    return counts === undefined ? '–' : `${part(counts.passed / counts.tried)} (${counts.passed}/${counts.tried})`;
  };
  return [
    `${report.opened}`,
    `${report.tried}`,
    `${report.passed}`,
    part(report.difficulty),
    number(report.discrimination, 2),
    part(report.dropOff),
    number(report.medianAttempts, 1),
    report.medianTime === undefined ? '–' : formatSpan(report.medianTime),
    language('pt-BR'),
    language('en'),
  ];
}
