/** A port whose other end is closed: a buffer that is transferred to it belongs to nobody. */
let nowhere: MessagePort | undefined;

/**
 * Frees the array's memory at once, by transferring it to nobody. `ArrayBuffer.transfer` is no substitute: in Chromium (156) the browser's own
 * object keeps the memory while the garbage collector no longer counts it (600 MB for an archive of 500).
 */
export function giveBack({ buffer }: Uint8Array): void {
  nowhere ??= openNowhere();
  nowhere.postMessage(undefined, [buffer as ArrayBuffer]);
}

/** The same parts, each given back when the next is asked for. */
export async function* givingBack(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  for await (const part of parts) {
    yield part;
    giveBack(part);
  }
}

function openNowhere(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  return port1;
}
