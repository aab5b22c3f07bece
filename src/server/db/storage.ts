/** A database, whichever it is: the queries are the same, and what differs between the two has a method here. */
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

export interface Storage {
  readonly kind: 'sqlite' | 'postgres';
  readonly db: Kysely<Tables>;
  /** Tells the other processes; goes out when the transaction is committed. Small: PostgreSQL takes less than 8,000 bytes. */
  notify(tx: Transaction<Tables> | Kysely<Tables>, notice: Notice): Promise<void>;
  /** Calls back for each notice of another process, and with undefined where some may have been missed; until the storage is closed. */
  listen(heard: (notice: Notice | undefined) => void): Promise<void>;
  /** Makes what was deleted unreadable, as far as the database can. */
  scrub(): Promise<void>;
  /** Whether the database said it, or could not be reached: nothing that a visitor did, and nothing for a visitor to read. */
  isOwnError(error: unknown): boolean;
  close(): Promise<void>;
}

/** A class's log has grown up to `seq`; or a passing sign that is in no log. */
export type Notice = { readonly classId: string; readonly seq: number } | { readonly classId: string; readonly passing: unknown };

export type Transacting = Transaction<Tables>;
