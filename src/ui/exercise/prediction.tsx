/** Saying what will happen, before it does: boxes to tick or fields to fill in, then what was foretold beside what happened. */
import type { Question } from '../../exercise/index.ts';
import { Icon } from '../kit/icon.tsx';
import { inlineText } from '../kit/inline-text.tsx';
import type { Say } from '../kit/say.ts';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import { OutputRows } from '../terminal/terminal.tsx';
import type { CardModel } from './card.model.ts';
import type { ExerciseTexts } from './exercise-texts.ts';

interface PredictionProps {
  readonly card: CardModel;
  readonly question: Question;
  readonly texts: ExerciseTexts;
  readonly say: Say;
}

export function PredictionForm({ card, question, texts, say }: PredictionProps) {
  const name = card.exercise.id;
  if (question.kind === 'fields') return <FieldsForm card={card} question={question} texts={texts} say={say} />;
  return (
    <fieldset class="prediction">
      <legend>{inlineText(texts.ask)}</legend>
      {question.items.map(({ id, line }) => (
        <label key={id} class="check">
          <input
            type="checkbox"
            name={name}
            value={id}
            checked={card.ticks.value.includes(id)}
            onChange={(event) => {
              const others = card.ticks.value.filter((item) => item !== id);
              card.ticks.value = event.currentTarget.checked ? [...others, id] : others;
            }}
          />
          <code>{line}</code>
        </label>
      ))}
    </fieldset>
  );
}

function FieldsForm({
  card,
  question,
  texts,
}: Omit<PredictionProps, 'question'> & { readonly question: Extract<Question, { kind: 'fields' }> }) {
  const set = (id: string, value: string): void => {
    card.fields.value = { ...card.fields.value, [id]: value };
  };
  return (
    <fieldset class="prediction">
      <legend>{inlineText(texts.ask)}</legend>
      {question.fields.map(({ id, input }) => (
        <div key={id} class="field">
          <label for={`field-${id}`}>{inlineText(texts.fields[id] ?? id)}</label>
          {input.kind === 'choice' ? (
            <select id={`field-${id}`} value={card.fields.value[id] ?? ''} onChange={(event) => set(id, event.currentTarget.value)}>
              <option value="" />
              {input.options.map((option) => (
                <option key={option}>{option}</option>
              ))}
            </select>
          ) : (
            <input
              id={`field-${id}`}
              type="text"
              inputMode={input.kind === 'number' ? 'decimal' : 'text'}
              value={card.fields.value[id] ?? ''}
              onInput={(event) => set(id, event.currentTarget.value)}
            />
          )}
        </div>
      ))}
    </fieldset>
  );
}

/** One row per item: foretold, what happened, and the real words of the machine. */
export function PredictionTable({ card, question, texts, say }: PredictionProps) {
  const items = card.verdict.value?.items ?? [];
  if (items.length === 0) return null;
  const { view, names } = card.session.snapshot.value;
  const known = { names, containerIds: view.containers.map(({ id }) => id) };
  const lineOf = (id: string): string =>
    question.kind === 'fields' ? id : (question.items.find((item) => item.id === id)?.line ?? id);
  const wordOf = (value: boolean | number | string): string =>
    typeof value === 'boolean' ? say(value ? 'exercise.prediction.yes' : 'exercise.prediction.no') : String(value);
  const foretold = (id: string): string =>
    question.kind === 'fields' ? (card.fields.value[id] ?? '') : wordOf(card.ticks.value.includes(id));
  return (
    <ScrollRegion label={say('exercise.prediction.caption')}>
      <table class="foretold">
        <caption>{say('exercise.prediction.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('exercise.prediction.command')}</th>
            <th scope="col">{say('exercise.prediction.foretold')}</th>
            <th scope="col">{say('exercise.prediction.happened')}</th>
          </tr>
        </thead>
        {items.map((item) => (
          <tbody key={item.id} class={item.met ? 'right' : 'wrong'}>
            <tr>
              <th scope="row">
                {question.kind === 'fields' ? inlineText(texts.fields[item.id] ?? item.id) : <code>{lineOf(item.id)}</code>}
              </th>
              <td>{foretold(item.id)}</td>
              <td>
                <span class="outcome">
                  <Icon name={item.met ? 'met' : 'unmet'} />
                  <span class="said">{say(item.met ? 'exercise.prediction.right' : 'exercise.prediction.wrong')}: </span>
                  {wordOf(item.truth)}
                </span>
              </td>
            </tr>
            <tr class="output">
              <td colSpan={3}>
                <div class="printed">
                  <OutputRows rows={rowsOf(item.output, item.status)} known={known} />
                </div>
                {texts.items[item.id] !== undefined && <p>{inlineText(texts.items[item.id] ?? '')}</p>}
              </td>
            </tr>
          </tbody>
        ))}
      </table>
    </ScrollRegion>
  );
}

function rowsOf(output: string, status: number) {
  return output
    .replace(/\n$/, '')
    .split('\n')
    .map((text) => ({ fd: status === 0 ? (1 as const) : (2 as const), text }));
}
