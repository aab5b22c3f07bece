/** A class at one moment: the fold of its log. Changed in place, so only whoever holds the log may apply. */
import type {
  AnswerId,
  ClassEvent,
  ClassSettings,
  ExitTicket,
  Grade,
  Histogram,
  LearnerId,
  LoggedEvent,
  Pace,
  PlanPlace,
  VoteAnswer,
} from './class-event.ts';
import { nameSkeleton } from './nickname.ts';
import { applyShow, type ShownMachine } from './shown-machine.ts';

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

/** One learner's work on one exercise. */
export interface Cell {
  /** of the first sign of it */
  readonly startedAt: number;
  /** when the exercise was opened; absent where only answers tell of it: written without a network, or read from files */
  readonly openedAt?: number;
  /** answers that were handed in */
  attempts: number;
  /** answers that passed, first one first */
  readonly passes: Map<AnswerId, Pass>;
  /** waiting for the verdict */
  pending: number;
  lastAnswer?: AnswerId;
  lastAt: number;
  lastGrade?: Grade;
  /** how often in a row the last near miss came */
  sameNearMiss: number;
  /** near miss to how often */
  readonly nearMisses: Map<string, number>;
}

export interface Pass {
  readonly at: number;
  /** how many answers it took, this one included */
  readonly attempts: number;
}

export interface Window {
  readonly opensAt?: number;
  readonly closesAt?: number;
}

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
      applyVote(state, event);
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
      cellOf(learner, event.exercise, at, at);
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
      const cell = cellOf(learner, event.exercise, at);
      cell.attempts += 1;
      cell.pending += 1;
      cell.lastAt = at;
      cell.lastAnswer = event.answer;
      return;
    }
    case 'answer.graded':
      applyGrade(cellOf(learner, event.exercise, at), event.answer, event.grade, at);
      return;
    case 'answer.regraded':
      applyRegrade(cellOf(learner, event.exercise, at), event, at);
      return;
    default:
      event satisfies never;
  }
}

function cellOf(learner: Learner, exercise: string, at: number, openedAt?: number): Cell {
  const known = learner.cells.get(exercise);
  if (known !== undefined) return known;
  const cell: Cell = {
    startedAt: at,
    ...(openedAt === undefined ? {} : { openedAt }),
    attempts: 0,
    pending: 0,
    passes: new Map(),
    lastAt: at,
    sameNearMiss: 0,
    nearMisses: new Map(),
  };
  learner.cells.set(exercise, cell);
  return cell;
}

function applyGrade(cell: Cell, answer: AnswerId, grade: Grade, at: number): void {
  cell.pending = Math.max(0, cell.pending - 1);
  if (grade.kind === 'passed') cell.passes.set(answer, { at, attempts: cell.attempts - cell.pending });
  const nearMiss = nearMissOf(grade);
  cell.sameNearMiss = nearMiss === undefined ? 0 : nearMiss === nearMissOf(cell.lastGrade) ? cell.sameNearMiss + 1 : 1;
  count(cell.nearMisses, nearMiss, 1);
  cell.lastGrade = grade;
}

function applyRegrade(cell: Cell, { answer, grade, was }: Extract<ClassEvent, { kind: 'answer.regraded' }>, at: number): void {
  if (grade.kind !== 'passed') cell.passes.delete(answer);
  else if (!cell.passes.has(answer)) cell.passes.set(answer, { at, attempts: cell.attempts - cell.pending });
  count(cell.nearMisses, nearMissOf(was), -1);
  count(cell.nearMisses, nearMissOf(grade), 1);
  if (cell.lastAnswer === answer) cell.lastGrade = grade;
}

export function nearMissOf(grade: Grade | undefined): string | undefined {
  return grade !== undefined && 'nearMiss' in grade ? grade.nearMiss : undefined;
}

/** The first that passed. */
export function passOf(cell: Cell): Pass | undefined {
  return cell.passes.values().next().value;
}

/** Milliseconds from opening the exercise to the first answer that passed; undefined where either is not known. */
export function timeToPass(cell: Cell): number | undefined {
  const pass = passOf(cell);
  return pass === undefined || cell.openedAt === undefined ? undefined : pass.at - cell.openedAt;
}

function count(counts: Map<string, number>, key: string | undefined, change: number): void {
  if (key === undefined) return;
  const next = (counts.get(key) ?? 0) + change;
  if (next > 0) counts.set(key, next);
  else counts.delete(key);
}

function applyVote(state: ClassState, event: Extract<ClassEvent, { readonly vote: string }>): void {
  if (event.kind === 'vote.opened') {
    const vote = state.votes.get(event.vote) ?? {
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
    state.votes.set(event.vote, vote);
    return;
  }
  const vote = state.votes.get(event.vote);
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
