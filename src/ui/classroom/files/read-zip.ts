/**
 * The files inside a ZIP archive, one after the other as the archive is read: a class's own archive, or what a course has collected. Strangers make
 * such files, so what is unpacked is bounded while it is unpacked; what the archive says of its own sizes counts for nothing
 * (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT).
 */
import { Inflate, Unzip, type UnzipDecoder, type UnzipFile, UnzipPassThrough } from 'fflate';

export interface ZipLimits {
  /** bytes of one file, unpacked */
  readonly fileBytes: number;
  /** bytes of all files, unpacked */
  readonly allBytes: number;
}

export type ZipEntry =
  | { readonly name: string; readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly name: string; readonly kind: 'too-large' | 'broken' };

export class ZipError extends Error {
  readonly code: 'zip-broken' | 'zip-too-large';
  constructor(code: ZipError['code'], options?: ErrorOptions) {
    super(code, options);
    this.name = 'ZipError';
    this.code = code;
  }
}

/** A piece of deflate may grow a thousandfold before anybody can look at it. */
const PIECE_BYTES = 16_384;

/** Folders are left out. @throws ZipError after the entries that could be read */
export async function* readZip(file: Blob, limits: ZipLimits): AsyncGenerator<ZipEntry> {
  let found: ZipEntry[] = [];
  let all = 0;
  let open = 0;
  const unzip = new Unzip((entry) => {
    if (entry.name.endsWith('/')) return;
    open += 1;
    collect(entry, limits.fileBytes, (done) => {
      open -= 1;
      found.push(done);
    });
  });
  unzip.register(UnzipPassThrough);
  unzip.register(boundedInflate(limits.fileBytes, (count) => (all += count)));
  const take = (): ZipEntry[] => {
    const taken = found;
    found = [];
    return taken;
  };
  try {
    for await (const piece of piecesOf(file)) {
      unzip.push(piece);
      yield* take();
      if (all > limits.allBytes) throw new ZipError('zip-too-large');
    }
    unzip.push(new Uint8Array(), true);
  } catch (error) {
    yield* take();
    throw error instanceof ZipError ? error : new ZipError('zip-broken', { cause: error });
  }
  yield* take();
  if (open > 0 || !(await hasEnd(file))) throw new ZipError('zip-broken');
}

/** With the longest comment that may follow it. */
const END_BYTES = 22 + 65_535;

/** A file that was cut off between two entries is seen by this alone. */
async function hasEnd(file: Blob): Promise<boolean> {
  const tail = new Uint8Array(await file.slice(-END_BYTES).arrayBuffer());
  return tail.some((byte, at) => byte === 0x50 && tail[at + 1] === 0x4b && tail[at + 2] === 5 && tail[at + 3] === 6);
}

async function* piecesOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (let at = 0; at < value.length; at += PIECE_BYTES) yield value.subarray(at, at + PIECE_BYTES);
  }
}

function collect(entry: UnzipFile, limit: number, onDone: (entry: ZipEntry) => void): void {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isOver = false;
  const end = (kind: 'too-large' | 'broken'): void => {
    if (isOver) return;
    isOver = true;
    onDone({ name: entry.name, kind });
  };
  entry.ondata = (error, chunk, isLast) => {
    if (isOver) return;
    if (error !== null) return end('broken');
    size += chunk.length;
    if (size > limit) return end('too-large');
    // stored bytes are a view of the piece
    chunks.push(chunk.slice());
    if (!isLast) return;
    isOver = true;
    onDone({ name: entry.name, kind: 'file', bytes: joinChunks(chunks, size) });
  };
  entry.start();
}

function joinChunks(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Stops unpacking a file that has become too large. */
function boundedInflate(limit: number, onBytes: (count: number) => void) {
  return class implements UnzipDecoder {
    static compression = 8;
    ondata: UnzipDecoder['ondata'] = () => undefined;
    #size = 0;
    #inflate = new Inflate((chunk, isLast) => {
      this.#size += chunk.length;
      onBytes(chunk.length);
      this.ondata(null, chunk, isLast);
    });
    push(chunk: Uint8Array, isLast: boolean): void {
      if (this.#size > limit) return;
      try {
        this.#inflate.push(chunk, isLast);
      } catch (error) {
        this.#size = Number.POSITIVE_INFINITY;
        this.ondata(error as Parameters<UnzipDecoder['ondata']>[0], new Uint8Array(), true);
      }
    }
  };
}
