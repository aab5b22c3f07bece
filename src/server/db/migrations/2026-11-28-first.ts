import type { Kysely } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('classes')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('code', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('last_seq', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('classes_by_expiry').on('classes').column('expires_at').execute();

  await db.schema
    .createTable('access')
    .addColumn('secret_hash', 'text', (column) => column.primaryKey().notNull())
    .addColumn('class_id', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('learner_id', 'text')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('access_by_class').on('access').columns(['class_id', 'learner_id']).execute();

  await db.schema
    .createTable('events')
    .addColumn('class_id', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('learner_id', 'text')
    .addColumn('data', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('events_key', ['class_id', 'seq'])
    .execute();
  await db.schema.createIndex('events_by_learner').on('events').columns(['class_id', 'learner_id']).execute();

  await db.schema
    .createTable('answers')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('class_id', 'text', (column) => column.notNull())
    .addColumn('learner_id', 'text', (column) => column.notNull())
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('exercise_id', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .addColumn('written_at', 'bigint')
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('grade', 'text')
    .addUniqueConstraint('answers_once', ['class_id', 'learner_id', 'client_id'])
    .execute();
  await db.schema.createIndex('answers_by_exercise').on('answers').columns(['class_id', 'exercise_id', 'learner_id']).execute();
  await db.schema
    .createIndex('answers_waiting')
    .on('answers')
    .column('received_at')
    .where('grade' as never, 'is', null)
    .execute();

  await db.schema
    .createTable('contents')
    .addColumn('exercise_id', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('facts', 'text', (column) => column.notNull())
    .addColumn('first_seen', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('contents_key', ['exercise_id', 'content'])
    .execute();
}
