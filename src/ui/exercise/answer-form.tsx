/** The place for the answer, by the exercise's kind. */
import type { Say } from '../kit/say.ts';
import type { ExerciseData } from '../wake/lesson-data.ts';
import { buildFailures } from './build-failures.ts';
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
  const entries = card.session.entries.value;
  const hasVerdict = card.verdict.value !== undefined;
  const ofLines = hasVerdict ? failedLines(card.draft.code.value, entries) : [];
  const markers = ofLines.map(({ line, status, said }) => ({
    line,
    message: said ?? say('terminal.status', { status: String(status) }),
  }));
  const markersOf = (path: string) => (hasVerdict ? buildFailures(path, card.draft.files.get(path)?.value ?? '', entries) : []);
  return (
    <Workbench
      card={card}
      label={texts.ask}
      startHtml={startHtml}
      filesHtml={filesHtml}
      markers={markers}
      markersOf={markersOf}
      onSubmit={onSubmit}
      say={say}
    />
  );
}
