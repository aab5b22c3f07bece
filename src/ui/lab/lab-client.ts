/**
 * The page's end of the line to the engine. The engine lives in a worker, which is started when something is first asked of it. One
 * that does not answer for five seconds while a line runs, that cannot fetch a part of itself, or that the learner stops, is replaced; what
 * was asked of it is rejected with `EngineGone`, and the sessions open themselves again from their lines, so nothing is lost.
 */
import type { RowsChange } from './output-rows.ts';
import type { FromWorker, Progress, Request, RequestKind, Results, ToWorker } from './protocol.ts';

/** What is used of a `Worker`, so that tests can stand in for one. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

export class EngineGone extends Error {
  readonly why: 'stuck' | 'stopped' | 'crashed' | 'unloaded';
  constructor(why: EngineGone['why']) {
    super(`the engine is gone: ${why}`);
    this.name = 'EngineGone';
    this.why = why;
  }
}

export interface LabClient {
  /** Rises by one whenever a worker is lost: a session that was opened under another number is not known to this one. */
  readonly generation: number;
  request<K extends RequestKind>(
    request: Extract<Request, { readonly kind: K }>,
    onOutput?: (change: RowsChange) => void,
    watching?: Watching,
  ): Promise<Results[K]>;
  /** Ends what is running, now. */
  stop(): void;
}

/** For requests that may open an archive. */
export interface Watching {
  onProgress?(progress: Progress): void;
  /** Ends it without losing the worker: see `cancel` in the protocol. */
  readonly signal?: AbortSignal;
}

export interface LabClientOptions {
  spawn(): WorkerLike;
  /** milliseconds without an answer after which a worker that runs a line counts as stuck */
  readonly patience?: number;
}

interface Pending {
  readonly kind: RequestKind;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
  readonly onOutput: ((change: RowsChange) => void) | undefined;
  readonly watching: Watching | undefined;
}

const PATIENCE_MS = 5000;
/** Beginning a session and judging an answer run many lines, on a busy or slow machine without a breath between them. */
const LONG_WORK_FACTOR = 4;
const PING_MS = 1000;

export function createLabClient({ spawn, patience = PATIENCE_MS }: LabClientOptions): LabClient {
  const pending = new Map<number, Pending>();
  let worker: WorkerLike | undefined;
  let generation = 0;
  let nextId = 1;
  let watch: ReturnType<typeof setInterval> | undefined;
  /** absent until a worker's first word: its download may take as long as it takes */
  let heardAt: number | undefined;

  function start(): WorkerLike {
    const fresh = spawn();
    heardAt = undefined;
    fresh.onmessage = ({ data }: MessageEvent<FromWorker>) => receive(data);
    fresh.onerror = () => replace(heardAt === undefined ? 'unloaded' : 'crashed');
    return fresh;
  }

  function post(id: number, request: Request): void {
    const message: ToWorker = { id, request };
    worker?.postMessage(message);
  }

  function receive(message: FromWorker): void {
    heardAt = performance.now();
    const waiting = pending.get(message.id);
    if (waiting === undefined) return;
    if (message.kind === 'output') {
      waiting.onOutput?.(message.change);
      return;
    }
    if (message.kind === 'progress') {
      waiting.watching?.onProgress?.(message.progress);
      return;
    }
    if (message.kind === 'unloaded') {
      replace('unloaded');
      return;
    }
    pending.delete(message.id);
    if (message.kind === 'done') waiting.resolve(message.result as never);
    else waiting.reject(new Error(message.message));
    if (pending.size === 0) rest();
  }

  function replace(why: EngineGone['why']): void {
    worker?.terminate();
    worker = undefined;
    generation += 1;
    rest();
    const lost = [...pending.values()];
    pending.clear();
    for (const { reject } of lost) reject(new EngineGone(why));
  }

  function patienceNow(): number {
    const isLong = [...pending.values()].some(({ kind }) => kind === 'open' || kind === 'check');
    return isLong ? patience * LONG_WORK_FACTOR : patience;
  }

  function keepWatch(): void {
    if (watch !== undefined) return;
    if (heardAt !== undefined) heardAt = performance.now();
    watch = setInterval(() => {
      if (heardAt !== undefined && performance.now() - heardAt > patienceNow()) replace('stuck');
      else post(0, { kind: 'ping' });
    }, PING_MS);
  }
  function rest(): void {
    clearInterval(watch);
    watch = undefined;
  }

  return {
    get generation() {
      return generation;
    },
    request(request, onOutput, watching) {
      worker ??= start();
      const id = nextId++;
      const { kind } = request;
      const answer = new Promise<never>((resolve, reject) => pending.set(id, { kind, resolve, reject, onOutput, watching }));
      post(id, request);
      const cancel = (): void => {
        if (pending.has(id)) post(0, { kind: 'cancel', of: id });
      };
      if (watching?.signal?.aborted === true) cancel();
      else watching?.signal?.addEventListener('abort', cancel, { once: true });
      keepWatch();
      return answer;
    },
    stop() {
      if (pending.size > 0) replace('stopped');
    },
  };
}
