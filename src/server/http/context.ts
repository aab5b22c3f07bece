/** What every route of the classroom has at hand. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ClassLog } from '../db/class-log.ts';
import type { Scrubber } from '../db/scrubber.ts';
import type { Storage } from '../db/storage.ts';
import type { Member } from '../domain/audience.ts';
import type { Contents } from '../grading/contents.ts';
import type { Grader } from '../grading/grader.ts';
import type { GradingQueue } from '../grading/grading-queue.ts';
import type { ClassStreams } from '../sse/class-streams.ts';
import type { RateLimits } from './limits.ts';

export interface Services {
  readonly storage: Storage;
  readonly log: ClassLog;
  readonly contents: Contents;
  readonly grader: Grader;
  readonly queue: GradingQueue;
  readonly streams: ClassStreams;
  readonly limits: RateLimits;
  readonly scrubber: Scrubber;
  readonly now: () => number;
}

export interface Call extends Services {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** parts of the address that were left open: `{ class: '…' }` */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly address: string;
}

/** Of somebody who showed a secret of this class. */
export interface MemberCall extends Call {
  readonly member: Member;
}

/** JSON, a file, or nothing where the route has answered by itself. */
export type RouteResult =
  | { readonly status?: number; readonly json: unknown }
  | { readonly file: string | Uint8Array; readonly type: string; readonly name: string }
  | undefined;

export type Who = 'anybody' | 'member' | 'learner' | 'lead' | 'instructor';

export type Route =
  | { readonly method: string; readonly path: string; readonly who: 'anybody'; readonly run: (call: Call) => Promise<RouteResult> }
  | {
      readonly method: string;
      readonly path: string;
      readonly who: Exclude<Who, 'anybody'>;
      readonly run: (call: MemberCall) => Promise<RouteResult>;
    };
