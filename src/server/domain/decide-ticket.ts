/** The exit ticket: what each learner hands in at the end of a class, in their own words. */
import type { ExitTicket, LearnerId } from './class-event.ts';
import type { ClassState } from './class-state.ts';
import { assertAlive, presentLearner } from './decide-learner.ts';
import { type Decision, decided } from './decision.ts';
import { Refusal } from './refusal.ts';

export function decideTicket(state: ClassState, open: boolean): Decision<undefined> {
  return (state.ticketIsOpen ?? false) === open ? decided() : decided({ kind: 'ticket.set', open });
}

/** Who files again has changed their mind. @throws Refusal */
export function decideFiling(
  state: ClassState,
  { learner, now, ...ticket }: { readonly learner: LearnerId; readonly now: number } & ExitTicket,
): Decision<undefined> {
  assertAlive(state, now);
  presentLearner(state, learner);
  if (state.ticketIsOpen !== true) throw new Refusal('ticket-closed');
  const before = state.tickets.get(learner);
  if (before !== undefined && before.text === ticket.text && isSame(before.choices, ticket.choices)) return decided();
  return decided({ kind: 'ticket.filed', learner, ...ticket });
}

function isSame(a: ExitTicket['choices'], b: ExitTicket['choices']): boolean {
  const entries = (choices: ExitTicket['choices']) => JSON.stringify(Object.entries(choices).sort());
  return entries(a) === entries(b);
}
