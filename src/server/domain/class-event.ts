/**
 * Everything that can have happened in a class. The log of these, in order, is the class: what it is at any moment is computed from it
 * (`class-state.ts`). Of a person it holds the nickname and nothing else; the bodies of answers are kept beside the log.
 */
import type { Verdict } from '../../exercise/index.ts';
import type { ShowEvent } from './shown-machine.ts';

export type LearnerId = string;
export type AnswerId = string;

export type ClassEvent = SettingEvent | LearnerEvent | AnswerEvent | LeadEvent | VoteEvent | ShowEvent;
export type EventKind = ClassEvent['kind'];

export interface ClassSettings {
  readonly title: string;
  /** learners at most */
  readonly cap: number;
  readonly locked: boolean;
  /** milliseconds since 1970; everything is erased then */
  readonly expiresAt: number;
}

export type SettingEvent =
  | { readonly kind: 'class.created'; readonly settings: ClassSettings }
  | { readonly kind: 'class.changed'; readonly changes: Partial<ClassSettings> };

export type LearnerEvent =
  | { readonly kind: 'learner.joined'; readonly learner: LearnerId; readonly name: string; readonly locale: string }
  | { readonly kind: 'learner.renamed'; readonly learner: LearnerId; readonly name: string }
  | { readonly kind: 'learner.removed'; readonly learner: LearnerId }
  /** taken back in: removed by mistake */
  | { readonly kind: 'learner.restored'; readonly learner: LearnerId }
  /** all that the log held of the learner is gone; this line stays so that open pages forget too */
  | { readonly kind: 'learner.erased'; readonly learner: LearnerId }
  /** opened an exercise, or came back to one */
  | { readonly kind: 'learner.moved'; readonly learner: LearnerId; readonly exercise: string; readonly locale: string }
  | { readonly kind: 'hand.raised'; readonly learner: LearnerId; readonly exercise?: string }
  | { readonly kind: 'hand.lowered'; readonly learner: LearnerId }
  /** what is handed in at the end of a class; the last one counts */
  | ({ readonly kind: 'ticket.filed'; readonly learner: LearnerId } & ExitTicket);

export interface ExitTicket {
  /** question to option, as the page has them */
  readonly choices: Readonly<Record<string, string>>;
  /** in the learner's own words; may be empty */
  readonly text: string;
}

interface AboutAnswer {
  readonly learner: LearnerId;
  readonly answer: AnswerId;
  readonly exercise: string;
}
export type AnswerEvent =
  | (AboutAnswer & { readonly kind: 'answer.received'; readonly content: string; readonly locale: string })
  | (AboutAnswer & { readonly kind: 'answer.graded'; readonly grade: Grade })
  /** a later grading came to something else than the one before */
  | (AboutAnswer & { readonly kind: 'answer.regraded'; readonly grade: Grade; readonly was: Grade });

/** What the server found by playing the answer on the engine; nothing that a learner sent is in it. */
export type Grade =
  | {
      readonly kind: Verdict['kind'];
      readonly nearMiss?: string;
      readonly deadEnd?: string;
      readonly misconception?: string;
      readonly bonus?: boolean;
      /** ids of goals or items that were not met */
      readonly unmet: readonly string[];
      /** short hash of the state it led to, or of what was predicted: equal ends are equal here */
      readonly end: string;
      /** by which facts it was judged */
      readonly content: string;
      /** present where the exercise has changed since: which of its facts */
      readonly changed?: readonly string[];
    }
  /** it was cut off */
  | { readonly kind: 'stopped'; readonly limit: 'time' | 'memory'; readonly content: string }
  /** it was written for facts that this server never had; `now` is what it has */
  | { readonly kind: 'content-unknown'; readonly content: string; readonly now: string }
  /** it answers something else than the exercise asks */
  | { readonly kind: 'misfit'; readonly content: string };

export type Pace =
  | { readonly mode: 'free' }
  /** pages go where the instructor goes; a learner may leave */
  | { readonly mode: 'follow'; readonly place: Place }
  /** nothing else is open */
  | { readonly mode: 'locked'; readonly place: Place };

/** The same in every language. */
export interface Place {
  readonly lesson: string;
  readonly exercise?: string;
  /** a step in the instructor's own machine, or in the lesson */
  readonly step?: number;
}

export type Audience = { readonly kind: 'all' } | { readonly kind: 'learners'; readonly learners: readonly LearnerId[] };

export type LeadEvent =
  | { readonly kind: 'pace.set'; readonly pace: Pace }
  /** milliseconds since 1970; absent: no bound on that side; both absent: no window */
  | { readonly kind: 'window.set'; readonly exercise: string; readonly opensAt?: number; readonly closesAt?: number }
  | { readonly kind: 'announcement.made'; readonly announcement: string; readonly text: string }
  | { readonly kind: 'announcement.withdrawn'; readonly announcement: string }
  | {
      readonly kind: 'hint.sent';
      readonly hint: string;
      readonly to: Audience;
      readonly exercise: string;
      readonly says: HintSays;
    }
  /** learners may file it, or may not any more */
  | { readonly kind: 'ticket.set'; readonly open: boolean }
  /** learners' pages take nothing that is typed, and say why */
  | { readonly kind: 'pause.set'; readonly on: boolean }
  /** for those who lead */
  | { readonly kind: 'plan.set'; readonly plan: PlanPlace };

/** Where a class is in the prepared one. */
export interface PlanPlace {
  readonly block: string;
  /** when the first block was gone to: milliseconds since 1970, the server's clock */
  readonly startedAt: number;
}

/** Words of the instructor's, one of the exercise's own hints, or a machine to look at and go on from. */
export type HintSays =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'level'; readonly goal: string; readonly level: number }
  /** fragment of a link with commands (ui/share/permalink.ts), for the page of the exercise's lesson in each language */
  | { readonly kind: 'machine'; readonly steps: string };

export type VoteEvent =
  | { readonly kind: 'vote.opened'; readonly vote: string; readonly exercise: string; readonly round: number }
  | {
      readonly kind: 'vote.cast';
      readonly learner: LearnerId;
      readonly vote: string;
      readonly round: number;
      readonly choice: string;
    }
  | { readonly kind: 'vote.closed'; readonly vote: string; readonly round: number }
  /** learners may see the histograms, and with `answer` what is right */
  | {
      readonly kind: 'vote.published';
      readonly vote: string;
      readonly rounds: readonly Histogram[];
      readonly answer?: VoteAnswer;
    }
  /** they may not any more */
  | { readonly kind: 'vote.hidden'; readonly vote: string };

/** What the engine found, by item or field of the prediction. Sizes are in MB, as in the exercise's measures. */
export type VoteAnswer = Readonly<Record<string, boolean | number | string>>;

/** choice to how many, of one round */
export type Histogram = readonly { readonly choice: string; readonly count: number }[];

export interface LoggedEvent {
  /** counts up within the class; gaps where something was erased */
  readonly seq: number;
  /** milliseconds since 1970, the server's clock */
  readonly at: number;
  readonly event: ClassEvent;
}

/** Whom it is about, so that erasing a person finds it. */
export function subjectOf(event: ClassEvent): LearnerId | undefined {
  return 'learner' in event && event.kind !== 'learner.erased' ? event.learner : undefined;
}
