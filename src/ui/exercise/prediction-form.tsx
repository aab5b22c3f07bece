/** Saying what will happen, before it does: what will be run, then boxes to tick or fields to fill in. */
import type { Question } from '../../exercise/index.ts';
import { inlineText } from '../kit/inline-text.tsx';
import type { Say } from '../kit/say.ts';
import { Command } from '../terminal/terminal.tsx';
import type { PredictionCard } from './draft.ts';
import type { ExerciseTexts } from './exercise-texts.ts';
import { FieldsForm } from './fields-form.tsx';

interface PredictionFormProps {
  readonly card: PredictionCard;
  readonly question: Question;
  readonly texts: Pick<ExerciseTexts, 'ask' | 'fields' | 'options'>;
  /** It was handed in with fields that are no prediction yet. */
  readonly showsProblems: boolean;
  readonly say: Say;
}

export function PredictionForm({ card, question, texts, showsProblems, say }: PredictionFormProps) {
  return (
    <>
      <PredictionRun question={question} say={say} />
      {question.kind === 'fields' ? (
        <FieldsForm card={card} fields={question.fields} texts={texts} showsProblems={showsProblems} say={say} />
      ) : (
        <TicksForm card={card} items={question.items} label={texts.ask} />
      )}
    </>
  );
}

export function PredictionRun({ question, say }: { readonly question: Question; readonly say: Say }) {
  if (question.kind === 'which-pass' || question.run.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: what is read, not fields; and a section would be one landmark more of the same name
    <div role="group" class="will-run" aria-label={say('exercise.prediction.run')}>
      <h4>{say('exercise.prediction.run')}</h4>
      <div class="printed">
        {question.run.map((line, index) => (
          <Command key={index} line={line} />
        ))}
      </div>
    </div>
  );
}

interface TicksFormProps {
  readonly card: PredictionCard;
  readonly items: readonly { readonly id: string; readonly line: string }[];
  readonly label: string;
}

function TicksForm({ card, items, label }: TicksFormProps) {
  const { ticks } = card.draft;
  return (
    <fieldset class="prediction">
      <legend>{inlineText(label)}</legend>
      {items.map(({ id, line }) => (
        <label key={id} class="check">
          <input
            type="checkbox"
            name={card.exercise.id}
            value={id}
            checked={ticks.value.includes(id)}
            onChange={(event) => {
              const others = ticks.value.filter((item) => item !== id);
              ticks.value = event.currentTarget.checked ? [...others, id] : others;
            }}
          />
          <code>{line}</code>
        </label>
      ))}
    </fieldset>
  );
}
