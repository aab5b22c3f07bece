/** What an instructor or assistant may do with the class as a whole. */
import type { Audience, ClassEvent, ClassSettings, Pace } from './class-event.ts';
import type { ClassState } from './class-state.ts';
import { type Decision, decided } from './decision.ts';
import { Refusal } from './refusal.ts';

const MAX_ANNOUNCEMENTS = 500;
const MAX_HINTS = 5000;
/** every learner's page holds them */
const MAX_MACHINES = 50;

export function decideSettings(state: ClassState, changes: Partial<ClassSettings>): Decision<undefined> {
  const entries = Object.entries(changes).filter(([key, value]) => state.settings[key as keyof ClassSettings] !== value);
  return entries.length === 0 ? decided() : decided({ kind: 'class.changed', changes: Object.fromEntries(entries) });
}

export function decidePace(state: ClassState, pace: Pace): Decision<undefined> {
  return JSON.stringify(pace) === JSON.stringify(state.pace) ? decided() : decided({ kind: 'pace.set', pace });
}

/** @throws Refusal */
export function decideWindow(window: Omit<Extract<ClassEvent, { kind: 'window.set' }>, 'kind'>): Decision<undefined> {
  const { opensAt = 0, closesAt = Number.POSITIVE_INFINITY } = window;
  if (opensAt >= closesAt) throw new Refusal('body-invalid', { field: 'closesAt' });
  return decided({ kind: 'window.set', ...window });
}

/** @throws Refusal */
export function decideAnnouncement(state: ClassState, announcement: string, text: string): Decision<{ announcement: string }> {
  if (state.announcements.size >= MAX_ANNOUNCEMENTS) throw new Refusal('too-many-requests');
  return { events: [{ kind: 'announcement.made', announcement, text }], result: { announcement } };
}

export function decideWithdrawal(state: ClassState, announcement: string): Decision<undefined> {
  return state.announcements.has(announcement) ? decided({ kind: 'announcement.withdrawn', announcement }) : decided();
}

type Hint = Omit<Extract<ClassEvent, { kind: 'hint.sent' }>, 'kind' | 'to'>;

/**
 * To those that are named, to all, or to a cluster: those whose last answer to the exercise came to this end and near miss.
 * @throws Refusal
 */
export function decideHint(
  state: ClassState,
  hint: Hint,
  to: Audience | { readonly kind: 'cluster'; readonly cluster: string },
  clusterOf: (learner: string) => string | undefined,
): Decision<{ hint: string; learners: number }> {
  const sent = [...state.hints.values()];
  const machines = hint.says.kind === 'machine' ? sent.filter(({ says }) => says.kind === 'machine').length : 0;
  if (sent.length >= MAX_HINTS || machines >= MAX_MACHINES) throw new Refusal('too-many-requests');
  const present = [...state.learners.values()].filter((learner) => !learner.removed).map((learner) => learner.id);
  const result = { hint: hint.hint };
  if (to.kind === 'all') return { events: [{ kind: 'hint.sent', ...hint, to }], result: { ...result, learners: present.length } };
  const learners = to.kind === 'cluster' ? present.filter((id) => clusterOf(id) === to.cluster) : to.learners;
  if (learners.length === 0 || !learners.every((id) => state.learners.has(id))) throw new Refusal('learner-unknown');
  const audience: Audience = { kind: 'learners', learners };
  return { events: [{ kind: 'hint.sent', ...hint, to: audience }], result: { ...result, learners: learners.length } };
}
