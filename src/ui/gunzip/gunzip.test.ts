import { gzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { gunzip } from './gunzip.ts';

test('a bomb is unpacked piece by piece, however large the parts are in which it comes', async () => {
  const pieces: number[] = [];
  const Browsers = globalThis.DecompressionStream;
  vi.stubGlobal(
    'DecompressionStream',
    class {
      readonly readable: ReadableStream<Uint8Array>;
      readonly writable: WritableStream<Uint8Array<ArrayBuffer>>;
      constructor() {
        const seen = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
          transform(piece, controller) {
            pieces.push(piece.length);
            controller.enqueue(piece);
          },
        });
        this.writable = seen.writable;
        this.readable = seen.readable.pipeThrough(new Browsers('gzip'));
      }
    },
  );
  const packed = gzipSync(new Uint8Array(200_000_000));
  const unpacked = gunzip(
    (async function* () {
      yield packed;
    })(),
  );
  let size = 0;
  for await (const part of unpacked) size += part.length;
  vi.unstubAllGlobals();
  expect(size).toBe(200_000_000);
  expect(packed.length).toBeGreaterThan(190_000);
  expect(Math.max(...pieces)).toBe(65_536);
});
