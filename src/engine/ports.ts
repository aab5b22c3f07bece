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
  readonly watch?: WatchPort;
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
  /** The same servers as they are now, for a run whose pushes nobody else is to see; left out where nothing can be pushed, or nothing copied. */
  fork?(): HttpPort;
}
export class HttpUnreachable extends Error {
  /** Go's words for it: `dial tcp 127.0.0.1:5999: connect: connection refused` */
  constructor(message: string) {
    super(message);
    this.name = 'HttpUnreachable';
  }
}

export interface PlatformPort {
  /** how many large blobs it can go through at the same time; 1 where left out */
  readonly threads?: number;
  /** @param size bytes that will come, where that is known: what fits into memory may be hashed in one go */
  createHash(size?: number): HashStream;
  /** SHA-256 of a few bytes, or of a text's bytes in UTF-8, in lower-case hex, without a promise; left out where the platform has none. */
  hashNow?(data: Uint8Array | string): string;
  /** The digest of an equal content that was hashed before, or what `hash` finds; left out where nothing is kept. */
  recall?<T extends string>(content: Content, hash: () => Promise<T>): Promise<T>;
  /**
   * Each part that comes out is the taker's own.
   * @throws Error where the stream is damaged, ends early, or has more than this platform reads (several members in a row)
   */
  gunzip?(parts: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /**
   * Reads a layer in a thread of its own, hashes it and picks out of its tar what a `TarScan` asks for. Undefined where that is not worth it or
   * cannot be: the bytes lie in this thread's memory.
   */
  scanLayer?(layer: Content, options: LayerScanOptions): LayerScan | undefined;
  /** A place outside of this program's memory for what was unpacked and must be kept; left out, it stays in memory. */
  createKeep?(): Keep;
}

export interface LayerScanOptions {
  /** as its bytes lie there; absent: not at all */
  readonly packing?: 'gzip';
  /** the digest of the packed bytes is wanted, too */
  readonly isHashingPacked?: boolean;
  readonly limits: Pick<Limits, 'archiveEntries' | 'fileBytes' | 'unpackedBytes'>;
}

/** Steps while the bytes go by, and what came of it. Ended early, the thread does no more for it. @throws Error where it cannot be read */
export type LayerScan = AsyncGenerator<LayerScanStep, ScannedLayer, void>;

export interface LayerScanStep {
  /** bytes of the layer as it lies there, since the last step */
  readonly read: number;
  /** what the parser of its tar asks for, one after the other, each whole */
  readonly ranges: Uint8Array;
}

export type ScannedLayer =
  | {
      readonly kind: 'scanned';
      /** of the tar, lower-case hex */
      readonly hex: string;
      readonly packedHex?: string;
      /** what was unpacked; absent where nothing was */
      readonly unpacked?: Content;
    }
  /** no gzip, or more than this platform reads (several members in a row); more than `unpackedBytes` */
  | { readonly kind: 'damaged' | 'too-large' };

/** SHA-256 of bytes that come in parts. Ends with `digest` or `cancel`. */
export interface HashStream {
  /** Has read the part when it returns, or when its promise is kept. */
  update(part: Uint8Array): void | Promise<void>;
  /** lower-case hex */
  digest(): string | Promise<string>;
  cancel?(): void;
}

export interface Keep {
  /** Takes the part over. */
  add(part: Uint8Array): void | Promise<void>;
  /** All that was added. */
  content(): Content | Promise<Content>;
}

/** Told how far a long reading is, and asked whether to go on. */
export interface WatchPort {
  /** @param total bytes of the archive that is opened */
  begin(total: number): void;
  /** @param bytes read since the last call. @throws CancelledError where it is to end */
  read(bytes: number): void;
}
