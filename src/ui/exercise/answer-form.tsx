/** The place for the answer, by the exercise's kind. */
import type { Say } from '../kit/say.ts';
import type { ExerciseData } from '../wake/lesson-data.ts';
import type { CardModel } from './card.model.ts';
import { failedLines } from './failed-lines.ts';
import { OrderForm } from './order-form.tsx';
import { PredictionForm } from './prediction-form.tsx';
import { Workbench } from './workbench.tsx';

interface AnswerFormProps {
  readonly card: CardModel;
  readonly data: Pick<ExerciseData, 'texts' | 'startHtml' | 'filesHtml'>;
  readonly showsProblems: boolean;
  readonly onSubmit: () => void;
  readonly say: Say;
}

export function AnswerForm({ card, data, showsProblems, onSubmit, say }: AnswerFormProps) {
  const { exercise } = card;
  const { texts, startHtml, filesHtml } = data;
  if ('question' in exercise) {
    return <PredictionForm card={card} question={exercise.question} texts={texts} showsProblems={showsProblems} say={say} />;
  }
  if (exercise.kind === 'order') return <OrderForm card={card} exercise={exercise} label={texts.ask} say={say} />;
  const failed = card.verdict.value === undefined ? [] : failedLines(card.draft.code.value, card.session.entries.value);
  const markers = failed.map(({ line, status }) => ({ line, message: say('terminal.status', { status: String(status) }) }));
  return (
    <Workbench
      card={card}
      label={texts.ask}
      startHtml={startHtml}
      filesHtml={filesHtml}
      markers={markers}
      onSubmit={onSubmit}
      say={say}
    />
  );
}
