/** A worker that starts when others have had the line, or with the first message that somebody waits for. */
import type { WorkerLike } from '../lab/lab-client.ts';
import type { RequestKind, ToWorker } from '../lab/protocol.ts';

/** A machine that is only looked at, and what is said of a text that is being written. */
const MAY_WAIT: ReadonlySet<RequestKind> = new Set(['open', 'diagnose', 'ping', 'cancel']);

/** @param turn ends when the worker may start */
export function createPatientWorker(start: () => WorkerLike, turn: Promise<void>): WorkerLike {
  const waiting: ToWorker[] = [];
  let worker: WorkerLike | undefined;
  let isEnded = false;
  const patient: WorkerLike = {
    onmessage: null,
    onerror: null,
    postMessage(message: ToWorker) {
      if (worker !== undefined) {
        worker.postMessage(message);
        return;
      }
      const { kind } = message.request;
      // there is nobody yet who could be stuck
      if (kind !== 'ping') waiting.push(message);
      if (!MAY_WAIT.has(kind)) begin();
    },
    terminate() {
      isEnded = true;
      worker?.terminate();
    },
  };
  function begin(): void {
    if (worker !== undefined || isEnded) return;
    const started = start();
    worker = started;
    started.onmessage = (event) => patient.onmessage?.call(started as Worker, event);
    started.onerror = (event) => patient.onerror?.call(started as Worker, event);
    for (const message of waiting) started.postMessage(message);
  }
  void turn.then(begin);
  return patient;
}
