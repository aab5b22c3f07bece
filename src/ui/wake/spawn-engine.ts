/** The engine's worker of a lesson. The first one starts on its way while the islands are still on theirs: nobody has to wait for both. */
import { allowOwnScripts } from '../kit/trusted-types.ts';
import type { WorkerLike } from '../lab/lab-client.ts';
import { createPatientWorker } from './patient-worker.ts';

export function startEngine(): Worker {
  allowOwnScripts();
  return new Worker(new URL('../lab/engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' });
}

/**
 * Starts one when its turn comes, which the first call hands out, unless it could not be fetched; every other call starts its own.
 *
 * @param turn ends when nothing else needs the line more
 */
export function spawnEngine(turn: Promise<void> = Promise.resolve()): () => WorkerLike {
  let early: WorkerLike | undefined = createPatientWorker(startEngine, turn);
  early.onerror = () => {
    early = undefined;
  };
  return () => {
    const engine = early ?? startEngine();
    early = undefined;
    return engine;
  };
}
