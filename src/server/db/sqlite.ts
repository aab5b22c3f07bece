/**
 * SQLite in a file, by Node's own `node:sqlite`. Kysely's dialect is written for better-sqlite3; the adapter below is all that differs.
 * WAL and `synchronous=FULL`: a transaction that was committed survives the loss of the process and of power.
 */
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';
import type { Storage } from './storage.ts';
import type { Tables } from './tables.ts';

/** A transaction waits so long for another process's; meanwhile this one goes on with other things. */
const LOCK_MS = 10_000;
const LOCK_RETRY_MS = 5;
/** A single statement waits so long, and everything with it. */
const BUSY_MS = 50;
const SQLITE_BUSY = 5;
const KEPT_STATEMENTS = 200;
/** Another process on the same file (regrading, copying) is noticed so late. */
const LOOK_MS = 1000;

/** @throws Error where the file cannot be opened */
export function openSqlite(path: string): Storage {
  if (path !== ':memory:') {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // `vacuum` writes a whole copy somewhere: not into a folder of everybody's, and where the root file system is read-only nothing else can be written
    process.env['SQLITE_TMPDIR'] ??= dirname(path);
  }
  const database = new DatabaseSync(path, { timeout: LOCK_MS });
  if (path !== ':memory:') chmodSync(path, 0o600);
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on; pragma foreign_keys = on');
  database.exec(`pragma busy_timeout = ${BUSY_MS}`);
  const db = new Kysely<Tables>({ dialect: new NodeSqliteDialect(adapt(database)) });
  const timers = new Set<NodeJS.Timeout>();
  return {
    kind: 'sqlite',
    db,
    notify: async () => {},
    async listen(heard) {
      const version = () => database.prepare('pragma data_version').get()?.['data_version'];
      let known = version();
      const timer = setInterval(() => {
        const next = version();
        if (next !== known) heard(undefined);
        known = next;
      }, LOOK_MS);
      timer.unref();
      timers.add(timer);
    },
    /** `secure_delete` has written zeros over the rows; old pages may still stand in the WAL, and in pages that were left. */
    async scrub() {
      await db.connection().execute(async () => {
        database.exec('pragma wal_checkpoint(truncate); vacuum; pragma wal_checkpoint(truncate)');
      });
    },
    isOwnError: (error) => error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR',
    async close() {
      for (const timer of timers) clearInterval(timer);
      await db.destroy();
    },
  };
}

class NodeSqliteDialect extends SqliteDialect {
  readonly #database: SqliteDatabase;
  constructor(database: SqliteDatabase) {
    super({ database });
    this.#database = database;
  }
  override createDriver(): SqliteDriver {
    return new ImmediateDriver({ database: this.#database });
  }
}

/** A transaction that begins as a reader and then writes fails where another process wrote in between: all of ours begin as writers. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    for (const end = Date.now() + LOCK_MS; ; await sleep(LOCK_RETRY_MS)) {
      try {
        await connection.executeQuery(CompiledQuery.raw('begin immediate'));
        return;
      } catch (error) {
        if (!isBusy(error) || Date.now() > end) throw error;
      }
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}

/** Statements are kept: compiling one costs more than running it. */
function adapt(database: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const known = statements.get(sql);
      if (known !== undefined) return known;
      const made = adaptStatement(database.prepare(sql));
      const isSchema = /^(create|alter|drop)/i.test(sql);
      if (!isSchema && statements.size < KEPT_STATEMENTS) statements.set(sql, made);
      return made;
    },
  };
}

type Parameters = (string | number | bigint | null | Uint8Array)[];

function adaptStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...(parameters as Parameters)),
    run: (parameters) => statement.run(...(parameters as Parameters)),
    iterate: (parameters) => statement.iterate(...(parameters as Parameters)),
  };
}
