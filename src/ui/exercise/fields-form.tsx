/** One value per question: a number (with a point or a comma), a text, or a choice. */
import type { Field } from '../../exercise/index.ts';
import { inlineText } from '../kit/inline-text.tsx';
import type { Say } from '../kit/say.ts';
import type { PredictionCard } from './draft.ts';
import type { ExerciseTexts } from './exercise-texts.ts';
import { fieldProblem, unitOf } from './field-problem.ts';
import { areaOf } from './prediction-area.ts';

interface FieldsFormProps {
  readonly card: PredictionCard;
  readonly fields: readonly Field[];
  readonly texts: Pick<ExerciseTexts, 'ask' | 'fields' | 'options'>;
  readonly showsProblems: boolean;
  readonly say: Say;
}

export function FieldsForm({ card, fields, texts, showsProblems, say }: FieldsFormProps) {
  return (
    <fieldset class="prediction">
      <legend>{inlineText(texts.ask)}</legend>
      {fields.map((field) => (
        <FieldRow key={field.id} card={card} field={field} texts={texts} showsProblem={showsProblems} say={say} />
      ))}
    </fieldset>
  );
}

interface FieldRowProps extends Pick<FieldsFormProps, 'card' | 'texts' | 'say'> {
  readonly field: Field;
  readonly showsProblem: boolean;
}

function FieldRow({ card, field, texts, showsProblem, say }: FieldRowProps) {
  const { values, set } = valuesOf(card);
  const value = values[field.id] ?? '';
  const id = `field-${card.exercise.id}-${field.id}`;
  const problem = showsProblem ? fieldProblem(field, value) : undefined;
  const described = {
    id,
    'aria-invalid': problem !== undefined,
    ...(problem === undefined ? {} : { 'aria-describedby': `${id}-problem` }),
  };
  const unit = unitOf(field);
  return (
    <div class="answer-field">
      <label for={id}>{inlineText(texts.fields[field.id] ?? field.id)}</label>
      <span class="answer-input">
        {field.input.kind === 'choice' ? (
          <select {...described} data-field={field.id} value={value} onChange={(event) => set(field.id, event.currentTarget.value)}>
            <option value="">{say('exercise.prediction.choose')}</option>
            {field.input.options.map((option) => (
              <option key={option} value={option}>
                {optionText(texts, field, option)}
              </option>
            ))}
          </select>
        ) : (
          <input
            {...described}
            class={field.input.kind}
            data-field={field.id}
            type="text"
            inputMode={field.input.kind === 'number' ? 'decimal' : 'text'}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            value={value}
            onInput={(event) => set(field.id, event.currentTarget.value)}
          />
        )}
        {unit !== undefined && <span class="unit">{unit}</span>}
      </span>
      {problem !== undefined && (
        <p class="field-problem" id={`${id}-problem`}>
          {say(problem === 'empty' ? `${areaOf(card.exercise.kind)}.empty` : `exercise.prediction.${problem}`)}
        </p>
      )}
    </div>
  );
}

function valuesOf({ draft }: PredictionCard) {
  return {
    values: draft.fields.value,
    set(id: string, value: string): void {
      draft.fields.value = { ...draft.fields.peek(), [id]: value };
    },
  };
}

/** A select cannot hold marks: code in an option's text is shown as plain letters. */
export function optionText(texts: Pick<ExerciseTexts, 'options'>, { id }: Field, option: string): string {
  return (texts.options[`${id}.${option}`] ?? option).replaceAll('`', '');
}
