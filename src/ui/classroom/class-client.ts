/** A page's end of the classroom's HTTP API (docs/class-api.md). */
import type { ClassEvent } from '../../server/domain/class-event.ts';
import type { Presence } from './now-of.ts';

export class ClassRefused extends Error {
  /** of `server/domain/refusal.ts` */
  readonly code: string;
  /** key of the sentence that says it */
  readonly messageKey: string;
  readonly field: string | undefined;
  constructor(code: string, messageKey: string, field?: string) {
    super(code);
    this.name = 'ClassRefused';
    this.code = code;
    this.messageKey = messageKey;
    this.field = field;
  }
}

/** No answer, or none of a classroom: no network, or a host that only has files. */
export class ClassUnreachable extends Error {
  override name = 'ClassUnreachable';
}

export interface ClassClient {
  /** @throws ClassRefused, ClassUnreachable */
  call<T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T>;
  /** Under the name that the server gives it. @throws ClassRefused, ClassUnreachable */
  fetchFile(path: string): Promise<{ readonly name: string; readonly blob: Blob }>;
  /** Calls for each event of the class after `seq`, for as long as the page lives or until `stop`; begins again where a connection ends. */
  follow(classId: string, seq: number, listener: ClassListener): { stop(): void };
}

export interface ClassListener {
  onEvent(event: ClassEvent, seq: number): void;
  /** signs of life, which are in no log; for those who lead */
  onPresence?(signs: readonly Presence[]): void;
  onConnection(isUp: boolean): void;
  /** the server knows less than was heard: a backup was put back */
  onReset?(): void;
  /** the class is gone, or this link is worth nothing any more */
  onEnd(refused: ClassRefused): void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

export function createClassClient(secret?: string, fetcher: typeof fetch = (...args) => fetch(...args)): ClassClient {
  const headers = secret === undefined ? {} : { authorization: `Bearer ${secret}` };

  async function ask(method: string, path: string, more: RequestInit): Promise<Response> {
    let response: Response;
    try {
      response = await fetcher(path, { method, cache: 'no-store', credentials: 'omit', ...more });
    } catch (error) {
      throw new ClassUnreachable('no answer', { cause: error });
    }
    if (!response.ok) throw await refusalOf(response);
    return response;
  }

  return {
    async call<T>(method: string, path: string, body?: unknown) {
      const json =
        body === undefined ? {} : { body: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } };
      const response = await ask(method, path, { headers, ...json });
      if (response.headers.get('content-type')?.includes('json') !== true) throw new ClassUnreachable('no classroom here');
      return (await response.json()) as T;
    },
    async fetchFile(path) {
      const response = await ask('GET', path, { headers });
      const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
      return { name: name ?? `camadas-${path.slice(path.lastIndexOf('/') + 1)}.json`, blob: await response.blob() };
    },
    follow(classId, seq, listener) {
      const stop = new AbortController();
      void followForEver(seq, stop.signal, listener, (lastId, signal) =>
        ask('GET', `/api/classes/${classId}/events`, { headers: { ...headers, 'last-event-id': String(lastId) }, signal }),
      );
      return { stop: () => stop.abort() };
    },
  };
}

async function refusalOf(response: Response): Promise<ClassRefused | ClassUnreachable> {
  const body = (await response.json().catch(() => undefined)) as { error?: { code?: string; messageKey?: string; field?: string } };
  const { code, messageKey, field } = body?.error ?? {};
  if (code === undefined || messageKey === undefined) return new ClassUnreachable(`status ${response.status}`);
  return new ClassRefused(code, messageKey, field);
}

async function followForEver(
  seq: number,
  signal: AbortSignal,
  listener: ClassListener,
  connect: (lastId: number, signal: AbortSignal) => Promise<Response>,
): Promise<void> {
  let lastId = seq;
  let wait = FIRST_WAIT_MS;
  while (!signal.aborted) {
    try {
      const response = await connect(lastId, signal);
      listener.onConnection(true);
      wait = FIRST_WAIT_MS;
      for await (const { id, name, data } of readEvents(response)) {
        if (name === 'log') listener.onEvent((JSON.parse(data) as { event: ClassEvent }).event, id ?? lastId);
        if (name === 'presence') listener.onPresence?.(JSON.parse(data) as Presence[]);
        if (name === 'erased') return listener.onEnd(new ClassRefused('class-unknown', 'class.refused.classUnknown'));
        if (name === 'reset') listener.onReset?.();
        lastId = name === 'reset' ? 0 : (id ?? lastId);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ClassRefused && isFinal(error)) return listener.onEnd(error);
    }
    listener.onConnection(false);
    await new Promise((resolve) => setTimeout(resolve, wait * (0.5 + Math.random())));
    wait = Math.min(LONGEST_WAIT_MS, wait * 2);
  }
}

export function isFinal({ code }: ClassRefused): boolean {
  return ['class-unknown', 'class-expired', 'learner-removed', 'role-missing', 'not-allowed'].includes(code);
}

interface ServerEvent {
  readonly id: number | undefined;
  readonly name: string;
  readonly data: string;
}

/** The stream of HTML's server-sent events, as far as our server writes it: each field on one line. */
async function* readEvents(response: Response): AsyncGenerator<ServerEvent> {
  if (response.body === null) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) yield parseEvent(block);
  }
}

function parseEvent(block: string): ServerEvent {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const id = fields.get('id');
  return { id: id === undefined ? undefined : Number(id), name: fields.get('event') ?? 'message', data: fields.get('data') ?? '' };
}
