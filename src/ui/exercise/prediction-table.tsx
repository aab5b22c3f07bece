/** What was foretold beside what happened, one row per item or question, and the real words of the machine. */
import type { ItemVerdict, Question } from '../../exercise/index.ts';
import { Icon } from '../kit/icon.tsx';
import { inlineText } from '../kit/inline-text.tsx';
import type { Say } from '../kit/say.ts';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import { OutputRows } from '../terminal/terminal.tsx';
import type { CardModel } from './card.model.ts';
import type { ExerciseTexts } from './exercise-texts.ts';
import { wordsFor } from './prediction-words.tsx';

/** What is used of a card, so that a prediction can be shown where nobody answers. */
export type JudgedCard = Pick<CardModel, 'verdict' | 'judgedDraft' | 'draft' | 'session'>;

interface PredictionTableProps {
  readonly card: JudgedCard;
  readonly question: Question;
  readonly texts: ExerciseTexts;
  readonly say: Say;
}

export function PredictionTable({ card, question, texts, say }: PredictionTableProps) {
  const items = card.verdict.value?.items ?? [];
  if (items.length === 0) return null;
  const words = wordsFor(question, texts, say);
  const draft = card.judgedDraft.value ?? card.draft.content.value;
  const foretold = (id: string) =>
    question.kind === 'fields' ? words.typed(id, draft.fields[id] ?? '') : words.truth(id, draft.ticks.includes(id));
  return (
    <>
      <ScrollRegion label={say('exercise.prediction.caption')}>
        <table class="foretold">
          <caption>{say('exercise.prediction.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{words.heading}</th>
              <th scope="col">{say('exercise.prediction.foretold')}</th>
              <th scope="col">{say('exercise.prediction.happened')}</th>
            </tr>
          </thead>
          {items.map((item) => (
            <tbody key={item.id} class={item.met ? 'right' : 'wrong'}>
              <tr>
                <th scope="row">{words.name(item.id)}</th>
                <td>{foretold(item.id)}</td>
                <td>
                  <span class="outcome">
                    <Icon name={item.met ? 'met' : 'unmet'} />
                    <span class="said">{say(item.met ? 'exercise.prediction.right' : 'exercise.prediction.wrong')}: </span>
                    {words.truth(item.id, item.truth)}
                  </span>
                </td>
              </tr>
              <Explanation item={item} hasOutput={question.kind === 'which-pass'} text={texts.items[item.id]} card={card} />
            </tbody>
          ))}
        </table>
      </ScrollRegion>
      {question.kind !== 'which-pass' && items[0] !== undefined && (
        <details class="twin-box one-run">
          <summary>{say('exercise.prediction.output')}</summary>
          <Printed item={items[0]} card={card} />
        </details>
      )}
    </>
  );
}

interface ExplanationProps {
  readonly item: ItemVerdict;
  /** the item was run by itself */
  readonly hasOutput: boolean;
  readonly text: string | undefined;
  readonly card: JudgedCard;
}

function Explanation({ item, hasOutput, text, card }: ExplanationProps) {
  if (!hasOutput && text === undefined) return null;
  return (
    <tr class="output">
      <td colSpan={3}>
        {hasOutput && <Printed item={item} card={card} />}
        {text !== undefined && <p>{inlineText(text)}</p>}
      </td>
    </tr>
  );
}

function Printed({ item, card }: Pick<ExplanationProps, 'item' | 'card'>) {
  const { view, names } = card.session.snapshot.value;
  const known = { names, containerIds: view.containers.map(({ id }) => id) };
  return (
    <div class="printed">
      <OutputRows rows={rowsOf(item.output, item.status)} known={known} />
    </div>
  );
}

function rowsOf(output: string, status: number) {
  return output
    .replace(/\n$/, '')
    .split('\n')
    .map((text) => ({ fd: status === 0 ? (1 as const) : (2 as const), text }));
}
