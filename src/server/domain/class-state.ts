/** A class at one moment: the fold of its log. Changed in place, so only whoever holds the log may apply. */
import { applyGrade, applyRegrade, type Cell, cellOf } from './cell.ts';
import type { ClassEvent, ClassSettings, ExitTicket, LearnerId, LoggedEvent, Pace, PlanPlace } from './class-event.ts';
import { nameSkeleton } from './nickname.ts';
import { applyShow, type ShownMachine } from './shown-machine.ts';
import { applyVote, type Vote } from './vote.ts';

export interface ClassState {
  /** of the last event */
  seq: number;
  settings: ClassSettings;
  pace: Pace;
  readonly learners: Map<LearnerId, Learner>;
  /** skeletons of the names in use, see `nickname.ts` */
  readonly names: Map<string, LearnerId>;
  readonly windows: Map<string, Window>;
  readonly announcements: Map<string, { readonly text: string; readonly at: number }>;
  readonly hints: Map<string, Extract<ClassEvent, { kind: 'hint.sent' }> & { readonly at: number }>;
  readonly votes: Map<string, Vote>;
  /** absent until it was first opened */
  ticketIsOpen?: boolean;
  readonly tickets: Map<LearnerId, ExitTicket & { readonly at: number }>;
  /** while somebody shows one */
  shown: ShownMachine | undefined;
  /** characters of all steps that were ever shown */
  shownSize: number;
  isPaused: boolean;
  /** absent until the prepared class was begun */
  plan?: PlanPlace;
}

export interface Learner {
  readonly id: LearnerId;
  name: string;
  locale: string;
  readonly joinedAt: number;
  removed: boolean;
  /** the exercise whose page is open, as far as is known */
  exercise?: string;
  /** since when the hand is up */
  handAt?: number;
  /** of the last event that the learner made */
  lastAt: number;
  readonly cells: Map<string, Cell>;
}

export interface Window {
  readonly opensAt?: number;
  readonly closesAt?: number;
}

const NO_SETTINGS: ClassSettings = { title: '', cap: 0, locked: true, expiresAt: 0 };

export function createClassState(): ClassState {
  return {
    seq: 0,
    settings: NO_SETTINGS,
    pace: { mode: 'free' },
    learners: new Map(),
    names: new Map(),
    windows: new Map(),
    announcements: new Map(),
    hints: new Map(),
    votes: new Map(),
    tickets: new Map(),
    shown: undefined,
    shownSize: 0,
    isPaused: false,
  };
}

export function applyEvent(state: ClassState, { seq, at, event }: LoggedEvent): void {
  state.seq = seq;
  const learner = 'learner' in event ? state.learners.get(event.learner) : undefined;
  if (learner !== undefined && isOwnDoing(event)) learner.lastAt = at;
  switch (event.kind) {
    case 'class.created':
      state.settings = event.settings;
      return;
    case 'class.changed':
      state.settings = { ...state.settings, ...event.changes };
      return;
    case 'learner.joined':
      state.learners.set(event.learner, {
        id: event.learner,
        name: event.name,
        locale: event.locale,
        joinedAt: at,
        removed: false,
        lastAt: at,
        cells: new Map(),
      });
      state.names.set(nameSkeleton(event.name), event.learner);
      return;
    case 'learner.erased':
      if (learner !== undefined) forget(state, learner);
      return;
    case 'pace.set':
      state.pace = event.pace;
      return;
    case 'window.set': {
      const { exercise, kind: _kind, ...window } = event;
      if (window.opensAt === undefined && window.closesAt === undefined) state.windows.delete(exercise);
      else state.windows.set(exercise, window);
      return;
    }
    case 'announcement.made':
      state.announcements.set(event.announcement, { text: event.text, at });
      return;
    case 'announcement.withdrawn':
      state.announcements.delete(event.announcement);
      return;
    case 'hint.sent':
      state.hints.set(event.hint, { ...event, at });
      return;
    case 'ticket.set':
      state.ticketIsOpen = event.open;
      return;
    case 'show.changed':
    case 'show.ended':
      state.shown = applyShow(state.shown, event);
      if (event.kind === 'show.changed') state.shownSize += JSON.stringify(event.steps).length;
      return;
    case 'pause.set':
      state.isPaused = event.on;
      return;
    case 'plan.set':
      state.plan = event.plan;
      return;
    case 'vote.opened':
    case 'vote.cast':
    case 'vote.closed':
    case 'vote.published':
    case 'vote.hidden':
      applyVote(state.votes, event);
      return;
    default:
      if (learner !== undefined) applyToLearner(state, learner, event, at);
  }
}

const OWN_DOINGS: ReadonlySet<string> = new Set(['learner.moved', 'answer.received', 'hand.raised', 'vote.cast', 'ticket.filed']);

function isOwnDoing({ kind }: ClassEvent): boolean {
  return OWN_DOINGS.has(kind);
}

function forget(state: ClassState, learner: Learner): void {
  state.learners.delete(learner.id);
  state.tickets.delete(learner.id);
  if (state.names.get(nameSkeleton(learner.name)) === learner.id) state.names.delete(nameSkeleton(learner.name));
  for (const vote of state.votes.values()) for (const ballots of vote.ballots) ballots.delete(learner.id);
}

type AboutLearner = Exclude<
  Extract<ClassEvent, { readonly learner: LearnerId }>,
  { readonly kind: 'learner.joined' | 'learner.erased' | 'vote.cast' }
>;

function applyToLearner(state: ClassState, learner: Learner, event: AboutLearner, at: number): void {
  switch (event.kind) {
    case 'learner.renamed':
      state.names.delete(nameSkeleton(learner.name));
      state.names.set(nameSkeleton(event.name), learner.id);
      learner.name = event.name;
      return;
    case 'learner.removed':
      learner.removed = true;
      delete learner.handAt;
      return;
    case 'learner.restored':
      learner.removed = false;
      return;
    case 'learner.moved':
      learner.exercise = event.exercise;
      learner.locale = event.locale;
      cellOf(learner.cells, event.exercise, at, at);
      return;
    case 'hand.raised':
      learner.handAt ??= at;
      return;
    case 'hand.lowered':
      delete learner.handAt;
      return;
    case 'ticket.filed':
      state.tickets.set(learner.id, { choices: event.choices, text: event.text, at });
      return;
    case 'answer.received': {
      learner.exercise = event.exercise;
      learner.locale = event.locale;
      const cell = cellOf(learner.cells, event.exercise, at);
      cell.attempts += 1;
      cell.pending += 1;
      cell.lastAt = at;
      cell.lastAnswer = event.answer;
      return;
    }
    case 'answer.graded':
      applyGrade(cellOf(learner.cells, event.exercise, at), event.answer, event.grade, at);
      return;
    case 'answer.regraded':
      applyRegrade(cellOf(learner.cells, event.exercise, at), event, at);
      return;
    default:
      event satisfies never;
  }
}
