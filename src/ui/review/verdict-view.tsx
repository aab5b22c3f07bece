/** What the check said of an answer, in the instructor's language, and what was written. */

import { signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Grade } from '../../server/domain/class-event.ts';
import { answerText } from '../classroom/answer-text.ts';
import { createDraft, type DraftContent } from '../exercise/draft.ts';
import type { ExerciseTexts } from '../exercise/exercise-texts.ts';
import { Feedback } from '../exercise/feedback.tsx';
import { PredictionTable } from '../exercise/prediction-table.tsx';
import { Icon } from '../kit/icon.tsx';
import { InlineText } from '../kit/inline-text.tsx';
import type { Say } from '../kit/say.ts';
import type { Replayed } from './replay.model.ts';
import type { ReviewPlace } from './review.model.ts';

interface VerdictViewProps {
  readonly replayed: Replayed;
  readonly place: ReviewPlace;
  readonly texts: ExerciseTexts;
  readonly say: Say;
}

export function VerdictView({ replayed, place: { exercise }, texts, say }: VerdictViewProps) {
  const { attempt, result, session } = replayed;
  const verdict = result.kind === 'done' ? result.verdict : undefined;
  const goals = verdict?.goals ?? [];
  const note = noteOf(attempt.grade, verdict?.kind);
  return (
    <>
      {result.kind === 'playing' && <p role="status">{say('review.playing')}</p>}
      {(result.kind === 'stopped' || result.kind === 'misfit') && <p role="alert">{say(`grade.state.${result.kind}`)}</p>}
      <Feedback verdict={verdict} texts={texts} say={say} next={undefined} onGoBack={(line) => void session.goto(line - 1)} />
      {attempt.content !== exercise.content && <p class="note">{say('review.outdated')}</p>}
      {note !== undefined && <p class="note">{say(note)}</p>}
      {goals.length > 0 && (
        <ul class="review-goals" aria-label={say('review.goals')}>
          {goals.map(({ id, met }) => (
            <li key={id} class={met ? 'met' : 'unmet'}>
              <Icon name={met ? 'met' : 'unmet'} />
              <span class="said">{say(met ? 'review.met' : 'review.unmet')}: </span>
              <span>
                <InlineText text={texts.goals[id] ?? id} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <Foretold replayed={replayed} texts={texts} say={say} />
      {!('lines' in attempt.answer) && !('prediction' in attempt.answer) && (
        <details class="twin-box" open>
          <summary>{say('review.written')}</summary>
          <pre class="printed">{answerText(attempt.answer, exercise.facts)}</pre>
        </details>
      )}
      {'lines' in attempt.answer && attempt.answer.files !== undefined && Object.keys(attempt.answer.files).length > 0 && (
        <details class="twin-box">
          <summary>{say('review.written')}</summary>
          <pre class="printed">{answerText(attempt.answer, exercise.facts)}</pre>
        </details>
      )}
    </>
  );
}

/** Where the server's verdict, which counts, is none yet or another one than this browser's. */
function noteOf(grade: Grade | null | undefined, kind: string | undefined): string | undefined {
  if (grade === undefined || kind === undefined) return undefined;
  if (grade === null) return 'review.ungraded';
  if (grade.kind === 'content-unknown') return 'review.contentUnknown';
  return grade.kind === kind ? undefined : 'review.otherwise';
}

/** Of a prediction: what was foretold beside what happened. */
function Foretold({ replayed: { attempt, exercise, result, session }, texts, say }: Omit<VerdictViewProps, 'place'>) {
  const { answer } = attempt;
  const card = useMemo(() => {
    if (!('question' in exercise) || !('prediction' in answer) || result.kind !== 'done') return undefined;
    const { prediction } = answer;
    const given = createDraft(exercise).given;
    const content: DraftContent =
      prediction.kind === 'fields' ? { ...given, fields: prediction.values } : { ...given, ticks: prediction.items };
    return {
      kind: exercise.kind,
      question: exercise.question,
      card: { verdict: signal(result.verdict), judgedDraft: signal(content), draft: createDraft(exercise, content), session },
    };
  }, [answer, exercise, result]);
  return card === undefined ? null : <PredictionTable {...card} texts={texts} say={say} />;
}
