import { expect, test } from 'vitest';
import { applyEvent, type ClassState, createClassState } from './class-state.ts';
import { decideBallot, decideCloseVote, decideOpenVote } from './decide-vote.ts';
import type { Decision } from './decision.ts';

/** A class with one learner; what is decided happens at once. */
function makeClass(): { state: ClassState; happen: (decision: Decision<unknown>) => void } {
  const state = createClassState();
  const happen = ({ events }: Decision<unknown>): void => {
    for (const event of events) applyEvent(state, { seq: state.seq + 1, at: 1, event });
  };
  happen({ events: [{ kind: 'learner.joined', learner: 'l', name: 'Ana', locale: 'en' }], result: undefined });
  return { state, happen };
}
const ballot = (state: ClassState, round: number, choice = 'a') => decideBallot(state, { learner: 'l', vote: 'v', round, choice });

test('a ballot is for the round that is open, and for no other', () => {
  const { state, happen } = makeClass();
  const closed = expect.objectContaining({ code: 'vote-closed' });
  happen(decideOpenVote(state, 'v', 'e'));
  expect(() => ballot(state, 2)).toThrow(closed);
  happen(ballot(state, 1));
  happen(decideCloseVote(state, 'v'));
  expect(() => ballot(state, 1)).toThrow(closed);
  happen(decideOpenVote(state, 'v', undefined));
  expect(() => ballot(state, 1)).toThrow(closed);
  happen(ballot(state, 2, 'b'));
  expect(state.votes.get('v')?.ballots.map((round) => [...round.values()])).toEqual([['a'], ['b']]);
});

test('there is no third round, and the same ballot again is no event', () => {
  const { state, happen } = makeClass();
  happen(decideOpenVote(state, 'v', 'e'));
  happen(ballot(state, 1));
  expect(ballot(state, 1).events).toEqual([]);
  happen(decideCloseVote(state, 'v'));
  expect(decideOpenVote(state, 'v', undefined).result).toEqual({ vote: 'v', round: 2 });
  happen(decideOpenVote(state, 'v', undefined));
  happen(decideCloseVote(state, 'v'));
  expect(() => decideOpenVote(state, 'v', undefined)).toThrow(expect.objectContaining({ code: 'vote-closed' }));
});
