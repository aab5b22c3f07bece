/** The ballots of a vote as rows to show, with what each round says of each. */
import { foretells, type Prediction, type Question } from '../../../exercise/index.ts';
import type { Histogram, VoteAnswer } from '../../../server/domain/class-event.ts';

export interface Tally {
  /** most chosen in the last round first; of ticks, in the order of the question */
  readonly rows: readonly TallyRow[];
  /** ballots by round */
  readonly totals: readonly number[];
  /** ballots by round that are wholly right; absent while nobody says what is right */
  readonly right?: readonly number[];
}

export interface TallyRow {
  /** a choice, an item's id, or `others` */
  readonly key: string;
  readonly kind: 'choice' | 'item' | 'others';
  /** by round */
  readonly counts: readonly number[];
  readonly isRight?: boolean;
}

/** Of predictions that were written, as many as a wall has room for; a hostile learner can make no more rows than this. */
const MOST_ROWS = 7;

/** What `choiceOf` of the server wrote; undefined where it is something else. */
export function parseChoice(choice: string): Prediction | undefined {
  let value: unknown;
  try {
    value = JSON.parse(choice);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if ('items' in value && Array.isArray(value.items)) return { kind: 'ticks', items: value.items.map(String) };
  if (!('values' in value) || typeof value.values !== 'object' || value.values === null) return undefined;
  return { kind: 'fields', values: Object.fromEntries(Object.entries(value.values).map(([id, text]) => [id, String(text)])) };
}

export function isRightChoice(choice: string, answer: VoteAnswer): boolean {
  const prediction = parseChoice(choice);
  return prediction !== undefined && Object.entries(answer).every(([id, truth]) => foretells(prediction, id, truth));
}

export function tallyVote(question: Question, rounds: readonly Histogram[], answer?: VoteAnswer): Tally {
  const totals = rounds.map((round) => sum(round.map(({ count }) => count)));
  return {
    rows: question.kind === 'fields' ? rowsOfChoices(rounds, answer) : rowsOfItems(question.items, rounds, answer),
    totals,
    ...(answer === undefined
      ? {}
      : { right: rounds.map((round) => sum(round.map(({ choice, count }) => (isRightChoice(choice, answer) ? count : 0)))) }),
  };
}

function rowsOfChoices(rounds: readonly Histogram[], answer: VoteAnswer | undefined): TallyRow[] {
  const choices = [...new Set(rounds.toReversed().flatMap((round) => round.map(({ choice }) => choice)))];
  const rows = choices.map((choice): TallyRow => {
    const counts = rounds.map((round) => round.find((one) => one.choice === choice)?.count ?? 0);
    return { key: choice, kind: 'choice', counts, ...(answer === undefined ? {} : { isRight: isRightChoice(choice, answer) }) };
  });
  const last = (row: TallyRow): number => row.counts.at(-1) ?? 0;
  rows.sort((a, b) => last(b) - last(a) || sum(b.counts) - sum(a.counts));
  const shown = rows.filter((row, index) => index < MOST_ROWS || row.isRight === true);
  const rest = rows.filter((row) => !shown.includes(row));
  if (rest.length === 0) return shown;
  const counts = rounds.map((_, round) => sum(rest.map((row) => row.counts[round] ?? 0)));
  return [...shown, { key: 'others', kind: 'others', counts, ...(answer === undefined ? {} : { isRight: false }) }];
}

/** How many ticked each item. */
function rowsOfItems(items: readonly { readonly id: string }[], rounds: readonly Histogram[], answer: VoteAnswer | undefined) {
  return items.map(({ id }): TallyRow => {
    const counts = rounds.map((round) => sum(round.map(({ choice, count }) => (ticks(choice, id) ? count : 0))));
    return { key: id, kind: 'item', counts, ...(answer === undefined ? {} : { isRight: answer[id] === true }) };
  });
}

function ticks(choice: string, id: string): boolean {
  const prediction = parseChoice(choice);
  return prediction?.kind === 'ticks' && prediction.items.includes(id);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** Below, a hint and a second vote; between, discuss in pairs and vote again; above, one explains and the class goes on (peer instruction). */
export function adviceOf(right: number, total: number): 'hint' | 'discuss' | 'goOn' | undefined {
  if (total === 0) return undefined;
  const share = right / total;
  return share < 0.3 ? 'hint' : share <= 0.7 ? 'discuss' : 'goOn';
}
