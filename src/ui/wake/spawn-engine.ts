/** The engine's worker of a lesson. The first one starts on its way while the islands are still on theirs: nobody has to wait for both. */
import type { WorkerLike } from '../lab/lab-client.ts';

export function startEngine(): Worker {
  return new Worker(new URL('../lab/engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' });
}

/** Starts one at once, which the first call hands out, unless it could not be fetched; every other call starts its own. */
export function spawnEngine(): () => WorkerLike {
  let early: Worker | undefined = startEngine();
  early.onerror = () => {
    early = undefined;
  };
  return () => {
    const engine = early ?? startEngine();
    early = undefined;
    return engine;
  };
}
