/**
 * What an operator does with the classes' data; the database is found as the server finds it (DATABASE_URL, DATA_DIR):
 *
 *     npm run regrade [-- --trial]         grades every answer again, and tells what comes out otherwise
 *     npm run db:backup -- FILE            a copy of the SQLite database, while the server runs
 *     npm run db:copy -- postgres://…      all of the SQLite database into an empty PostgreSQL one
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createClassLog } from '../src/server/db/class-log.ts';
import { backUp, copyStorage } from '../src/server/db/copy-storage.ts';
import { openStorage } from '../src/server/db/open-storage.ts';
import { holdsClasses, readStoragePlace } from '../src/server/db/storage-place.ts';
import { createContents } from '../src/server/grading/contents.ts';
import { readExerciseManifest } from '../src/server/grading/exercise-manifest.ts';
import { createGrader } from '../src/server/grading/grader.ts';
import { regrade } from '../src/server/grading/regrade.ts';

const ROOT = resolve(import.meta.dirname, '..');
const say = (text: string) => process.stdout.write(`${text}\n`);

async function main([task, argument = '']: readonly string[]): Promise<void> {
  const place = readStoragePlace(ROOT);
  if (!holdsClasses(place)) throw new Error(`there are no classes in ${place.dataDir}`);
  const storage = await openStorage(place);
  try {
    if (task === 'regrade') {
      const log = createClassLog(storage);
      const contents = await createContents(
        storage,
        await readExerciseManifest(resolve(ROOT, process.env['DIST'] ?? 'dist')),
        Date.now(),
      );
      const grader = createGrader({ registryFolder: join(ROOT, 'content/registry') });
      const { answers, changes } = await regrade({ storage, log, contents, grader }, { isTrial: argument === '--trial' });
      for (const change of changes) say(`${change.exercise}: ${change.answers} × ${change.from} -> ${change.to}`);
      say(`${answers} answers graded again, ${changes.reduce((sum, change) => sum + change.answers, 0)} come out otherwise`);
      await log.close();
      await grader.close();
    } else if (task === 'backup') {
      if (argument === '' || existsSync(argument)) throw new Error('give the name of a file that does not exist yet');
      await backUp(storage, resolve(argument));
      say(`written: ${argument}`);
    } else if (task === 'copy') {
      if (!/^postgres(ql)?:/.test(argument)) throw new Error('give the address of an empty PostgreSQL database: postgres://…');
      const target = await openStorage({ databaseUrl: argument, dataDir: place.dataDir });
      const counts = await copyStorage(storage, target).finally(() => target.close());
      say(
        `copied: ${Object.entries(counts)
          .map(([table, count]) => `${count} ${table}`)
          .join(', ')}`,
      );
    } else throw new Error(`no task "${task}"; there are: regrade, backup, copy`);
  } finally {
    await storage.close();
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`camadas: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
