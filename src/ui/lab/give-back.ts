/** A port whose other end is closed: a buffer that is transferred to it belongs to nobody. */
let nowhere: MessagePort | undefined;

/** A message costs as much as copying 100 kB, and `DecompressionStream` gives parts of 64: so many bytes go together. */
const TOGETHER_BYTES = 1 << 20;

/**
 * Frees memory at once, by transferring it to nobody. `ArrayBuffer.transfer` is no substitute: in Chromium (156) the browser's own object keeps
 * the memory while the garbage collector no longer counts it (600 MB for an archive of 500).
 */
export class GiveBack {
  private buffers: ArrayBuffer[] = [];
  private bytes = 0;

  /** Nobody may look at the part any more. */
  add({ buffer }: Uint8Array): void {
    this.buffers.push(buffer as ArrayBuffer);
    this.bytes += buffer.byteLength;
    if (this.bytes >= TOGETHER_BYTES) this.end();
  }

  /** What was added and is still here. */
  end(): void {
    nowhere ??= openNowhere();
    nowhere.postMessage(undefined, this.buffers);
    this.buffers = [];
    this.bytes = 0;
  }
}

/** The same parts; each may be looked at until the next is asked for. */
export async function* givingBack(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  const back = new GiveBack();
  try {
    for await (const part of parts) {
      yield part;
      back.add(part);
    }
  } finally {
    back.end();
  }
}

function openNowhere(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  return port1;
}
