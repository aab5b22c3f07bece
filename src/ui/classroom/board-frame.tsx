/** One exercise's figures over a grid of everybody, and its answers in groups beside them: of a class at work, or of files that were handed in. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { ExerciseSummary, GridRow } from '../../server/domain/grid.ts';
import type { Say } from '../kit/say.ts';
import type { ReviewModel } from '../review/review.model.ts';
import type { ClassExercise } from './class-data.ts';
import { Clusters } from './clusters.tsx';
import { pickFocus } from './focus.ts';
import { Focus, NearMisses } from './lead-focus.tsx';
import type { Room } from './room.ts';

interface BoardFrameProps {
  readonly rows: readonly GridRow[];
  /** exercises that somebody has opened */
  readonly used: readonly ClassExercise[];
  readonly summary: readonly ExerciseSummary[];
  readonly review: ReviewModel;
  /** of a class at work; answers from files tell of no times, and hints can be sent to nobody */
  readonly room?: Room;
  readonly say: Say;
  /** the grid, with what belongs to it */
  readonly children: ComponentChildren;
}

export function BoardFrame({ rows, used, summary, review, room, say, children }: BoardFrameProps) {
  const chosen = useSignal<string | undefined>(undefined);
  const focus = pickFocus(rows, used, chosen.value);
  const numbers = summary.find(({ exercise }) => exercise === focus?.facts.id);
  return (
    <div class="lead-board">
      <div>
        {focus !== undefined && (
          <Focus
            exercise={focus}
            used={used}
            summary={numbers}
            say={say}
            isLive={room !== undefined}
            chosen={chosen.value}
            onChoose={(exercise) => {
              chosen.value = exercise;
            }}
          />
        )}
        {children}
      </div>
      {focus !== undefined && numbers !== undefined && numbers.clusters.length > 0 && (
        <section class="lead-side" aria-label={say('class.clusters', { number: focus.number })}>
          <NearMisses exercise={focus} summary={numbers} say={say} />
          <Clusters
            key={focus.facts.id}
            exercise={focus}
            summary={numbers}
            rows={rows}
            review={review}
            {...(room === undefined ? {} : { room })}
            say={say}
          />
        </section>
      )}
    </div>
  );
}
