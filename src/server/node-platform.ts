/** Hashing and unpacking by Node, several times faster than JavaScript: for the server, `npm run sim` and the tests. */
import { createHash, hash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { PlatformPort } from '../engine/index.ts';
import { createRecall } from './recall-digests.ts';

/** Bytes that come out of the unpacker at once. */
const PART = 1 << 18;

export const nodePlatform: PlatformPort = {
  createHash() {
    const running = createHash('sha256');
    return {
      update(part) {
        running.update(part);
      },
      digest: () => running.digest('hex'),
    };
  },
  hashNow: (data) => hash('sha256', data, 'hex'),
  recall: createRecall(),
  async *gunzip(parts) {
    const unpacker = createGunzip({ chunkSize: PART });
    let failure: Error | undefined;
    pipeline(Readable.from(copies(parts)), unpacker, (error) => {
      failure = error ?? undefined;
    });
    for await (const part of unpacker) yield new Uint8Array(part.buffer, part.byteOffset, part.length);
    if (failure !== undefined) throw failure;
  },
};

/** Streams read ahead, and a part is good only until the next is asked for. */
async function* copies(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const part of parts) yield part.slice();
}
