import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { extract, type Header, pack } from 'tar-stream';
import { afterAll, expect, test } from 'vitest';
import { fixtureLayers, readFixture, recordedImages } from '../../../tests/engine/recorded-images.ts';
import { type Content, contentOf, peekContent, zeros } from '../bytes/content.ts';
import { hashContent } from '../bytes/sha256.ts';
import { text, utf8 } from '../bytes/utf8.ts';
import { DEFAULT_LIMITS } from '../ports.ts';
import { type TarEntry, tarEntry } from './entry.ts';
import { readTar, readTarNow } from './read-tar.ts';
import { EMPTY_TAR, writeTar } from './write-tar.ts';

const folder = mkdtempSync(join(tmpdir(), 'tar-'));
afterAll(() => rmSync(folder, { recursive: true }));

function bytesOf(content: Content): Uint8Array {
  return peekContent(content) ?? new Uint8Array(0);
}

test.each(recordedImages())('$file: docker’s archive and GNU tar’s layers come back byte for byte', async ({ file, diff_ids }) => {
  const archive = readFixture(file);
  expect(Buffer.compare(bytesOf(writeTar(await readTar(archive, DEFAULT_LIMITS))), bytesOf(archive))).toBe(0);
  const again = fixtureLayers(file).map((layer) => writeTar(readTarNow(layer, DEFAULT_LIMITS) ?? [], 'gnu-ustar'));
  expect(await Promise.all(again.map((tar) => hashContent({}, tar)))).toEqual(diff_ids);
});

test('no entries: the tar whose diff ID docker never makes a layer of', async () => {
  expect(writeTar([]).size).toBe(1024);
  expect(await hashContent({}, EMPTY_TAR)).toBe('sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef');
  expect(writeTar([], 'gnu-ustar').size).toBe(10_240);
});

const AWKWARD: readonly TarEntry[] = [
  tarEntry({ name: 'dir', type: 'dir', mode: 0o1777, mtime: 1_600_000_000, uname: 'root', gname: 'root', typeBits: true }),
  tarEntry({ name: 'dir/file', content: contentOf('hello'), mode: 0o4755, uid: 1000, gid: 100 }),
  tarEntry({ name: 'dir/hard', type: 'hardlink', linkname: 'dir/file' }),
  tarEntry({ name: 'olá', content: contentOf('á') }),
  tarEntry({ name: `${'a'.repeat(90)}/${'b'.repeat(90)}` }),
  tarEntry({ name: `${'a'.repeat(90)}/${'c'.repeat(120)}`, content: zeros(513) }),
  tarEntry({ name: 'link', type: 'symlink', linkname: 't'.repeat(150) }),
  tarEntry({ name: 'big-owner', uid: 3_000_000, gid: 2_097_151 }),
  tarEntry({ name: 'old', mtime: -5 }),
  tarEntry({ name: 'fraction', mtime: 1_600_000_000.125 }),
  tarEntry({ name: 'pipe', type: 'fifo' }),
  tarEntry({ name: 'large', content: zeros(100_000) }),
];

test('GNU tar reads what we write', () => {
  const path = join(folder, 'awkward.tar');
  writeFileSync(path, bytesOf(writeTar(AWKWARD)));
  const listing = execFileSync('tar', ['--numeric-owner', '--full-time', '--utc', '--quoting-style=literal', '-tvf', path], {
    encoding: 'utf8',
  });
  expect(
    listing
      .trim()
      .split('\n')
      .map((row) => row.replace(/ +/g, ' ').replace(/([abct])\1{9,}/g, '$1+')),
  ).toEqual([
    'drwxrwxrwt 0/0 0 2020-09-13 12:26:40 dir/',
    '-rwsr-xr-x 1000/100 5 1970-01-01 00:00:00 dir/file',
    'hrw-r--r-- 0/0 0 1970-01-01 00:00:00 dir/hard link to dir/file',
    '-rw-r--r-- 0/0 2 1970-01-01 00:00:00 olá',
    '-rw-r--r-- 0/0 0 1970-01-01 00:00:00 a+/b+',
    '-rw-r--r-- 0/0 513 1970-01-01 00:00:00 a+/c+',
    'lrwxrwxrwx 0/0 0 1970-01-01 00:00:00 link -> t+',
    '-rw-r--r-- 3000000/2097151 0 1970-01-01 00:00:00 big-owner',
    '-rw-r--r-- 0/0 0 1969-12-31 23:59:55 old',
    '-rw-r--r-- 0/0 0 2020-09-13 12:26:40.125 fraction',
    'prw-r--r-- 0/0 0 1970-01-01 00:00:00 pipe',
    '-rw-r--r-- 0/0 100000 1970-01-01 00:00:00 large',
  ]);
  execFileSync('tar', ['-C', folder, '-xf', path, 'dir/file']);
  expect(readFileSync(join(folder, 'dir/file'), 'utf8')).toBe('hello');
});

