/** A worker that answers by a table, for tests of the page's side. */
import type { WorkerLike } from './lab-client.ts';
import type { FromWorker, Request, RequestKind, Results, ToWorker } from './protocol.ts';

export interface FakeWorker extends WorkerLike {
  readonly requests: Request[];
  isTerminated: boolean;
  /** Stops answering, pings too, as one that loops does. */
  hang(): void;
  say(message: FromWorker): void;
}

/** @param answer undefined: the test answers itself */
export function createFakeWorker(answer: (request: Request) => Results[RequestKind] | undefined): FakeWorker {
  let isHanging = false;
  const worker: FakeWorker = {
    requests: [],
    isTerminated: false,
    onmessage: null,
    onerror: null,
    hang() {
      isHanging = true;
    },
    say(message) {
      if (!worker.isTerminated) worker.onmessage?.call(worker as unknown as Worker, { data: message } as MessageEvent<FromWorker>);
    },
    postMessage(message: ToWorker) {
      const { id, request } = message;
      if (request.kind !== 'ping') worker.requests.push(request);
      queueMicrotask(() => {
        if (isHanging) return;
        const result = request.kind === 'ping' ? {} : answer(request);
        if (result !== undefined) worker.say({ id, kind: 'done', result });
      });
    },
    terminate() {
      worker.isTerminated = true;
    },
  };
  return worker;
}
