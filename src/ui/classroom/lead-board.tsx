/** What an instructor looks at while the class works: the grid, the figures of one exercise, its answers in groups, and afterwards the report. */
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Stuck } from '../../server/domain/grid.ts';
import type { Say } from '../kit/say.ts';
import { createReviewModel } from '../review/review.model.ts';
import { ReviewPlace } from '../review/review-place.tsx';
import { BoardFrame } from './board-frame.tsx';
import type { ClassClient } from './class-client.ts';
import type { ClassData } from './class-data.ts';
import { HintForm } from './hint-form.tsx';
import { LeadGrid } from './lead-grid.tsx';
import { reviewOfClass } from './review-class.ts';
import type { Room, RoomView } from './room.ts';

interface LeadBoardProps {
  readonly room: Room;
  readonly view: RoomView;
  readonly client: ClassClient;
  readonly classId: string;
  readonly data: ClassData;
  readonly say: Say;
}

const TICK_MS = 5000;

export function LeadBoard({ room, view, client, classId, data, say }: LeadBoardProps) {
  const review = useMemo(() => createReviewModel(reviewOfClass({ room, client, classId, data })), [room]);
  const now = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      now.value = Date.now();
    }, TICK_MS);
    return () => clearInterval(timer);
  }, []);

  const rows = (view.rows ?? []).filter(({ removed }) => !removed);
  const summary = room.summary.value;
  const used = data.exercises.filter(({ facts }) =>
    rows.some(({ cells, exercise }) => cells[facts.id] !== undefined || exercise === facts.id),
  );
  const stuck = new Map<string, Stuck>(summary.flatMap((one) => one.stuck.map(({ learner, why }) => [learner, why])));

  if (rows.length === 0) return <p class="note">{say('class.nobody')}</p>;
  return (
    <>
      <BoardFrame rows={rows} used={used} summary={summary} review={review} room={room} say={say}>
        <LeadGrid
          rows={rows}
          exercises={used}
          say={say}
          onOpen={({ learner }, { facts }) => review.open(learner, facts.id)}
          live={{
            stuck,
            presence: room.presence.value,
            now: Math.max(now.value, Date.now() - TICK_MS) + room.clockAhead.value,
            onRemove: (row) => {
              if (confirm(say('class.removeSure', { name: row.name })))
                void room.act('PATCH', `/learners/${row.learner}`, { removed: true });
            },
            onLowerHand: ({ learner }) => void room.act('DELETE', `/learners/${learner}/hand`),
          }}
        />
      </BoardFrame>
      <ReviewPlace
        model={review}
        say={say}
        tools={({ learner, exercise }) => (
          <HintForm
            key={`${learner.id} ${exercise.facts.id}`}
            id="class-hint"
            to={{ kind: 'learners', learners: [learner.id] }}
            label={say('class.hintTo', { name: learner.name })}
            exercise={exercise}
            room={room}
            say={say}
          />
        )}
      />
    </>
  );
}