test('our own reader takes it back', async () => {
  const expected = AWKWARD.map((entry) => (entry.type === 'dir' ? { ...entry, name: 'dir/' } : entry));
  const read = await readTar(writeTar(AWKWARD), DEFAULT_LIMITS);
  const plain = (entry: TarEntry) => ({ ...entry, content: text(bytesOf(entry.content)) });
  expect(read.map(plain)).toEqual(expected.map(plain));
});

const namePart = fc
  .string({ unit: fc.constantFrom('a', 'b', 'é', ' ', '.', '-', '漢', '🐋', '='), minLength: 1, maxLength: 60 })
  .filter((part) => part !== '.' && part !== '..');
const entryMaker = fc.record({
  name: fc.array(namePart, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('/')),
  mode: fc.integer({ min: 0, max: 0o7777 }),
  // tar-stream takes no owners from PAX records.
  uid: fc.integer({ min: 0, max: 0o7777777 }),
  gid: fc.integer({ min: 0, max: 0o7777777 }),
  mtime: fc.integer({ min: 0, max: 4_000_000_000 }),
  words: fc.string({ maxLength: 2000 }),
  kind: fc.constantFrom('file', 'dir', 'symlink'),
  linkname: fc.array(namePart, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/')),
});

test('any entries: tar-stream and we read the same, and what was written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(entryMaker, { maxLength: 8 }), async (made) => {
      const entries = made.map(({ name, kind, words, linkname, ...meta }) =>
        tarEntry({
          ...meta,
          name: kind === 'dir' ? `${name}/` : name,
          type: kind === 'dir' ? 'dir' : kind === 'symlink' ? 'symlink' : 'file',
          linkname: kind === 'symlink' ? linkname : '',
          content: kind === 'file' ? contentOf(words) : contentOf(''),
        }),
      );
      const tar = writeTar(entries);
      const expected = entries.map((entry) => ({ ...pickOf(entry), words: text(bytesOf(entry.content)) }));
      const ours = (await readTar(tar, DEFAULT_LIMITS)).map((entry) => ({ ...pickOf(entry), words: text(bytesOf(entry.content)) }));
      expect(ours).toEqual(expected);
      expect(await extractAll(bytesOf(tar))).toEqual(expected.map((entry) => ({ ...entry, name: entry.name.replace(/\/$/, '') })));
    }),
    { seed: 1, numRuns: 60 },
  );
});

function pickOf({ name, type, mode, uid, gid, mtime, linkname }: TarEntry) {
  return { name, type: String(type), mode, uid, gid, mtime, linkname };
}

async function extractAll(bytes: Uint8Array) {
  const read: unknown[] = [];
  const stream = Readable.from([Buffer.from(bytes)]).pipe(extract());
  for await (const entry of stream) {
    const { name, type, mode, uid, gid, mtime, linkname } = entry.header as Header;
    const parts: Buffer[] = [];
    for await (const part of entry) parts.push(Buffer.from(part as Uint8Array));
    const seconds = (mtime?.getTime() ?? 0) / 1000;
    const kind = type === 'directory' ? 'dir' : type;
    read.push({
      name: name.replace(/\/$/, ''),
      type: kind,
      mode,
      uid,
      gid,
      mtime: seconds,
      linkname: linkname ?? '',
      words: Buffer.concat(parts).toString(),
    });
  }
  return read;
}

test('what tar-stream packs, we read', async () => {
  const packer = pack();
  packer.entry({ name: 'é'.repeat(80), mode: 0o640, uid: 70_000, mtime: new Date(5000) }, 'words');
  packer.entry({ name: 'l', type: 'symlink', linkname: 'é' });
  packer.finalize();
  const parts: Buffer[] = [];
  for await (const part of packer) parts.push(Buffer.from(part as Uint8Array));
  const read = await readTar(contentOf(Buffer.concat(parts)), DEFAULT_LIMITS);
  expect(read.map(pickOf)).toMatchObject([
    { name: 'é'.repeat(80), type: 'file', mode: 0o640, uid: 70_000, mtime: 5, linkname: '' },
    { name: 'l', type: 'symlink', linkname: 'é' },
  ]);
});

test('the same entries give the same bytes, in few chunks', async () => {
  const entries = Array.from({ length: 5_000 }, (_, i) => tarEntry({ name: `f${i}`, content: contentOf(utf8(`words ${i}`)) }));
  const [one, two] = [writeTar(entries), writeTar([...entries])];
  expect(await hashContent({}, one)).toBe(await hashContent({}, two));
  expect(one.chunks.length).toBeLessThan(100);
});
