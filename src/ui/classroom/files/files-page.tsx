/** Grading without a server: the files come in, and the class that they make is looked at as one on a server. */
import { computed, useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { cellView, listRows, summarise } from '../../../server/domain/grid.ts';
import { reportExercises } from '../../../server/domain/report.ts';
import type { Say } from '../../kit/say.ts';
import { ScrollRegion } from '../../kit/scroll-region.tsx';
import { createReviewModel } from '../../review/review.model.ts';
import { ReviewPlace } from '../../review/review-place.tsx';
import { BoardFrame } from '../board-frame.tsx';
import type { ClassExercise } from '../class-data.ts';
import { Exports } from '../exports.tsx';
import { LeadGrid } from '../lead-grid.tsx';
import { ReportTable } from '../report-table.tsx';
import { exportFile } from './export-files.ts';
import type { FilesModel } from './files.model.ts';
import { FilesIntake } from './files-intake.tsx';
import { Pages, pageOf } from './pages.tsx';

interface FilesPageProps {
  readonly model: FilesModel;
  readonly exercises: readonly ClassExercise[];
  readonly say: Say;
}

export function FilesPage({ model, exercises, say }: FilesPageProps) {
  return (
    <div class="grade">
      <FilesIntake model={model} exercises={exercises} say={say} />
      {model.state.value !== undefined && <FilesBoard model={model} exercises={exercises} say={say} />}
    </div>
  );
}

function FilesBoard({ model, exercises, say }: FilesPageProps) {
  const board = useMemo(
    () =>
      computed(() => {
        const state = model.state.value;
        if (state === undefined) return undefined;
        const used = exercises.filter(({ facts }) => [...state.learners.values()].some(({ cells }) => cells.has(facts.id)));
        const order = used.map(({ facts }) => facts.id as string);
        return { state, used, rows: listRows(state), summary: summarise(state, 0), reports: reportExercises(state, order) };
      }),
    [model],
  );
  const review = useMemo(
    () =>
      createReviewModel({
        exercises,
        learners: computed(() =>
          [...(model.state.value?.learners.values() ?? [])].map(({ id, name, cells }) => ({
            id,
            name,
            answers: new Map([...cells].map(([exercise, cell]) => [exercise, cellView(cell).attempts])),
          })),
        ),
        listAttempts: async (learner, exercise) => model.listAttempts(learner, exercise),
      }),
    [model],
  );
  const page = useSignal(0);
  const { value } = board;
  if (value === undefined) return null;
  const { state, used, rows, summary, reports } = value;
  return (
    <>
      <BoardFrame rows={rows} used={used} summary={summary} review={review} say={say}>
        <LeadGrid
          rows={pageOf(rows, page.value)}
          exercises={used}
          say={say}
          onOpen={({ learner }, { facts }) => review.open(learner, facts.id)}
        />
        <Pages page={page} count={rows.length} say={say} />
      </BoardFrame>
      <section class="after-class" aria-labelledby="grade-report">
        <h2 id="grade-report">{say('class.report')}</h2>
        <ScrollRegion label={say('class.report')}>
          <ReportTable reports={reports} data={{ exercises }} say={say} isLive={false} />
        </ScrollRegion>
        <div class="lead-tools">
          <Exports fetchFile={async (path) => exportFile(path, state, used)} kinds="tables" say={say} />
        </div>
      </section>
      <ReviewPlace model={review} say={say} />
    </>
  );
}
