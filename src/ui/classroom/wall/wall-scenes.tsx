/** What can be on the wall, in type that is read from the last row. No names, but where they are asked for. */
import { useMemo } from 'preact/hooks';
import { renderSVG } from 'uqr';
import type { ExerciseSummary, GridRow } from '../../../server/domain/grid.ts';
import { PredictionRun } from '../../exercise/prediction-form.tsx';
import { Icon } from '../../kit/icon.tsx';
import { inlineText, Paragraphs } from '../../kit/inline-text.tsx';
import { Lazy } from '../../kit/lazy.tsx';
import { createSay, type Say } from '../../kit/say.ts';
import type { ClassData, ClassExercise } from '../class-data.ts';
import type { RoomView } from '../room.ts';
import { loadShowView } from '../show/show-place.tsx';
import { useClock } from '../use-clock.ts';
import { tallyVote } from '../vote/tally.ts';
import { Bar, VoteHistogram } from '../vote/vote-histogram.tsx';
import { windowText } from '../window-text.ts';

export interface SceneProps {
  readonly view: RoomView;
  readonly summary: readonly ExerciseSummary[];
  readonly data: ClassData;
  readonly say: Say;
  /** of the page where one joins */
  readonly address: string;
}

export function presentRows({ rows = [] }: RoomView): readonly GridRow[] {
  return rows.filter(({ removed }) => !removed);
}

