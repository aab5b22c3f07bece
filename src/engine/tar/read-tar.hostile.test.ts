import { expect, test } from 'vitest';
import { archive, bytesOf, FILE, header, pax, put, special } from '../../../tests/engine/tar-blocks.ts';
import { contentOf, sliceContent, zeros } from '../bytes/content.ts';
import { utf8 } from '../bytes/utf8.ts';
import { LimitError } from '../errors.ts';
import { DEFAULT_LIMITS } from '../ports.ts';
import { tarEntry } from './entry.ts';
import { readTar, readTarNow, TarError } from './read-tar.ts';
import { writeTar } from './write-tar.ts';

const limits = DEFAULT_LIMITS;

test.each([
  { name: 'half a header', tar: sliceContent(contentOf(FILE), 0, 300), code: 'tar.truncated', offset: 0 },
  {
    name: 'half a file',
    tar: sliceContent(writeTar([tarEntry({ name: 'f', content: zeros(5000) })]), 0, 3000),
    code: 'tar.truncated',
    offset: 0,
  },
  { name: 'a size that lies', tar: archive(header(put(124, '77777777777'))), code: 'tar.truncated', offset: 0 },
  { name: 'a size in records that lies', tar: archive(pax({ size: '999999999999' }), FILE), code: 'tar.truncated', offset: 1024 },
  {
    name: 'records longer than the archive',
    tar: archive(header((block) => [put(156, 'x')(block), put(124, '00000777777')(block)])),
    code: 'tar.truncated',
    offset: 0,
  },
  { name: 'a wrong sum', tar: archive(header(put(0, 'g'), false)), code: 'tar.checksum', offset: 0 },
  { name: 'text', tar: contentOf('FROM alpine\n'.repeat(100)), code: 'tar.checksum', offset: 0 },
  { name: 'digits that are no octal ones', tar: archive(header(put(108, '0000999'))), code: 'tar.badHeader', offset: 0 },
  { name: 'a negative size', tar: archive(header(put(124, Array(12).fill(0xff)))), code: 'tar.badHeader', offset: 0 },
  {
    name: 'a size beyond all files',
    tar: archive(header(put(124, [0x80, 0, 0, 0, 0x7f, ...Array(7).fill(0xff)]))),
    code: 'tar.truncated',
    offset: 0,
  },
  {
    name: 'a size of more than 64 bits',
    tar: archive(header(put(124, [0x80, 0, 0, 0x7f, ...Array(8).fill(0xff)]))),
    code: 'tar.badHeader',
    offset: 0,
  },
  { name: 'records of the wrong length', tar: archive(special('x', utf8('99 path=p\n')), FILE), code: 'tar.badHeader', offset: 0 },
  { name: 'records without =', tar: archive(special('x', utf8('7 path\n')), FILE), code: 'tar.badHeader', offset: 0 },
  { name: 'a size in records that is no number', tar: archive(pax({ size: '0x10' }), FILE), code: 'tar.badHeader', offset: 1024 },
  {
    name: 'sixteen megabytes of records that are not there',
    tar: archive(header((block) => [put(156, 'x')(block), put(124, '00077777777')(block)])),
    code: 'tar.truncated',
    offset: 0,
  },
  {
    name: 'more than a megabyte of records',
    tar: archive(pax({ comment: 'c'.repeat(1 << 20) }), FILE),
    code: 'tar.tooLong',
    offset: 0,
  },
  {
    name: 'a long name of more than a megabyte',
    tar: archive(special('L', new Uint8Array(1.1e6).fill(0x61)), FILE),
    code: 'tar.tooLong',
    offset: 0,
  },
  { name: 'a name with NUL', tar: archive(pax({ path: 'a\0b' }), FILE), code: 'tar.name', offset: 1024 },
  { name: 'a kind that nobody unpacks', tar: archive(header(put(156, 'V'))), code: 'tar.unsupportedType', offset: 0 },
  { name: 'a sparse file', tar: archive(pax({ 'GNU.sparse.major': '1' }), FILE), code: 'tar.sparse', offset: 1024 },
  { name: 'a sparse file of old', tar: archive(header(put(156, 'S'))), code: 'tar.sparse', offset: 0 },
])('refused: $name', async ({ tar, code, offset }) => {
  await expect(readTar(tar, limits)).rejects.toMatchObject({ code, data: { offset } });
  expect(() => readTarNow(tar, limits)).toThrow(TarError);
});

test('limits', async () => {
  const tar = writeTar([tarEntry({ name: 'a', content: zeros(100) }), tarEntry({ name: 'b' })]);
  for (const read of [readTar, async (...args: Parameters<typeof readTarNow>) => readTarNow(...args)]) {
    await expect(read(tar, { archiveEntries: 1, fileBytes: 1000 })).rejects.toEqual(new LimitError('archiveEntries', 1));
    await expect(read(tar, { archiveEntries: 2, fileBytes: 99 })).rejects.toEqual(new LimitError('fileBytes', 99));
  }
});

test('an archive cut anywhere, or with any byte changed, is read or refused by name', async () => {
  const whole = bytesOf(
    writeTar([
      tarEntry({ name: 'á', content: contentOf('one') }),
      tarEntry({ name: 'd', type: 'dir' }),
      tarEntry({ name: 'l', type: 'symlink', linkname: 'á' }),
    ]),
  );
  const attempt = (bytes: Uint8Array) => {
    try {
      return readTarNow(contentOf(bytes), limits)?.length;
    } catch (error) {
      if (error instanceof TarError) return error.code;
      throw error;
    }
  };
  const atCut = new Set(Array.from({ length: whole.length }, (_, end) => attempt(whole.subarray(0, end))));
  expect(atCut).toEqual(new Set([0, 'tar.truncated', 1, 2, 3]));
  for (let at = 0; at < whole.length; at += 3) {
    for (const change of [0x01, 0x80, 0xff]) {
      const damaged = whole.slice();
      damaged[at] = (damaged[at] ?? 0) ^ change;
      expect(['number', 'string']).toContain(typeof attempt(damaged));
    }
  }
});
