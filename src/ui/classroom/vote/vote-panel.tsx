/** The instructor's side of a vote: open it, see it before the class does, show it, vote again. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { VoteView } from '../../../server/domain/class-view.ts';
import { inlineText } from '../../kit/inline-text.tsx';
import type { Say } from '../../kit/say.ts';
import type { ClassData, ClassExercise } from '../class-data.ts';
import type { Room, RoomView } from '../room.ts';
import { adviceOf, type Tally, tallyVote } from './tally.ts';
import { Bar, VoteHistogram } from './vote-histogram.tsx';
import { type Judged, judgedKey, type VoteJudge } from './vote-judge.ts';

interface VotePanelProps {
  readonly room: Room;
  readonly view: RoomView;
  readonly data: ClassData;
  readonly judge: VoteJudge;
  /** learners in the class */
  readonly learners: number;
  readonly say: Say;
}

export function VotePanel(props: VotePanelProps) {
  const { room, view, data, say } = props;
  const vote = view.votes.findLast(({ open }) => open) ?? view.votes.at(-1);
  const predictions = data.exercises.filter(({ vote: texts }) => texts !== undefined);
  const chosen = useSignal('');
  const place = view.pace.mode === 'free' ? undefined : view.pace.place;
  const fresh = predictions.filter(({ facts }) => !view.votes.some(({ exercise }) => exercise === facts.id));
  const offered =
    predictions.find(({ facts }) => facts.id === chosen.value) ??
    fresh.find(({ facts }) => facts.id === place?.exercise) ??
    fresh.find(({ facts }) => facts.lesson === place?.lesson) ??
    fresh[0] ??
    predictions[0];
  async function open(): Promise<void> {
    if (vote?.open === true) await room.act('POST', `/votes/${vote.id}/close`, {});
    await room.act('POST', '/votes', { exercise: offered?.facts.id });
    chosen.value = '';
  }
  const exercise = data.exercises.find(({ facts }) => facts.id === vote?.exercise);
  return (
    <section class="lead-card lead-vote">
      <h3>{say('class.vote.title')}</h3>
      {vote !== undefined && exercise !== undefined && <Running key={vote.id} {...props} vote={vote} exercise={exercise} />}
      <div class="vote-start">
        <label for="class-vote">{say('class.vote.choose')}</label>
        <select
          id="class-vote"
          value={offered?.facts.id}
          onChange={(event) => {
            chosen.value = event.currentTarget.value;
          }}
        >
          {predictions.map(({ facts, number, title }) => (
            <option key={facts.id} value={facts.id}>
              {number} {title}
            </option>
          ))}
        </select>
        <button type="button" class="button" data-vote="open" onClick={() => void open()}>
          {say('class.vote.open')}
        </button>
      </div>
    </section>
  );
}

interface RunningProps extends VotePanelProps {
  readonly vote: VoteView;
  readonly exercise: ClassExercise;
}

function Running({ room, vote, exercise, judge, learners, say }: RunningProps) {
  const { facts, vote: texts } = exercise;
  const { rounds = [], cast = 0 } = vote;
  const choices = rounds.flatMap((round) => round.slice(0, 12).map(({ choice }) => choice));
  const shouldLook = !vote.open;
  useEffect(() => {
    if (shouldLook) judge.look(facts, choices);
  }, [shouldLook, choices.join(' ')]);
  if (!('question' in facts) || texts === undefined) return null;
  const known = judge.known.value;
  const answer = known.get(judgedKey(facts))?.answer;
  const tally = tallyVote(facts.question, rounds, vote.open ? undefined : answer);
  const histogram = (
    <VoteHistogram question={facts.question} texts={texts} tally={tally} notes={notesOf(exercise, choices, known)} say={say} />
  );
  const act = (what: string, body: unknown = {}) => void room.act('POST', `/votes/${vote.id}/${what}`, body);
  return (
    <div class="vote-running">
      <p class="vote-head">
        <strong>
          {exercise.number} {exercise.title}
        </strong>{' '}
        · {say('class.vote.round', { round: vote.round })}
      </p>
      <p role="status">{say(vote.open ? 'class.vote.cast' : 'class.vote.castEnd', { cast, count: learners })}</p>
      {vote.open ? (
        <>
          <Bar share={cast / Math.max(1, learners)} />
          <p class="entrance-buttons">
            <button type="button" class="button primary" data-vote="close" onClick={() => act('close')}>
              {say('class.vote.close')}
            </button>
          </p>
          <details>
            <summary>{say('class.vote.partial')}</summary>
            {histogram}
          </details>
        </>
      ) : (
        <>
          {histogram}
          <Advice tally={tally} say={say} />
          <p class="note">{say(vote.published ? 'class.vote.isShown' : 'class.vote.isPrivate')}</p>
          <p class="entrance-buttons">
            <button
              type="button"
              class="button"
              data-vote="show"
              aria-pressed={vote.published}
              onClick={() => act(vote.published ? 'hide' : 'publish')}
            >
              {say(vote.published ? 'class.vote.hide' : 'class.vote.show')}
            </button>
            <button
              type="button"
              class="button"
              data-vote="answer"
              disabled={answer === undefined}
              aria-pressed={vote.answer !== undefined}
              onClick={() => act('publish', vote.answer === undefined ? { answer } : {})}
            >
              {say(vote.answer === undefined ? 'class.vote.reveal' : 'class.vote.unreveal')}
            </button>
            {vote.round === 1 && (
              <button type="button" class="button" data-vote="again" onClick={() => act('again')}>
                {say('class.vote.again')}
              </button>
            )}
          </p>
        </>
      )}
    </div>
  );
}

function Advice({ tally, say }: { readonly tally: Tally; readonly say: Say }) {
  const right = tally.right?.at(-1);
  const count = tally.totals.at(-1) ?? 0;
  if (right === undefined) return <p>{say('class.vote.finding')}</p>;
  const advice = adviceOf(right, count);
  return (
    <p>
      {say('class.vote.rightOf', { right, count })}{' '}
      {advice !== undefined && tally.totals.length === 1 && say(`class.vote.advice.${advice}`)}
    </p>
  );
}

/** The exercise's own words for the known mistake that a choice shows: what to say in the debriefing. */
function notesOf({ facts, says }: ClassExercise, choices: readonly string[], known: ReadonlyMap<string, Judged>) {
  const notes = new Map<string, ComponentChildren>();
  for (const choice of choices) {
    const judged = known.get(judgedKey(facts, choice));
    const text = judged?.nearMiss === undefined ? undefined : says.nearMisses[judged.nearMiss];
    if (text === undefined) continue;
    notes.set(
      choice,
      <>
        {judged?.misconception !== undefined && <abbr>{judged.misconception}</abbr>} {inlineText(text)}
      </>,
    );
  }
  return notes;
}
