/** Reading a tar along a stream of its bytes, which go elsewhere too: into a hash, into the content store. Only headers are kept. */
import { type Content, EMPTY, sliceContent } from '../bytes/content.ts';
import type { TarEntry } from './entry.ts';
import { parseTar, type Range, type TarLimits, type TarParser } from './parse-tar.ts';

export class TarScan {
  private readonly parser: TarParser;
  /** where the files' contents lie, in the order of the entries that have some */
  private readonly starts: number[] = [];
  private wanted: Range | undefined;
  private entries: readonly TarEntry[] = [];
  private readonly keep: ((range: Uint8Array) => void) | undefined;
  private at = 0;
  /** what came of the wanted range so far, where a part ended inside of it */
  private begun: Uint8Array = new Uint8Array(0);

  /**
   * @param size bytes; left out where it is not known yet
   * @param keep is shown each range that the parser asks for, for another scan that takes them (`take`)
   */
  constructor(limits: TarLimits, size = Number.POSITIVE_INFINITY, keep?: (range: Uint8Array) => void) {
    this.keep = keep;
    this.parser = parseTar(size, limits, (start, length) => {
      if (length === 0) return EMPTY;
      this.starts.push(start);
      return { size: length, chunks: [] };
    });
    this.step(this.parser.next());
  }

  /** Keeps nothing of the part's memory. @throws TarError */
  push(part: Uint8Array): void {
    const end = this.at + part.length;
    while (this.wanted !== undefined && this.wanted.offset < end) {
      const { offset, length } = this.wanted;
      const missing = part.subarray(Math.max(0, offset - this.at), Math.max(0, offset + length - this.at));
      const bytes = this.begun.length === 0 ? missing : joined(this.begun, missing);
      if (bytes.length < length) {
        this.begun = bytes.slice();
        break;
      }
      this.begun = new Uint8Array(0);
      this.keep?.(bytes);
      this.step(this.parser.next(bytes));
    }
    this.at = end;
  }

  /** In the place of `push`: the ranges that a scan of the same limits and size has kept, one after the other, each whole. @throws TarError */
  take(ranges: Uint8Array): void {
    for (let at = 0; this.wanted !== undefined && at < ranges.length; ) {
      const end = at + this.wanted.length;
      this.step(this.parser.next(ranges.subarray(at, end)));
      at = end;
    }
  }

  /**
   * All entries, their contents slices of the archive's.
   * @param content whose bytes were pushed or scanned elsewhere
   * @throws TarError
   */
  finish(content: Content): TarEntry[] {
    if (this.wanted !== undefined) this.step(this.parser.next(content.size));
    let file = 0;
    return this.entries.map((entry) => {
      if (entry.content.size === 0) return entry;
      const start = this.starts[file] ?? 0;
      file += 1;
      return { ...entry, content: sliceContent(content, start, start + entry.content.size) };
    });
  }

  private step(result: IteratorResult<Range, TarEntry[]>): void {
    this.wanted = result.done === true ? undefined : result.value;
    if (result.done === true) this.entries = result.value;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
