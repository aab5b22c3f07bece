/** One exercise's answers, grouped by what they came to: how many, an example to open, and a hint for the group or for all. */
import { useSignal } from '@preact/signals';
import type { ExerciseSummary, GridRow } from '../../server/domain/grid.ts';
import { Icon, type IconName } from '../kit/icon.tsx';
import { InlineText } from '../kit/inline-text.tsx';
import type { Say } from '../kit/say.ts';
import type { ReviewModel } from '../review/review.model.ts';
import type { ClassExercise } from './class-data.ts';
import { type ClusterGroup, listGroups } from './cluster-groups.ts';
import { HintForm } from './hint-form.tsx';
import type { Room } from './room.ts';

interface ClustersProps {
  readonly exercise: ClassExercise;
  readonly summary: ExerciseSummary;
  readonly rows: readonly GridRow[];
  readonly review: ReviewModel;
  /** absent: hints can be sent to nobody */
  readonly room?: Room;
  readonly say: Say;
}

const SIGNS: Readonly<Record<ClusterGroup['kind'], IconName>> = {
  passed: 'met',
  'near-miss': 'near',
  'dead-end': 'dead',
  'not-yet': 'unmet',
  stopped: 'stop',
  misfit: 'unmet',
  'content-unknown': 'open',
};
const ALL = 'all';
const SHOWN_NAMES = 40;

export function Clusters({ exercise, summary, rows, review, room, say }: ClustersProps) {
  /** whose hint is being written */
  const writing = useSignal<string | undefined>(undefined);
  const { id } = exercise.facts;
  const hintButton = (to: string, label: string) => (
    <button
      type="button"
      class="button"
      aria-expanded={writing.value === to}
      onClick={() => {
        writing.value = writing.value === to ? undefined : to;
      }}
    >
      {label}
    </button>
  );
  return (
    <section class="lead-card clusters">
      <h3>{say('class.clusters', { number: exercise.number })}</h3>
      <ul>
        {listGroups(summary, rows, exercise).map(({ cluster, kind, name, feedback, learners }) => (
          <li key={cluster} class={kind}>
            <p class="cluster-head">
              <Icon name={SIGNS[kind]} />
              <strong>{say(`grade.state.${camelCase(kind)}`)}</strong>
              <span>{say('class.countPeople', { count: learners.length })}</span>
            </p>
            {name !== undefined && (
              <p class="cluster-name">
                <InlineText text={name} />
              </p>
            )}
            {feedback !== undefined && (
              <p class="cluster-told">
                <InlineText text={feedback} />
              </p>
            )}
            <p class="cluster-who">
              {learners
                .slice(0, SHOWN_NAMES)
                .map((row) => row.name)
                .join(', ')}
              {learners.length > SHOWN_NAMES && ` ${say('class.andMore', { count: learners.length - SHOWN_NAMES })}`}
            </p>
            <p class="entrance-buttons">
              <button
                type="button"
                class="button"
                onClick={() =>
                  review.open(
                    learners[0]?.learner ?? '',
                    id,
                    learners.map(({ learner }) => learner),
                  )
                }
              >
                {say('class.openExample')}
              </button>
              {room !== undefined && hintButton(cluster, say('class.hintGroup', { count: learners.length }))}
            </p>
            {room !== undefined && writing.value === cluster && (
              <HintForm
                id="cluster-hint"
                to={{ kind: 'cluster', cluster }}
                label={say('class.hintGroup', { count: learners.length })}
                exercise={exercise}
                room={room}
                say={say}
              />
            )}
          </li>
        ))}
      </ul>
      {room !== undefined && hintButton(ALL, say('class.hintAll'))}
      {room !== undefined && writing.value === ALL && (
        <HintForm id="cluster-hint" to={{ kind: 'all' }} label={say('class.hintAll')} exercise={exercise} room={room} say={say} />
      )}
    </section>
  );
}

function camelCase(code: string): string {
  return code.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
