/** What learners may do, and what is done with them. Each looks at the class as it is and says what happens, or refuses. */
import type { AnswerFile } from '../../exercise/index.ts';
import type { LearnerId } from './class-event.ts';
import type { ClassState, Learner } from './class-state.ts';
import { type Decision, decided } from './decision.ts';
import { nameSkeleton, parseNickname } from './nickname.ts';
import { Refusal } from './refusal.ts';

/** @throws Refusal */
export function decideJoin(
  state: ClassState,
  { learner, typedName, locale, now }: { learner: LearnerId; typedName: string; locale: string; now: number },
): Decision<{ name: string }> {
  assertAlive(state, now);
  if (state.settings.locked) throw new Refusal('class-locked');
  const present = [...state.learners.values()].filter((one) => !one.removed).length;
  if (present >= state.settings.cap) throw new Refusal('class-full');
  const name = freeName(state, typedName, undefined);
  return { events: [{ kind: 'learner.joined', learner, name, locale }], result: { name } };
}

/** @throws Refusal */
export function decideRename(state: ClassState, learner: LearnerId, typedName: string): Decision<{ name: string }> {
  const { name: before } = knownLearner(state, learner);
  const name = freeName(state, typedName, learner);
  return { events: name === before ? [] : [{ kind: 'learner.renamed', learner, name }], result: { name } };
}

/** @throws Refusal */
export function decideRemove(state: ClassState, learner: LearnerId): Decision<undefined> {
  return knownLearner(state, learner).removed ? decided() : decided({ kind: 'learner.removed', learner });
}

/** @throws Refusal */
export function decideRestore(state: ClassState, learner: LearnerId): Decision<undefined> {
  return knownLearner(state, learner).removed ? decided({ kind: 'learner.restored', learner }) : decided();
}

/** @throws Refusal */
export function decideMove(
  state: ClassState,
  { learner, exercise, locale }: { learner: LearnerId; exercise: string; locale: string },
): Decision<undefined> {
  const { exercise: before, locale: localeBefore } = presentLearner(state, learner);
  if (before === exercise && localeBefore === locale) return decided();
  return decided({ kind: 'learner.moved', learner, exercise, locale });
}

/** @throws Refusal */
export function decideHand(state: ClassState, learner: LearnerId, up: boolean, exercise?: string): Decision<undefined> {
  const { handAt } = presentLearner(state, learner);
  if (up === (handAt !== undefined)) return decided();
  if (!up) return decided({ kind: 'hand.lowered', learner });
  return decided({ kind: 'hand.raised', learner, ...(exercise === undefined ? {} : { exercise }) });
}

/**
 * An answer that was written while its exercise was open counts, also when it arrives later: the network is bad, not the learner. What
 * was written later than the window is not taken; the writer's clock is believed only to be late by what a lost network explains.
 * @throws Refusal
 */
export function decideAnswer(
  state: ClassState,
  { learner, answer, file, now }: { learner: LearnerId; answer: string; file: AnswerFile; now: number },
): Decision<undefined> {
  assertAlive(state, now);
  presentLearner(state, learner);
  const { exercise, content, locale, writtenAt = now } = file;
  if (!isOpen(state, exercise, Math.min(writtenAt, now))) throw new Refusal('exercise-closed');
  return decided({ kind: 'answer.received', learner, answer, exercise, content, locale });
}

/** By windows alone: a page that is locked to another exercise still sends what it had in its queue. */
export function isOpen(state: ClassState, exercise: string, at: number): boolean {
  const window = state.windows.get(exercise);
  return at >= (window?.opensAt ?? 0) && at < (window?.closesAt ?? Number.POSITIVE_INFINITY);
}

/** @throws Refusal */
export function assertAlive(state: ClassState, now: number): void {
  if (state.settings.expiresAt <= now) throw new Refusal('class-expired');
}

/** Also one that was removed. @throws Refusal */
export function knownLearner(state: ClassState, id: LearnerId): Learner {
  const learner = state.learners.get(id);
  if (learner === undefined) throw new Refusal('learner-unknown');
  return learner;
}

/** @throws Refusal */
export function presentLearner(state: ClassState, id: LearnerId): Learner {
  const learner = knownLearner(state, id);
  if (learner.removed) throw new Refusal('learner-removed');
  return learner;
}

function freeName(state: ClassState, typed: string, learner: LearnerId | undefined): string {
  const parsed = parseNickname(typed);
  if ('problem' in parsed) throw new Refusal('name-refused', { field: `name.${parsed.problem}` });
  const holder = state.names.get(nameSkeleton(parsed.name));
  if (holder !== undefined && holder !== learner) throw new Refusal('name-in-use', { field: 'name' });
  return parsed.name;
}
