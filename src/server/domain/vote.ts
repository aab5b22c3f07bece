/** A vote on a prediction, as the log of a class tells it. */
import type { ClassEvent, Histogram, LearnerId, VoteAnswer } from './class-event.ts';

export interface Vote {
  readonly id: string;
  readonly exercise: string;
  /** the one that is or was open last, from 1 */
  round: number;
  open: boolean;
  published: boolean;
  /** what is right, where that has been said */
  answer?: VoteAnswer;
  /** by round, from 0: who chose what */
  readonly ballots: Map<LearnerId, string>[];
}

/** @param votes of a class, by id; changed in place */
export function applyVote(votes: Map<string, Vote>, event: Extract<ClassEvent, { readonly vote: string }>): void {
  if (event.kind === 'vote.opened') {
    const vote = votes.get(event.vote) ?? {
      id: event.vote,
      exercise: event.exercise,
      round: 0,
      open: false,
      published: false,
      ballots: [],
    };
    vote.round = event.round;
    vote.open = true;
    hide(vote);
    while (vote.ballots.length < event.round) vote.ballots.push(new Map());
    votes.set(event.vote, vote);
    return;
  }
  const vote = votes.get(event.vote);
  if (vote === undefined) return;
  if (event.kind === 'vote.cast') vote.ballots[event.round - 1]?.set(event.learner, event.choice);
  else if (event.kind === 'vote.closed') vote.open = false;
  else if (event.kind === 'vote.hidden') hide(vote);
  else {
    vote.published = true;
    if (event.answer === undefined) delete vote.answer;
    else vote.answer = event.answer;
  }
}

function hide(vote: Vote): void {
  vote.published = false;
  delete vote.answer;
}

/** Most frequent first. */
export function countBallots(ballots: ReadonlyMap<LearnerId, string>): Histogram {
  const counts = new Map<string, number>();
  for (const choice of ballots.values()) counts.set(choice, (counts.get(choice) ?? 0) + 1);
  return [...counts]
    .map(([choice, count]) => ({ choice, count }))
    .sort((a, b) => b.count - a.count || (a.choice < b.choice ? -1 : 1));
}
