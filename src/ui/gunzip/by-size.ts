/** Unpacks small gzip streams in this thread, as all layers of the course are. For a larger one it first loads a faster way. */

type Gunzip = (parts: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

/** packed bytes; to start a thread for fewer takes longer than to unpack them */
export const MOST_HERE = 1 << 20;

export function gunzipBySize(
  here: Gunzip,
  loadOther: () => Promise<Gunzip>,
): (parts: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array> {
  return async function* gunzip(parts) {
    const iterator = parts[Symbol.asyncIterator]();
    const rest = { [Symbol.asyncIterator]: () => iterator };
    const first: Uint8Array[] = [];
    try {
      let size = 0;
      while (size <= MOST_HERE) {
        const { done, value } = await iterator.next();
        if (done === true) break;
        // a part is good only until the next is asked for
        first.push(value.slice());
        size += value.length;
      }
      const all = (async function* () {
        yield* first;
        yield* rest;
      })();
      yield* (size > MOST_HERE ? await loadOther() : here)(all);
    } finally {
      await iterator.return?.();
    }
  };
}
