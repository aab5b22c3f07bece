/** `npm start`: build where needed, then serve. */
import { assertCanListen, readStartOptions, serve } from '../src/server/main.ts';
import { buildIfChanged } from './build.ts';

try {
  await assertCanListen(readStartOptions());
  await buildIfChanged((text) => process.stdout.write(`${text}\n`));
  await serve();
} catch (error) {
  process.stderr.write(`camadas: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