export function CodeScene({ view, say, address }: SceneProps) {
  const { code = '' } = view;
  return (
    <div class="wall-code">
      <div>
        <h1 class="said">{view.settings.title || say('class.untitled')}</h1>
        <p>{say('class.wall.goTo')}</p>
        <p class="wall-address">{address.replace(/^https?:\/\//, '').replace(/\/$/, '')}</p>
        <p>{say('class.wall.typeCode')}</p>
        <p class="wall-big-code" role="img" aria-label={say('class.codeIs', { code: [...code].join(' ') })}>
          {code}
        </p>
        <p role="status">{say('class.wall.joined', { count: presentRows(view).length })}</p>
      </div>
      <img
        class="wall-qr"
        alt={say('class.qr')}
        src={`data:image/svg+xml,${encodeURIComponent(renderSVG(`${address}#${code}`))}`}
      />
    </div>
  );
}

/** Rows of a vote for which a wall has room in its large type. */
const FEW_ROWS = 3;

export function VoteScene({ view, data, say }: SceneProps) {
  const vote = view.votes.at(-1);
  const exercise = data.exercises.find(({ facts }) => facts.id === vote?.exercise);
  if (vote === undefined || exercise?.vote === undefined || !('question' in exercise.facts)) return null;
  const { question } = exercise.facts;
  const count = presentRows(view).length;
  const { cast = 0 } = vote;
  if (vote.published && vote.rounds !== undefined) {
    const tally = tallyVote(question, vote.rounds, vote.answer);
    return (
      <>
        <Title exercise={exercise} />
        <div class={tally.rows.length > FEW_ROWS ? 'wall-many' : undefined}>
          <VoteHistogram question={question} texts={exercise.vote} tally={tally} say={say} />
        </div>
        {vote.answer !== undefined && (
          <ul class="wall-why">
            {Object.entries(exercise.vote.items).map(([id, text]) => (
              <li key={id}>{inlineText(text)}</li>
            ))}
          </ul>
        )}
      </>
    );
  }
  return (
    <>
      <Title exercise={exercise} />
      <div class="wall-vote">
        <div>
          <Paragraphs text={exercise.vote.brief} />
          {question.kind !== 'fields' && (
            <ol>
              {question.items.map(({ id, line }) => (
                <li key={id}>
                  <code>{line}</code>
                </li>
              ))}
            </ol>
          )}
        </div>
        <div>
          <PredictionRun question={question} say={say} />
        </div>
      </div>
      <p class="wall-call">
        {vote.open
          ? say('class.wall.voteRound', { round: vote.round })
          : say(vote.round === 1 ? 'class.wall.discuss' : 'class.vote.closedLast')}
      </p>
      <p role="status" class="wall-count">
        {say('class.vote.cast', { cast, count })}
      </p>
      <Bar share={cast / Math.max(1, count)} />
    </>
  );
}

export function PlaceScene({ view, summary, data, say }: SceneProps) {
  const { pace } = view;
  const place = pace.mode === 'free' ? undefined : pace.place;
  const lesson = data.lessons.find(({ id }) => id === place?.lesson);
  const exercise = data.exercises.find(({ facts }) => facts.id === place?.exercise);
  const window = exercise === undefined ? undefined : view.windows[exercise.facts.id];
  const now = useClock(view.now, window !== undefined);
  if (lesson === undefined) return <p class="wall-call">{say('class.wall.free')}</p>;
  return (
    <>
      <p class="wall-kicker">
        {exercise === undefined
          ? say('class.wall.lessonNumber', { number: lesson.number })
          : say('class.wall.lesson', { number: lesson.number, title: lesson.title })}
      </p>
      <h1>{exercise === undefined ? lesson.title : `${exercise.number} ${exercise.title}`}</h1>
      {window !== undefined && (
        <p class="wall-timer" role="timer">
          {windowText(window, now, say)}
        </p>
      )}
      {exercise !== undefined && <Progress exercises={[exercise]} view={view} summary={summary} say={say} />}
    </>
  );
}

/** The picture and the terminal of the machine that is shown, with the words of machines. */
export function MachineScene({ view: { shown }, data, say }: SceneProps) {
  const machineSay = useMemo(() => createSay(data.messages, say.locale), []);
  if (shown === undefined) return <p class="wall-call">{say('class.show.nothing')}</p>;
  return <Lazy load={loadShowView} props={{ shown, data, say: machineSay }} failed={say('class.show.notLoaded')} />;
}

export function ProgressScene({ view, summary, data, say, names }: SceneProps & { readonly names: boolean }) {
  const tried = data.exercises.filter(({ facts }) => summary.some(({ exercise }) => exercise === facts.id));
  return (
    <>
      <h1>{say('class.wall.progress')}</h1>
      {tried.length === 0 ? (
        <p class="wall-call">{say('class.wall.nothingYet')}</p>
      ) : (
        <Progress exercises={tried} view={view} summary={summary} say={say} />
      )}
      {names && <Names rows={presentRows(view)} exercises={tried} say={say} />}
    </>
  );
}

interface ProgressProps extends Pick<SceneProps, 'view' | 'summary' | 'say'> {
  readonly exercises: readonly ClassExercise[];
}

function Progress({ exercises, view, summary, say }: ProgressProps) {
  const count = presentRows(view).length;
  return (
    <ul class="wall-progress">
      {exercises.map(({ facts, number, title }) => {
        const passed = summary.find(({ exercise }) => exercise === facts.id)?.passed ?? 0;
        return (
          <li key={facts.id} class="is-right">
            <span>
              {number} {title}
            </span>
            <Bar share={passed / Math.max(1, count)} />
            <strong>{say('class.wall.passed', { passed, count })}</strong>
          </li>
        );
      })}
    </ul>
  );
}

function Names({
  rows,
  exercises,
  say,
}: {
  readonly rows: readonly GridRow[];
  readonly exercises: readonly ClassExercise[];
  readonly say: Say;
}) {
  return (
    <table class="wall-names">
      <caption class="said">{say('class.grid')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('grade.learner')}</th>
          {exercises.map(({ facts, number }) => (
            <th key={facts.id} scope="col">
              {number}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ learner, name, cells }) => (
          <tr key={learner}>
            <th scope="row">{name}</th>
            {exercises.map(({ facts }) => {
              const isPassed = cells[facts.id]?.status === 'passed';
              return (
                <td key={facts.id} class={isPassed ? 'is-passed' : undefined}>
                  {isPassed && <Icon name="met" />}
                  <span class="said">{say(isPassed ? 'class.wall.isPassed' : 'class.cell.none')}</span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Title({ exercise: { number, title } }: { readonly exercise: ClassExercise }) {
  return (
    <h1>
      {number} {title}
    </h1>
  );
}
