/** Unpacking gzip in threads of the browser; comes with the first packed layer that is worth one (`by-size.ts`). */
import { gunzip } from './gunzip.ts';
import { createWorkerGunzip } from './worker-gunzip.ts';

export const unpack = createWorkerGunzip({
  spawn: () => new Worker(new URL('./gunzip.worker.ts', import.meta.url), { type: 'module', name: 'gunzip' }),
  otherwise: gunzip,
});
