/** A class as one member may see it, at one number of the log: where a page begins before it follows the events. */
import { leads, type Member } from './audience.ts';
import type { ClassSettings, ExitTicket, HintSays, Histogram, Pace, PlanPlace, VoteAnswer } from './class-event.ts';
import type { ClassState } from './class-state.ts';
import { type GridRow, listRows, rowOf } from './grid.ts';
import type { ShownMachine } from './shown-machine.ts';
import { countBallots } from './vote.ts';

export interface ClassView {
  readonly role: Member['role'];
  /** follow the events after this one */
  readonly seq: number;
  /** the server's clock, milliseconds since 1970 */
  readonly now: number;
  readonly settings: ClassSettings;
  readonly pace: Pace;
  readonly windows: Readonly<Record<string, { readonly opensAt?: number; readonly closesAt?: number }>>;
  readonly announcements: readonly { readonly id: string; readonly text: string; readonly at: number }[];
  readonly hints: readonly HintView[];
  readonly votes: readonly VoteView[];
  /** absent until it was first opened */
  readonly ticket?: TicketView;
  /** while somebody who leads shows theirs */
  readonly shown?: ShownMachine;
  /** nobody types */
  readonly isPaused: boolean;
  /** for those who lead: absent until the prepared class was begun */
  readonly plan?: PlanPlace;
  /** of a learner: their own */
  readonly me?: GridRow;
  /** for those who lead */
  readonly rows?: readonly GridRow[];
}

export interface TicketView {
  readonly open: boolean;
  /** of a learner: what they filed */
  readonly mine?: ExitTicket;
  /** for those who lead: how many there are */
  readonly filed?: number;
}

export interface HintView {
  readonly id: string;
  readonly at: number;
  readonly exercise: string;
  readonly says: HintSays;
  /** how many it went to; absent: to all */
  readonly learners?: number;
}

export interface VoteView {
  readonly id: string;
  readonly exercise: string;
  readonly round: number;
  readonly open: boolean;
  readonly published: boolean;
  /** by round; for learners only once they are published */
  readonly rounds?: readonly Histogram[];
  /** what is right, while that is shown */
  readonly answer?: VoteAnswer;
  /** of a learner, by round: their own choices */
  readonly mine?: readonly (string | null)[];
  /** for those who lead: ballots in the last round */
  readonly cast?: number;
}

export function viewFor(member: Member, state: ClassState, now: number): ClassView {
  const isLead = leads(member);
  const me = member.learner === undefined ? undefined : state.learners.get(member.learner);
  return {
    role: member.role,
    seq: state.seq,
    now,
    settings: state.settings,
    pace: state.pace,
    windows: Object.fromEntries(state.windows),
    announcements: [...state.announcements].map(([id, { text, at }]) => ({ id, text, at })),
    hints: hintsFor(member, state),
    votes: votesFor(member, state),
    ...(state.ticketIsOpen === undefined ? {} : { ticket: ticketFor(member, state, state.ticketIsOpen) }),
    ...(state.shown === undefined ? {} : { shown: state.shown }),
    isPaused: state.isPaused,
    ...(me === undefined ? {} : { me: rowOf(me) }),
    ...(isLead && state.plan !== undefined ? { plan: state.plan } : {}),
    ...(isLead ? { rows: listRows(state) } : {}),
  };
}

function ticketFor(member: Member, { tickets }: ClassState, open: boolean): TicketView {
  if (leads(member)) return { open, filed: tickets.size };
  const { at: _, ...mine } = tickets.get(member.learner ?? '') ?? { at: 0 };
  return { open, ...('text' in mine ? { mine } : {}) };
}

function hintsFor(member: Member, state: ClassState): HintView[] {
  return [...state.hints].flatMap(([id, { at, exercise, says, to }]) => {
    if (to.kind === 'all') return [{ id, at, exercise, says }];
    const isFor = leads(member) || (member.learner !== undefined && to.learners.includes(member.learner));
    return isFor ? [{ id, at, exercise, says, learners: leads(member) ? to.learners.length : 1 }] : [];
  });
}

function votesFor(member: Member, state: ClassState): VoteView[] {
  return [...state.votes.values()].map(({ id, exercise, round, open, published, answer, ballots }) => ({
    id,
    exercise,
    round,
    open,
    published,
    ...(leads(member) || published ? { rounds: ballots.map(countBallots) } : {}),
    ...(answer === undefined ? {} : { answer }),
    ...(leads(member) ? { cast: ballots[round - 1]?.size ?? 0 } : {}),
    ...(member.learner === undefined ? {} : { mine: ballots.map((choices) => choices.get(member.learner ?? '') ?? null) }),
  }));
}
