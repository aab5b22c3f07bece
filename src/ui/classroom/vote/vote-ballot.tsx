/** A learner's side of a vote: predicting, changing one's mind, waiting, and what the class came to. */
import { signal, useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { ExerciseKind, Field, Prediction, Question } from '../../../exercise/index.ts';
import type { VoteView } from '../../../server/domain/class-view.ts';
import type { PredictionCard } from '../../exercise/draft.ts';
import { fieldProblem } from '../../exercise/field-problem.ts';
import { PredictionForm } from '../../exercise/prediction-form.tsx';
import { inlineText, Paragraphs } from '../../kit/inline-text.tsx';
import type { Say } from '../../kit/say.ts';
import type { ClassExercise, VoteTexts } from '../class-data.ts';
import type { Room } from '../room.ts';
import { parseChoice, tallyVote } from './tally.ts';
import { ChoiceText, VoteHistogram } from './vote-histogram.tsx';

interface VoteBallotProps {
  readonly vote: VoteView;
  readonly exercise: ClassExercise;
  readonly room: Room;
  readonly say: Say;
}

export function VoteBallot({ vote, exercise, room, say }: VoteBallotProps) {
  const { facts, vote: texts } = exercise;
  if (!('question' in facts) || texts === undefined) return null;
  const { question } = facts;
  return (
    <section class="ballot" aria-label={say('class.vote.of', { exercise: `${exercise.number} ${exercise.title}` })}>
      <h2>
        {exercise.number} {exercise.title}
      </h2>
      <div class="brief">
        <Paragraphs text={texts.brief} />
      </div>
      {vote.open ? (
        <BallotForm key={`${vote.id}.${vote.round}`} {...{ vote, question, kind: facts.kind, texts, room, say }} />
      ) : (
        <Closed {...{ vote, question, texts, say }} />
      )}
    </section>
  );
}

interface PartProps {
  readonly vote: VoteView;
  readonly question: Question;
  readonly texts: VoteTexts;
  readonly say: Say;
}

interface BallotFormProps extends PartProps {
  readonly kind: ExerciseKind;
  readonly room: Room;
}

function BallotForm({ vote, question, kind, texts, room, say }: BallotFormProps) {
  const card = useMemo(() => createBallot(question, kind, vote), []);
  const showsProblems = useSignal(false);
  /** chosen, and not heard of by the server yet */
  const unsent = useSignal<Prediction | undefined>(undefined);
  const isSent = vote.mine?.[vote.round - 1] != null;
  async function send(prediction: Prediction): Promise<void> {
    unsent.value = prediction;
    const done = await room.act('PUT', `/votes/${vote.id}/ballot`, { round: vote.round, prediction });
    if (done !== undefined && unsent.value === prediction) unsent.value = undefined;
  }
  const isConnected = room.isConnected.value;
  useEffect(() => {
    if (isConnected && unsent.value !== undefined) void send(unsent.value);
  }, [isConnected]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        showsProblems.value = isUnfinished(question, card);
        if (!showsProblems.value) void send(predictionOf(question, card));
      }}
    >
      {vote.round > 1 && <p>{say('class.vote.secondRound')}</p>}
      <PredictionForm card={card} question={question} texts={texts} showsProblems={showsProblems.value} say={say} />
      <button type="submit" class="button primary">
        {say(isSent ? 'class.vote.change' : 'class.vote.send')}
      </button>
      <p role="status" class="ballot-state">
        {unsent.value !== undefined && !isConnected ? say('class.vote.unsent') : isSent ? say('class.vote.sent') : ''}
      </p>
    </form>
  );
}

function Closed({ vote, question, texts, say }: PartProps) {
  const mine = vote.mine?.[vote.round - 1] ?? undefined;
  if (!vote.published || vote.rounds === undefined) {
    return (
      <>
        <p role="status">{say(vote.round === 1 ? 'class.vote.closedFirst' : 'class.vote.closedLast')}</p>
        {mine !== undefined && (
          <p>
            {say('class.vote.yours')} <ChoiceText question={question} texts={texts} choice={mine} say={say} />
          </p>
        )}
      </>
    );
  }
  return (
    <>
      <VoteHistogram
        question={question}
        texts={texts}
        tally={tallyVote(question, vote.rounds, vote.answer)}
        mine={mine}
        say={say}
      />
      {vote.answer !== undefined && (
        <ul class="vote-why">
          {Object.entries(texts.items).map(([id, text]) => (
            <li key={id}>{inlineText(text)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Begins with what this learner chose in this round, or in the one before. */
function createBallot(question: Question, kind: ExerciseKind, { id, round, mine }: VoteView): PredictionCard {
  const before = mine?.[round - 1] ?? mine?.[round - 2] ?? undefined;
  const prediction = before === undefined ? undefined : parseChoice(before);
  const values = prediction?.kind === 'fields' && question.kind === 'fields' ? prediction.values : {};
  return {
    exercise: { id: `vote-${id}`, kind },
    draft: { ticks: signal(prediction?.kind === 'ticks' ? prediction.items : []), fields: signal(values) },
  };
}

function isUnfinished(question: Question, { draft }: PredictionCard): boolean {
  const isOpen = (field: Field): boolean => fieldProblem(field, draft.fields.value[field.id]) !== undefined;
  return question.kind === 'fields' && question.fields.some(isOpen);
}

function predictionOf(question: Question, { draft }: PredictionCard): Prediction {
  if (question.kind !== 'fields') return { kind: 'ticks', items: draft.ticks.value };
  return { kind: 'fields', values: Object.fromEntries(question.fields.map(({ id }) => [id, draft.fields.value[id] ?? ''])) };
}

/** The vote that a learner's page shows, if any. */
export function currentVote(votes: readonly VoteView[]): VoteView | undefined {
  return votes.findLast(({ open }) => open) ?? votes.at(-1);
}

/** Whether this learner is asked to vote now. */
export function isCalled({ open, mine, round }: VoteView): boolean {
  return open && mine?.[round - 1] == null;
}
