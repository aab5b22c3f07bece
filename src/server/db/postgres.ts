/** PostgreSQL 14 or newer, or a service that speaks its protocol: for several server processes. */
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Notice, Storage } from './storage.ts';
import type { Tables } from './tables.ts';

const CONNECTIONS = 8;
const CONNECT_MS = 10_000;
const STATEMENT_MS = 30_000;
const CHANNEL = 'camadas';
const RECONNECT_MS = 1000;
const INT8 = 20;

/** of pg, which has no class for them */
const UNREACHABLE = /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

function isOwnError(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return true;
  return error instanceof Error && ('syscall' in error || UNREACHABLE.test(error.message));
}

/** The pool takes any connection; one more, outside of it, listens. */
export function openPostgres(url: string): Storage {
  const types = {
    // counts and times, all below 2 ** 53
    getTypeParser: ((oid: number, format?: 'text') =>
      oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
  };
  const settings = { connectionString: url, connectionTimeoutMillis: CONNECT_MS, statement_timeout: STATEMENT_MS, types };
  const pool = new pg.Pool({ ...settings, max: CONNECTIONS });
  // a connection that breaks while idle: the pool makes another when one is needed
  pool.on('error', () => {});
  // one that breaks in a transaction, between two queries: the next query fails, and the process must not
  pool.on('connect', (made) => made.on('error', () => {}));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const self = `${process.pid}-${Math.random().toString(36).slice(2)}`;
  const listeners = new Set<(notice: Notice | undefined) => void>();
  let listening: Promise<void> | undefined;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  /** Once more where the connection is lost; what was missed meanwhile is looked up. */
  async function startListening(): Promise<void> {
    const made = new pg.Client(settings);
    client = made;
    made.on('notification', ({ payload = '' }) => {
      const { from, ...notice } = JSON.parse(payload) as { from: string } & Notice;
      if (from !== self) for (const heard of listeners) heard(notice);
    });
    made.on('error', () => {});
    made.on('end', startListeningAgain);
    await made.connect();
    await made.query(`listen ${CHANNEL}`);
  }

  function startListeningAgain(): void {
    if (isClosed) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      startListening().then(() => {
        for (const heard of listeners) heard(undefined);
      }, startListeningAgain);
    }, RECONNECT_MS);
  }

  return {
    kind: 'postgres',
    db,
    async notify(tx, notice) {
      await sql`select pg_notify(${CHANNEL}, ${JSON.stringify({ from: self, ...notice })})`.execute(tx);
    },
    async listen(heard) {
      listeners.add(heard);
      listening ??= startListening();
      await listening;
    },
    /**
     * Tables and indexes are written anew: a plain `vacuum` leaves the bytes of deleted rows where they were. What the write-ahead log and
     * backups hold goes when those do (docs/deploy.md).
     */
    async scrub() {
      for (const table of ['events', 'answers', 'access', 'classes']) await sql`vacuum (full) ${sql.table(table)}`.execute(db);
    },
    isOwnError,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await client?.end();
      await db.destroy();
    },
  };
}
