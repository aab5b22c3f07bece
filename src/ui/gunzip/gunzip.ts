/** Unpacking gzip by the browser, in the thread that calls. */

/** @throws TypeError where it is damaged */
export async function* gunzip(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const unpacked = readableOf(parts).pipeThrough(new DecompressionStream('gzip'));
  const reader = unpacked.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel();
  }
}

/** `DecompressionStream` unpacks what it is given whole, a thousand times its size where that is a bomb. */
const PIECE_BYTES = 1 << 16;

/** Asks for a part when the one before was taken, as it is good only until then. */
function readableOf(parts: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const iterator = parts[Symbol.asyncIterator]();
  let part = new Uint8Array();
  let at = 0;
  const source: UnderlyingDefaultSource<Uint8Array<ArrayBuffer>> = {
    async pull(controller) {
      while (at === part.length) {
        const { done, value } = await iterator.next();
        if (done === true) return controller.close();
        part = value as Uint8Array<ArrayBuffer>;
        at = 0;
      }
      const end = Math.min(part.length, at + PIECE_BYTES);
      const piece = part.subarray(at, end);
      // the last one is still being unpacked while the next part is asked for
      controller.enqueue(end === part.length ? piece.slice() : piece);
      at = end;
    },
    async cancel() {
      await iterator.return?.();
    },
  };
  return new ReadableStream(source, { highWaterMark: 0 });
}
