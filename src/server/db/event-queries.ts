/** Table `events`. */
import type { Kysely } from 'kysely';
import { type LoggedEvent, subjectOf } from '../domain/class-event.ts';
import type { Tables } from './tables.ts';

/** SQLite takes 32,766 parameters in one statement, six per event. */
const ROWS_AT_ONCE = 500;

export async function insertEvents(tx: Kysely<Tables>, classId: string, events: readonly LoggedEvent[]): Promise<void> {
  for (let from = 0; from < events.length; from += ROWS_AT_ONCE) {
    const rows = events.slice(from, from + ROWS_AT_ONCE).map(({ seq, at, event }) => ({
      class_id: classId,
      seq,
      at,
      kind: event.kind,
      learner_id: subjectOf(event) ?? null,
      data: JSON.stringify(event),
    }));
    await tx.insertInto('events').values(rows).execute();
  }
}

/** In order. */
export async function listEventsAfter(db: Kysely<Tables>, classId: string, seq: number, limit: number): Promise<LoggedEvent[]> {
  const rows = await db
    .selectFrom('events')
    .select(['seq', 'at', 'data'])
    .where('class_id', '=', classId)
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(({ seq: number, at, data }) => ({ seq: number, at, event: JSON.parse(data) }));
}
