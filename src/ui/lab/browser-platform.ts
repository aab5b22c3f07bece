/**
 * The browser's own SHA-256 and gunzip: several times faster than JavaScript where they exist. They do not on plain http in a
 * classroom's network (no secure context); the engine then does the work itself.
 */
import { type Chunk, type Content, type PlatformPort, readContent } from '../../engine/index.ts';

export function browserPlatform(): PlatformPort | undefined {
  const subtle = globalThis.crypto?.subtle;
  if (subtle === undefined || globalThis.DecompressionStream === undefined) return undefined;
  return {
    async sha256(content: Content) {
      const hash = await subtle.digest('SHA-256', new Uint8Array(await readContent(content)));
      return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
    },
    async gunzip(bytes, maxBytes) {
      const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream('gzip'));
      const chunks: Chunk[] = [];
      let size = 0;
      for await (const part of readAll(stream)) {
        size += part.length;
        if (size > maxBytes) throw new RangeError(`more than ${maxBytes} bytes`);
        chunks.push(part.every((byte) => byte === 0) ? { kind: 'zeros', length: part.length } : { kind: 'bytes', bytes: part });
      }
      return { size, chunks };
    },
  };
}

async function* readAll(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
}
