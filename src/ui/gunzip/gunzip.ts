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

/** Asks for a part when the one before was unpacked, as it is good only until then. */
function readableOf(parts: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const iterator = parts[Symbol.asyncIterator]();
  const source: UnderlyingDefaultSource<Uint8Array<ArrayBuffer>> = {
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done === true) controller.close();
      else controller.enqueue(value as Uint8Array<ArrayBuffer>);
    },
    async cancel() {
      await iterator.return?.();
    },
  };
  return new ReadableStream(source, { highWaterMark: 0 });
}
