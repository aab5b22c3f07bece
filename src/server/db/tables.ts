/** The tables as Kysely sees them: the same on SQLite and PostgreSQL. Times are milliseconds since 1970, JSON is text, yes and no are 1 and 0. */
import type { Role } from '../domain/audience.ts';

export interface Tables {
  readonly classes: ClassTable;
  readonly access: AccessTable;
  readonly events: EventTable;
  readonly answers: AnswerTable;
  readonly contents: ContentTable;
  readonly migrations: MigrationTable;
}

export interface ClassTable {
  readonly id: string;
  /** as in `domain/codes.ts`, without the dash */
  readonly code: string;
  readonly created_at: number;
  readonly expires_at: number;
  readonly last_seq: number;
}

/** Who may do what. Secrets are kept as hashes only. */
export interface AccessTable {
  /** SHA-256 in hex */
  readonly secret_hash: string;
  readonly class_id: string;
  readonly role: Role;
  /** of a learner */
  readonly learner_id: string | null;
  /** `link`: an instructor's or assistant's; `device`: a learner's browser; `return`: what a learner types on another device */
  readonly kind: 'link' | 'device' | 'return';
  readonly created_at: number;
}

/** Append only, but for erasing a person. */
export interface EventTable {
  readonly class_id: string;
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly learner_id: string | null;
  /** JSON of the whole event */
  readonly data: string;
}

export interface AnswerTable {
  readonly id: string;
  readonly class_id: string;
  readonly learner_id: string;
  /** made by whoever handed in; unique by learner */
  readonly client_id: string;
  readonly exercise_id: string;
  readonly content: string;
  readonly locale: string;
  readonly received_at: number;
  readonly written_at: number | null;
  /** JSON of `Answer` */
  readonly body: string;
  /** JSON of `Grade`; null while it waits for the grader */
  readonly grade: string | null;
}

/** Facts of exercises as this server has had them, so that answers written for older ones can be judged by those. */
export interface ContentTable {
  readonly exercise_id: string;
  readonly content: string;
  /** JSON of `Exercise` */
  readonly facts: string;
  readonly first_seen: number;
}

export interface MigrationTable {
  readonly name: string;
  readonly at: number;
}
