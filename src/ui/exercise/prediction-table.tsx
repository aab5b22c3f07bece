/** What was foretold beside what happened, one row per item or question, and the real words of the machine. */
import type { ExerciseKind, ItemVerdict, Question } from '../../exercise/index.ts';
import { inlineText } from '../kit/inline-text.tsx';
import { Listing } from '../kit/listing.tsx';
import type { Say } from '../kit/say.ts';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import { OutputRows } from '../terminal/terminal.tsx';
import type { CardModel } from './card.model.ts';
import type { ExerciseTexts } from './exercise-texts.ts';
import { areaOf } from './prediction-area.ts';
import { formatComparison } from './prediction-diff.ts';
import { wordsFor } from './prediction-words.tsx';

/** What is used of a card, so that a prediction can be shown where nobody answers. */
export type JudgedCard = Pick<CardModel, 'verdict' | 'judgedDraft' | 'draft' | 'session'>;

export interface PredictionTableProps {
  readonly card: JudgedCard;
  readonly kind: ExerciseKind;
  readonly question: Question;
  readonly texts: ExerciseTexts;
  readonly say: Say;
}

export function PredictionTable({ card, kind, question, texts, say }: PredictionTableProps) {
  const items = card.verdict.value?.items ?? [];
  if (items.length === 0) return null;
  const words = wordsFor(question, texts, say);
  const area = areaOf(kind);
  const draft = card.judgedDraft.value ?? card.draft.content.value;
  const foretold = (id: string) =>
    question.kind === 'fields' ? words.typed(id, draft.fields[id] ?? '') : words.truth(id, draft.ticks.includes(id));
  const compared = items.map(({ id, met, truth }) => ({
    what: words.plainName(id),
    foretold: foretold(id),
    happened: words.truth(id, truth),
    met,
  }));
  return (
    <>
      <ScrollRegion label={say(`${area}.caption`)}>
        <table class="foretold">
          <caption>{say(`${area}.caption`)}</caption>
          <thead>
            <tr>
              <th scope="col">{words.heading}</th>
              <th scope="col">{say(`${area}.foretold`)}</th>
              <th scope="col">{say(`${area}.happened`)}</th>
            </tr>
          </thead>
          {items.map((item) => (
            <tbody key={item.id} class={item.met ? 'right' : 'wrong'}>
              <tr>
                <th scope="row">{words.name(item.id)}</th>
                <td data-label={say(`${area}.foretold`)}>
                  <span class="told">
                    <Sign of={item.met ? '=' : '\u2212'} />
                    {item.met ? foretold(item.id) : <del>{foretold(item.id)}</del>}
                  </span>
                </td>
                <td data-label={say(`${area}.happened`)}>
                  <span class="outcome">
                    <Sign of={item.met ? '=' : '+'} />
                    <span class="said">{say(`${area}.${item.met ? 'right' : 'wrong'}`)}: </span>
                    {words.truth(item.id, item.truth)}
                  </span>
                </td>
              </tr>
              <Explanation item={item} hasOutput={question.kind === 'which-pass'} text={texts.items[item.id]} card={card} />
            </tbody>
          ))}
        </table>
      </ScrollRegion>
      <details class="twin-box comparison">
        <summary>{say('exercise.prediction.asText')}</summary>
        <Listing label={say(`${area}.caption`)} text={formatComparison(compared)} />
      </details>
      {question.kind !== 'which-pass' && items[0] !== undefined && (
        <details class="twin-box one-run">
          <summary>{say('exercise.prediction.output')}</summary>
          <Printed item={items[0]} card={card} />
        </details>
      )}
    </>
  );
}

/** As in a difference between two texts: `=` came true, `−` was foretold, `+` is what happened. The words are there without it. */
function Sign({ of }: { readonly of: string }) {
  return (
    <span class="sign" aria-hidden="true">
      {of}
    </span>
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
