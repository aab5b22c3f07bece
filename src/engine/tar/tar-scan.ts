/** Reading a tar along a stream of its bytes, which go elsewhere too: into a hash, into the content store. Only headers are kept. */
import { type Content, EMPTY, sliceContent } from '../bytes/content.ts';
import type { Decode } from './decode-content.ts';
import { decodeEntry } from './decode-entry.ts';
import type { TarEntry } from './entry.ts';
import { parseTar, type TarLimits } from './parse-tar.ts';
import { RangeFeed } from './range-feed.ts';

export class TarScan {
  private readonly feed: RangeFeed<TarEntry>;
  /** contents of files, and where they lie; nobody reads one before it has its chunks (`finish`) */
  private readonly contents: { readonly size: number; chunks: Content['chunks'] }[] = [];
  private readonly starts: number[] = [];

  /**
   * @param archive its content, where that lies somewhere already; or its size in bytes, where that is known
   * @param see is shown each entry as it is found; where the archive's content was not given, its own has no chunks before `finish`
   */
  constructor(limits: TarLimits, archive: Content | number = Number.POSITIVE_INFINITY, see?: (entry: TarEntry) => void) {
    const size = typeof archive === 'number' ? archive : archive.size;
    const slice = (start: number, length: number): Content => {
      if (typeof archive !== 'number') return sliceContent(archive, start, start + length);
      if (length === 0) return EMPTY;
      const content = { size: length, chunks: EMPTY.chunks };
      this.contents.push(content);
      this.starts.push(start);
      return content;
    };
    const decode: Decode<TarEntry> = (...header) => {
      const entry = decodeEntry(...header);
      see?.(entry);
      return entry;
    };
    this.feed = new RangeFeed(parseTar({ size, slice }, limits, decode));
  }

  /** Keeps nothing of the part's memory. @throws TarError */
  push(part: Uint8Array): void {
    this.feed.push(part);
  }

  /** In the place of `push`: what `tarHeaders` has kept of an archive of the same size and limits. @throws TarError */
  take(ranges: Uint8Array): void {
    this.feed.take(ranges);
  }

  /**
   * All entries, their contents slices of the archive's. Once only.
   * @param content whose bytes were pushed or scanned elsewhere
   * @throws TarError
   */
  finish(content: Content): readonly TarEntry[] {
    this.feed.end(content.size);
    // filled in: twenty thousand entries made anew are a tenth of what a large layer takes this thread
    for (const [i, open] of this.contents.entries()) {
      const start = this.starts[i] ?? 0;
      open.chunks = sliceContent(content, start, start + open.size).chunks;
    }
    return this.feed.entries;
  }
}
