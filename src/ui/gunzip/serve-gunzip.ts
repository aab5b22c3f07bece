/** The worker's end. What comes out is gathered into large parts: each message costs as much as unpacking some kilobytes. */
import type { FromUnpacker, GunzipLine, ToUnpacker } from './protocol.ts';

const PART_BYTES = 1 << 19;
/** So many unpacked parts may wait to be taken. */
const AHEAD = 4;

export function serveGunzip(line: GunzipLine<FromUnpacker, ToUnpacker>): void {
  let stream: Unpacking | undefined;
  line.onmessage = ({ data }) => {
    // the last parts of a stream that is over
    if (stream === undefined && data.kind === 'taken') return;
    if (stream === undefined) {
      stream = new Unpacking(line);
      void stream.run().then(
        () => {
          stream = undefined;
          line.postMessage({ kind: 'done' }, []);
        },
        (error: unknown) => line.postMessage({ kind: 'damaged', message: String(error) }, []),
      );
    }
    stream.receive(data);
  };
}

class Unpacking {
  private readonly line: GunzipLine<FromUnpacker, ToUnpacker>;
  private readonly stream = new DecompressionStream('gzip');
  private readonly writer = this.stream.writable.getWriter();
  private waiting = 0;
  private resume: (() => void) | undefined;

  constructor(line: GunzipLine<FromUnpacker, ToUnpacker>) {
    this.line = line;
  }

  receive(message: ToUnpacker): void {
    if (message.kind === 'packed') {
      // a failure is told by the reading end
      this.writer.write(message.bytes).then(
        () => this.line.postMessage({ kind: 'next' }, []),
        () => undefined,
      );
    } else if (message.kind === 'end') this.writer.close().catch(() => undefined);
    else {
      this.waiting -= 1;
      this.resume?.();
    }
  }

  async run(): Promise<void> {
    const reader = this.stream.readable.getReader();
    let part = new Uint8Array(PART_BYTES);
    let filled = 0;
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      for (let at = 0; at < read.value.length; ) {
        const taken = read.value.subarray(at, at + PART_BYTES - filled);
        part.set(taken, filled);
        filled += taken.length;
        at += taken.length;
        if (filled < PART_BYTES) continue;
        await this.send(part);
        part = new Uint8Array(PART_BYTES);
        filled = 0;
      }
    }
    if (filled > 0) await this.send(part.slice(0, filled));
  }

  private async send(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    while (this.waiting >= AHEAD) {
      await new Promise<void>((resolve) => {
        this.resume = resolve;
      });
    }
    this.waiting += 1;
    this.line.postMessage({ kind: 'unpacked', bytes }, [bytes.buffer]);
  }
}
