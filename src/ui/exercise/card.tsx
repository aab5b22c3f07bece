/** The part of an exercise card that answers: goals, the answer's place, the buttons, hints and what a check said. */
import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Lazy } from '../kit/lazy.tsx';
import type { Say } from '../kit/say.ts';
import type { ExerciseData } from '../wake/lesson-data.ts';
import { AnswerForm } from './answer-form.tsx';
import { Budget } from './budget.tsx';
import type { CardModel } from './card.model.ts';
import { CardBar } from './card-bar.tsx';
import { Feedback, type Next } from './feedback.tsx';
import { fieldProblem } from './field-problem.ts';
import { GoalList } from './goal-list.tsx';
import { Hints } from './hints.tsx';
import type { PredictionTableProps } from './prediction-table.tsx';
import { Solutions } from './solutions.tsx';
import { StartFiles } from './start-files.tsx';
import { Versions } from './versions.tsx';

export interface CardProps {
  readonly card: CardModel;
  readonly data: Pick<ExerciseData, 'texts' | 'limits' | 'startHtml' | 'filesHtml'>;
  readonly next: Next | undefined;
  readonly say: Say;
  /** what compares a prediction with what happened; fetched when there is something to compare */
  readonly Comparison?: ComponentType<PredictionTableProps>;
}

const loadComparison = () => import('./prediction-table.tsx').then(({ PredictionTable }) => PredictionTable);

function LazyComparison(props: PredictionTableProps) {
  if ((props.card.verdict.value?.items ?? []).length === 0) return null;
  return <Lazy load={loadComparison} props={props} failed={props.say('machine.panelFailed')} />;
}

export function Card({ card, data, next, say, Comparison = LazyComparison }: CardProps) {
  const { exercise } = card;
  const { texts } = data;
  const form = useRef<HTMLFormElement>(null);
  const showsProblems = useSignal(false);
  const question = 'question' in exercise ? exercise.question : undefined;
  const verdict = card.verdict.value;

  /** A prediction with a gap is none: nothing runs, and the first gap gets the focus. */
  function isComplete(): boolean {
    if (question?.kind !== 'fields') return true;
    const values = card.draft.fields.peek();
    const gap = question.fields.find((field) => fieldProblem(field, values[field.id]) !== undefined);
    showsProblems.value = gap !== undefined;
    if (gap !== undefined) form.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(gap.id)}"]`)?.focus();
    return gap === undefined;
  }
  /** Not where the goals are reached in the terminal: the page stays where it is under whoever types there. */
  const isAsked = useRef(false);
  const check = (): void => {
    if (card.isChecking.peek() || !isComplete()) return;
    isAsked.current = true;
    void card.check();
  };

  const isChecking = card.isChecking.value;
  const hintsShown = card.hintsShown.value;
  const hintsSeen = useRef(hintsShown);
  useLayoutEffect(() => {
    const shown = form.current?.querySelectorAll('.hint')[hintsShown - 1];
    if (hintsShown > hintsSeen.current) {
      bringIntoView(shown);
      // the button went with the last one, and the focus with it
      if (hintsShown === texts.hints.length) shown?.querySelector('summary')?.focus({ preventScroll: true });
    }
    hintsSeen.current = hintsShown;
  }, [hintsShown]);
  useLayoutEffect(() => {
    if (isChecking || !isAsked.current) return;
    isAsked.current = false;
    bringIntoView(form.current?.querySelector('.feedback'));
  }, [isChecking]);

  return (
    <form
      class="card-body"
      ref={form}
      onFocusCapture={() => void card.session.open()}
      onSubmit={(event) => {
        event.preventDefault();
        check();
      }}
    >
      {question === undefined && <GoalList goals={card.goals.value} texts={texts.goals} say={say} />}
      <Budget limits={data.limits} usage={card.session.snapshot.value.usage} say={say} />
      <StartFiles exercise={exercise} say={say} />
      <AnswerForm card={card} data={data} showsProblems={showsProblems.value} onSubmit={check} say={say} />
      <CardBar
        card={card}
        hintCount={texts.hints.length}
        onReset={() => {
          showsProblems.value = false;
          void card.reset();
        }}
        say={say}
      />
      <Versions model={card.versions} say={say} />
      <Hints hints={texts.hints} shown={card.hintsShown.value} say={say} />
      <Feedback
        isLost={card.isLost.value}
        isEmpty={question === undefined && card.session.entries.value.every(({ step }) => step === undefined)}
        verdict={verdict}
        hasBonus={card.hasBonus.value}
        texts={texts}
        say={say}
        next={next}
        onGoBack={(line) => void card.goBackTo(line)}
      />
      {question !== undefined && <Comparison card={card} kind={exercise.kind} question={question} texts={texts} say={say} />}
      <Solutions model={card.solutions} say={say} />
    </form>
  );
}

/** Whoever pressed a button at the foot of a phone's screen would see nothing happen: what was said stands below it. */
function bringIntoView(said: Element | null | undefined): void {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  said?.scrollIntoView({ block: 'nearest', behavior: isStill ? 'instant' : 'smooth' });
}
