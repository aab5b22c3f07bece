/** Votes on predictions: vote, discuss, vote again; both rounds' histograms are kept, and shown when the instructor says so. */
import type { Prediction } from '../../exercise/index.ts';
import type { VoteAnswer } from './class-event.ts';
import type { ClassState } from './class-state.ts';
import { presentLearner } from './decide-learner.ts';
import { type Decision, decided } from './decision.ts';
import { Refusal } from './refusal.ts';
import { countBallots, type Vote } from './vote.ts';

const MAX_VOTES = 200;
const ROUNDS = 2;

/** Opens the first round, or the second of a vote whose first is closed. @throws Refusal */
export function decideOpenVote(
  state: ClassState,
  id: string,
  exercise: string | undefined,
): Decision<{ vote: string; round: number }> {
  const vote = state.votes.get(id);
  if (vote === undefined) {
    if (exercise === undefined) throw new Refusal('vote-unknown');
    if (state.votes.size >= MAX_VOTES) throw new Refusal('too-many-requests');
    return { events: [{ kind: 'vote.opened', vote: id, exercise, round: 1 }], result: { vote: id, round: 1 } };
  }
  if (vote.open) return { events: [], result: { vote: id, round: vote.round } };
  if (vote.round === ROUNDS) throw new Refusal('vote-closed');
  const round = vote.round + 1;
  return { events: [{ kind: 'vote.opened', vote: id, exercise: vote.exercise, round }], result: { vote: id, round } };
}

/** Who votes again in the same round has changed their mind. @throws Refusal */
export function decideBallot(
  state: ClassState,
  { learner, vote: id, round, choice }: { learner: string; vote: string; round: number; choice: string },
): Decision<undefined> {
  presentLearner(state, learner);
  const vote = knownVote(state, id);
  if (!vote.open || vote.round !== round) throw new Refusal('vote-closed');
  if (vote.ballots[round - 1]?.get(learner) === choice) return decided();
  return decided({ kind: 'vote.cast', learner, vote: id, round, choice });
}

/** @throws Refusal */
export function decideCloseVote(state: ClassState, id: string): Decision<undefined> {
  const vote = knownVote(state, id);
  return vote.open ? decided({ kind: 'vote.closed', vote: id, round: vote.round }) : decided();
}

/** Closes it where it is open. @param answer where what is right is shown, too @throws Refusal */
export function decidePublishVote(state: ClassState, id: string, answer?: VoteAnswer): Decision<undefined> {
  const vote = knownVote(state, id);
  const rounds = vote.ballots.map(countBallots);
  const more = answer === undefined ? {} : { answer };
  return decided(...decideCloseVote(state, id).events, { kind: 'vote.published', vote: id, rounds, ...more });
}

/** @throws Refusal */
export function decideHideVote(state: ClassState, id: string): Decision<undefined> {
  return knownVote(state, id).published ? decided({ kind: 'vote.hidden', vote: id }) : decided();
}

function knownVote(state: ClassState, id: string): Vote {
  const vote = state.votes.get(id);
  if (vote === undefined) throw new Refusal('vote-unknown');
  return vote;
}

/** One text for one choice, however it was typed: sorted ticks, or trimmed values by field. */
export function choiceOf(prediction: Prediction): string {
  if (prediction.kind === 'ticks') return JSON.stringify({ items: [...new Set(prediction.items)].sort() });
  const values = Object.entries(prediction.values).map(([field, value]) => [field, value.trim().replace(',', '.')] as const);
  return JSON.stringify({ values: Object.fromEntries(values.sort(([a], [b]) => (a < b ? -1 : 1))) });
}
