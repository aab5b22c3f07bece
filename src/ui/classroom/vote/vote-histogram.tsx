/** What was voted, by round, side by side: a table whose numbers say all and whose bars show it. */
import type { ComponentChildren } from 'preact';
import type { Question } from '../../../exercise/index.ts';
import { wordsFor } from '../../exercise/prediction-words.tsx';
import { Icon } from '../../kit/icon.tsx';
import type { Say } from '../../kit/say.ts';
import type { VoteTexts } from '../class-data.ts';
import { parseChoice, type Tally, type TallyRow } from './tally.ts';

interface VoteHistogramProps {
  readonly question: Question;
  readonly texts: VoteTexts;
  readonly tally: Tally;
  /** the learner's own choice in the last round */
  readonly mine?: string | undefined;
  /** what is to be said of a row, by its key */
  readonly notes?: ReadonlyMap<string, ComponentChildren> | undefined;
  readonly say: Say;
}

export function VoteHistogram({ question, texts, tally, mine, notes, say }: VoteHistogramProps) {
  if (tally.totals.every((total) => total === 0)) return <p class="empty">{say('class.vote.noVotes')}</p>;
  return (
    <table class="vote-table">
      <caption class="said">{say('class.vote.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{say(question.kind === 'fields' ? 'class.vote.answer' : 'class.vote.ticked')}</th>
          {tally.totals.map((total, index) => (
            <th key={index} scope="col">
              {say('class.vote.roundOf', { round: index + 1, count: total })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {tally.rows.map((row) => (
          <Row key={row.key} {...{ row, question, texts, tally, mine, notes, say }} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, question, texts, tally, mine, notes, say }: VoteHistogramProps & { readonly row: TallyRow }) {
  const note = notes?.get(row.key);
  const isMine = row.kind === 'item' ? ticksOf(mine).includes(row.key) : row.key === mine;
  return (
    <tr class={row.isRight === true ? 'is-right' : undefined}>
      <th scope="row">
        {row.kind === 'others' ? (
          say('class.vote.others')
        ) : (
          <ChoiceText {...{ question, texts, say }} choice={row.key} kind={row.kind} />
        )}
        {row.isRight === true && (
          <span class="vote-mark right">
            <Icon name="met" /> {say('class.vote.right')}
          </span>
        )}
        {isMine && <span class="vote-mark">{say('class.vote.mine')}</span>}
        {note !== undefined && <p class="vote-note">{note}</p>}
      </th>
      {row.counts.map((count, index) => (
        <td key={index}>
          <span class="vote-count">{count}</span>
          <Bar share={count / Math.max(1, tally.totals[index] ?? 0)} />
        </td>
      ))}
    </tr>
  );
}

export function Bar({ share }: { readonly share: number }) {
  return (
    <svg class="vote-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="vote-rest" width="100" height="8" />
      <rect width={Math.round(share * 1000) / 10} height="8" />
    </svg>
  );
}

function ticksOf(choice: string | undefined): readonly string[] {
  const prediction = choice === undefined ? undefined : parseChoice(choice);
  return prediction?.kind === 'ticks' ? prediction.items : [];
}

interface ChoiceTextProps {
  readonly question: Question;
  readonly texts: VoteTexts;
  readonly choice: string;
  readonly kind?: 'choice' | 'item';
  readonly say: Say;
}

/** A prediction in the reader's words; of one item, its line. */
export function ChoiceText({ question, texts, choice, kind = 'choice', say }: ChoiceTextProps) {
  const words = wordsFor(question, texts, say);
  if (kind === 'item') return <>{words.name(choice)}</>;
  const prediction = parseChoice(choice);
  if (question.kind !== 'fields') {
    const ticks = prediction?.kind === 'ticks' ? prediction.items : [];
    if (ticks.length === 0) return <>{say('class.vote.nothing')}</>;
    return (
      <>
        {ticks.map((id) => (
          <span key={id} class="vote-part">
            {words.name(id)}
          </span>
        ))}
      </>
    );
  }
  const values = prediction?.kind === 'fields' ? prediction.values : {};
  return (
    <>
      {question.fields.map(({ id }) => {
        const value = values[id] ?? '';
        const shown = value === '' ? '—' : words.typed(id, localDecimal(value, say));
        return (
          <span key={id} class="vote-part">
            {question.fields.length > 1 && (
              <span class="vote-field">
                {words.name(id)}
                {words.plainName(id).endsWith('?') ? ' ' : ': '}
              </span>
            )}
            <strong>{shown}</strong>
          </span>
        );
      })}
    </>
  );
}

/** Ballots are counted with a point, whoever typed a comma. */
function localDecimal(value: string, say: Say): string {
  return say.locale === 'pt-BR' ? value.replace(/^(\d+)\.(\d+)/, '$1,$2') : value;
}
