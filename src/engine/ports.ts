/**
 * What the engine needs from outside. The same ports, the same start and the same commands give the same bytes, in a phone's
 * worker, in Node and on the server; nothing else in the engine may look at a clock, a network or a source of chance.
 */
import type { Content } from './bytes/content.ts';

export interface Ports {
  /** Milliseconds since 1970 at which the machine's clock starts. It then runs only by commands and `sleep` (machine.now). */
  readonly epoch: number;
  /** Every "random" ID is the SHA-256 of this and a counter of the machine. */
  readonly seed: string;
  readonly limits: Limits;
  readonly http: HttpPort;
  /** Faster than ours where the platform has it; left out, plain JavaScript does the work. */
  readonly platform?: PlatformPort;
}

export interface Limits {
  /** statements, loop turns and applet calls of one command line */
  readonly shellSteps: number;
  /** bytes one command line may print */
  readonly outputBytes: number;
  /** milliseconds of the machine's own time that one foreground command may take before it is interrupted as by Ctrl+C */
  readonly foregroundMs: number;
  /** bytes of one file or unpacked layer */
  readonly fileBytes: number;
  /** entries in one archive */
  readonly archiveEntries: number;
  /** bytes that one compressed blob may unpack to */
  readonly unpackedBytes: number;
  /** nested $( ), functions, sh -c, docker build stages … */
  readonly depth: number;
}

export const DEFAULT_LIMITS: Limits = {
  shellSteps: 200_000,
  outputBytes: 4_000_000,
  foregroundMs: 600_000,
  fileBytes: 2_000_000_000,
  archiveEntries: 200_000,
  unpackedBytes: 2_000_000_000,
  depth: 64,
};

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH';
  /** absolute, as docker would call it: `https://registry-1.docker.io/v2/library/alpine/manifests/3.13` or `http://localhost:5000/v2/` */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}
export interface HttpResponse {
  readonly status: number;
  /** names in lower case */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}
/** Rejects with `HttpUnreachable` where there is no server. */
export interface HttpPort {
  fetch(request: HttpRequest): Promise<HttpResponse>;
}
export class HttpUnreachable extends Error {
  /** Go's words for it: `dial tcp 127.0.0.1:5999: connect: connection refused` */
  constructor(message: string) {
    super(message);
    this.name = 'HttpUnreachable';
  }
}

export interface PlatformPort {
  /** lower-case hex of the SHA-256 of the content */
  sha256(content: Content): Promise<string>;
  /** @throws RangeError where more than `maxBytes` come out; Error where the stream is damaged */
  gunzip(bytes: Uint8Array, maxBytes: number): Promise<Content>;
}
