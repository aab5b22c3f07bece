import { expect, test } from 'vitest';
import { archive, bytesOf, FILE, pax } from '../../../tests/engine/tar-blocks.ts';
import { type Content, contentOf, readContent, sliceContent } from '../bytes/content.ts';
import { DEFAULT_LIMITS } from '../ports.ts';
import { tarEntry } from './entry.ts';
import { readTar, TarError } from './read-tar.ts';
import { tarHeaders } from './tar-headers.ts';
import { TarScan } from './tar-scan.ts';
import { writeTar } from './write-tar.ts';

const limits = DEFAULT_LIMITS;

const LONG = `${'folder/'.repeat(30)}á`;
const TAR = writeTar([
  tarEntry({ name: 'a', content: contentOf('one') }),
  tarEntry({ name: 'd/', type: 'dir' }),
  tarEntry({ name: LONG, content: contentOf('x'.repeat(5000)), xattrs: new Map([['user.a', new Uint8Array([1, 2])]]) }),
  tarEntry({ name: 'l', type: 'symlink', linkname: LONG }),
  tarEntry({ name: 'empty' }),
  tarEntry({ name: 'last', content: contentOf('two') }),
]);

/** Through one piece of memory that is used again for each part, as platforms do. */
function scan(bytes: Uint8Array, partSize: number, of?: Content | number) {
  const tarScan = new TarScan(limits, of);
  pushAll(tarScan, bytes, partSize);
  return tarScan.finish(contentOf(bytes));
}

/** Its headers found by one, and read by another. */
function scanHeaders(bytes: Uint8Array, partSize: number, of?: Content | number) {
  const tarScan = new TarScan(limits, of);
  pushAll(
    tarHeaders(of === undefined ? Number.POSITIVE_INFINITY : bytes.length, limits, (range) => tarScan.take(range)),
    bytes,
    partSize,
  );
  return tarScan.finish(contentOf(bytes));
}

function pushAll(tarScan: Pick<TarScan, 'push'>, bytes: Uint8Array, partSize: number): void {
  const memory = new Uint8Array(partSize);
  for (let at = 0; at < bytes.length; at += partSize) {
    const part = bytes.subarray(at, at + partSize);
    memory.set(part);
    tarScan.push(memory.subarray(0, part.length));
    memory.fill(0xee);
  }
}

test.each([1, 7, 511, 512, 513, 1536, 1 << 20])('in parts of %i bytes it finds what readTar finds', async (partSize) => {
  const bytes = bytesOf(TAR);
  const expected = await readTar(TAR, limits);
  for (const found of [undefined, bytes.length].flatMap((size) => [
    scan(bytes, partSize, size),
    scanHeaders(bytes, partSize, size),
  ])) {
    expect(found.map(({ content, ...rest }) => rest)).toEqual(expected.map(({ content, ...rest }) => rest));
    expect(await Promise.all(found.map(({ content }) => readContent(content)))).toEqual(
      await Promise.all(expected.map(({ content }) => readContent(content))),
    );
  }
});

test('an archive cut anywhere is read or refused as readTar does, whether its size is known or not', async () => {
  const whole = bytesOf(TAR);
  const attempt = (read: () => readonly unknown[]) => {
    try {
      return read().length;
    } catch (error) {
      if (error instanceof TarError) return `${error.code} ${error.data.offset}`;
      throw error;
    }
  };
  for (let end = 0; end <= whole.length; end += 64) {
    const bytes = whole.subarray(0, end);
    const expected = await readTar(contentOf(bytes), limits).then(
      (entries) => entries.length,
      (error: TarError) => `${error.code} ${error.data.offset}`,
    );
    const attempts = [undefined, end].flatMap((size) => [
      attempt(() => scan(bytes, 1000, size)),
      attempt(() => scanHeaders(bytes, 1000, size)),
    ]);
    expect(attempts, `${end} bytes`).toEqual([expected, expected, expected, expected]);
  }
});

test('records without an entry are nothing, as for Go; and an archive that is none', () => {
  expect(scan(bytesOf(archive(pax({ path: 'p' }))), 512)).toEqual([]);
  expect(() => scan(bytesOf(sliceContent(archive(FILE), 1)), 512)).toThrow(TarError);
});
