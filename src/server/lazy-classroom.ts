/** The classroom, loaded and opened by the first request that needs it: a site without classes pays nothing for it. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { holdsClasses } from './db/storage-place.ts';
import type { Classroom, ClassroomOptions } from './http/classroom.ts';
import { type Reply, sendReply, textReply } from './reply.ts';

export interface LazyClassroom {
  /** Takes what is under `/api/`, `/readyz` and `/metrics`. */
  readonly takes: (path: string) => boolean;
  handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<void>;
  /** Where there are classes already: their answers may be waiting for a verdict. */
  openIfUsed(): void;
  close(): Promise<void>;
}

const UNAVAILABLE: Reply = {
  ...textReply(503, '', { 'content-type': 'application/json', 'retry-after': '5' }),
  body: new TextEncoder().encode('{"error":{"code":"storage-down","messageKey":"class.refused.storageDown"}}'),
};

export interface LazyOptions extends ClassroomOptions {
  /** who shows it may read the metrics from elsewhere */
  readonly metricsToken?: string;
}

export function createLazyClassroom(options: LazyOptions): LazyClassroom {
  let opened: Promise<Classroom> | undefined;
  let isClosed = false;

  function open(): Promise<Classroom> {
    if (opened !== undefined) return opened;
    const made = import('./http/classroom.ts').then(({ openClassroom }) => openClassroom(options));
    opened = made;
    made.catch((error: unknown) => {
      opened = undefined;
      options.report?.({ level: 'error', what: 'open', error: error instanceof Error ? error.message : String(error) });
    });
    return made;
  }

  async function ready(): Promise<Reply> {
    if (isClosed) return textReply(503, 'closing');
    if (opened === undefined && !holdsClasses(options.place)) return textReply(200, 'ready');
    try {
      await (await open()).assertReady();
      return textReply(200, 'ready');
    } catch {
      return textReply(503, 'the database does not answer');
    }
  }

  return {
    takes: (path) => path.startsWith('/api/') || path === '/readyz' || path === '/metrics',
    async handle(request, response, path) {
      if (path === '/readyz') return sendReply(request, response, await ready());
      if (path === '/metrics') {
        if (!isFromHere(request) && !hasToken(request, options.metricsToken))
          return sendReply(request, response, textReply(404, 'Not found'));
        return sendReply(request, response, textReply(200, opened === undefined ? '' : await (await opened).metrics()));
      }
      let classroom: Classroom;
      try {
        classroom = await open();
      } catch {
        return sendReply(request, response, UNAVAILABLE);
      }
      return classroom.handle(request, response);
    },
    openIfUsed() {
      if (holdsClasses(options.place)) open().catch(() => undefined);
    },
    async close() {
      isClosed = true;
      await opened?.then((classroom) => classroom.close()).catch(() => undefined);
    },
  };
}

/** Asked on this machine, and not handed on by a proxy. */
function isFromHere({ socket, headers }: IncomingMessage): boolean {
  return /^(::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '') && headers['x-forwarded-for'] === undefined;
}

function hasToken({ headers }: IncomingMessage, token: string | undefined): boolean {
  if (token === undefined) return false;
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(headers.authorization ?? ''), hash(`Bearer ${token}`));
}
