/** What whoever leads puts before the class while they teach: their machine, a pause in which nobody types, the block of the prepared class. */
import type { ClassState } from './class-state.ts';
import { type Decision, decided } from './decision.ts';
import { Refusal } from './refusal.ts';
import { changeOf, type ShownMachine } from './shown-machine.ts';

/** Characters of all steps that a class's log takes: a few hundred times what a lesson's commands are. */
export const MOST_SHOWN = 2_000_000;

/** Nothing happens where it is shown already: who asks twice is answered twice. @throws Refusal */
export function decideShow(state: ClassState, machine: ShownMachine): Decision<undefined> {
  const event = changeOf(state.shown, machine);
  if (event === undefined) return decided();
  if (state.shownSize >= MOST_SHOWN) throw new Refusal('too-many-requests');
  return decided(event);
}

export function decideEndShow(state: ClassState): Decision<undefined> {
  return state.shown === undefined ? decided() : decided({ kind: 'show.ended' });
}

export function decidePause(state: ClassState, on: boolean): Decision<undefined> {
  return state.isPaused === on ? decided() : decided({ kind: 'pause.set', on });
}

/** The clock of the prepared class starts with its first block that is gone to. */
export function decidePlan(state: ClassState, block: string, now: number): Decision<undefined> {
  if (state.plan?.block === block) return decided();
  return decided({ kind: 'plan.set', plan: { block, startedAt: state.plan?.startedAt ?? now } });
}
