/** How items, predictions and truths are put into words. */
import type { Field, ItemVerdict, Question } from '../../exercise/index.ts';
import { formatNumber } from '../../i18n/format-number.ts';
import { inlineText } from '../kit/inline-text.tsx';
import type { Say } from '../kit/say.ts';
import type { ExerciseTexts } from './exercise-texts.ts';
import { unitOf } from './field-problem.ts';
import { optionText } from './fields-form.tsx';

export type PredictionTexts = Pick<ExerciseTexts, 'fields' | 'options'>;

export function wordsFor(question: Question, texts: PredictionTexts, say: Say) {
  if (question.kind !== 'fields') {
    const lineOf = (id: string): string => question.items.find((item) => item.id === id)?.line ?? id;
    const [yes, no] = question.kind === 'which-pass' ? ['yes', 'no'] : ['printed', 'notPrinted'];
    return {
      heading: say(question.kind === 'which-pass' ? 'exercise.prediction.command' : 'exercise.prediction.line'),
      plainName: lineOf,
      name: (id: string) => <code>{lineOf(id)}</code>,
      typed: (_: string, text: string) => text,
      truth: (_: string, value: ItemVerdict['truth']) => say(`exercise.prediction.${value === true ? yes : no}`),
    };
  }
  const fieldOf = (id: string): Field | undefined => question.fields.find((field) => field.id === id);
  const show = (id: string, text: string): string => {
    const field = fieldOf(id);
    if (field === undefined || text === '') return text;
    if (field.input.kind === 'choice') return optionText(texts, field, text);
    const unit = unitOf(field);
    return unit === undefined || text.endsWith('B') ? text : `${text}\u00a0${unit}`;
  };
  return {
    heading: say('exercise.prediction.question'),
    plainName: (id: string) => (texts.fields[id] ?? id).replaceAll('`', ''),
    name: (id: string) => inlineText(texts.fields[id] ?? id),
    typed: show,
    truth: (id: string, value: ItemVerdict['truth']) =>
      show(id, typeof value === 'number' ? formatNumber(say.locale, asDockerShows(value, fieldOf(id))) : String(value)),
  };
}

/** Lists show sizes with three digits, `docker system df` the sum of all layers with four; counts have fewer anyway. */
function asDockerShows(value: number, field: Field | undefined): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(field?.measure.kind === 'disk' ? 4 : 3));
}
