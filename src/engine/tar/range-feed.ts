/** Gives a parser the ranges that it asks for, out of a stream of parts. */
import type { Range, TarParser } from './parse-tar.ts';

export class RangeFeed<E> {
  /** all, once the parser has ended */
  entries: readonly E[] = [];
  private readonly parser: TarParser<E>;
  private readonly keep: ((range: Uint8Array) => void) | undefined;
  private wanted: Range | undefined;
  private at = 0;
  /** what came of the wanted range so far, where a part ended inside of it */
  private begun: Uint8Array = new Uint8Array(0);

  /** @param keep is shown each range that the parser asks for, for another feed that takes them (`take`) */
  constructor(parser: TarParser<E>, keep?: (range: Uint8Array) => void) {
    this.parser = parser;
    this.keep = keep;
    this.step(parser.next());
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

  /** In the place of `push`: the ranges that a feed of the same archive and limits has kept, one after the other, each whole. @throws TarError */
  take(ranges: Uint8Array): void {
    for (let at = 0; this.wanted !== undefined && at < ranges.length; ) {
      const end = at + this.wanted.length;
      this.step(this.parser.next(ranges.subarray(at, end)));
      at = end;
    }
  }

  /** @param size of the archive, bytes. @throws TarError */
  end(size: number): void {
    if (this.wanted !== undefined) this.step(this.parser.next(size));
  }

  private step(result: IteratorResult<Range, readonly E[]>): void {
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
