import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { archive, bytesOf, FILE, header, pax, put, special } from '../../../tests/engine/tar-blocks.ts';
import { type Content, contentOf, type LazyBytes, lazyContent, readContent, sliceContent, zeros } from '../bytes/content.ts';
import { text, utf8 } from '../bytes/utf8.ts';
import { DEFAULT_LIMITS } from '../ports.ts';
import { tarEntry } from './entry.ts';
import { signedChecksum } from './header.ts';
import { isTar, readTar, readTarNow, type TarEntry } from './read-tar.ts';
import { writeTar } from './write-tar.ts';

const limits = DEFAULT_LIMITS;

function line(entry: TarEntry): string {
  const what = entry.type === 'file' ? JSON.stringify(text(bytesOf(entry.content))) : entry.linkname;
  return `${entry.type} ${entry.mode.toString(8)} ${entry.uid}:${entry.gid} ${entry.mtime} ${entry.name} ${what}`.trimEnd();
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tar-'));
  const at = (name: string) => join(folder, 'in', name);
  mkdirSync(at(`long/${'d'.repeat(60)}/${'e'.repeat(60)}`), { recursive: true });
  writeFileSync(at(`long/${'d'.repeat(60)}/${'e'.repeat(60)}/${'f'.repeat(150)}`), 'deep');
  writeFileSync(at('plain'), 'plain\n', { mode: 0o644 });
  linkSync(at('plain'), at('hard'));
  symlinkSync(`/${'t'.repeat(120)}`, at('far'));
  writeFileSync(at('olá mundo'), 'á', { mode: 0o640 });
  execFileSync('chmod', ['-R', 'go-w,u=rwX,go=rX', join(folder, 'in')]);
  execFileSync('chmod', ['4755', at('plain')]);
  execFileSync('mkfifo', ['-m', '600', at('pipe')]);
  execFileSync('touch', ['-h', '-d', '@1600000000', at('far')]);
  for (const name of ['plain', 'olá mundo', 'pipe', `long/${'d'.repeat(60)}/${'e'.repeat(60)}/${'f'.repeat(150)}`])
    utimesSync(at(name), 1_600_000_000.25, 1_600_000_000.25);
});
afterAll(() => rmSync(folder, { recursive: true }));

function gnuTar(...options: readonly string[]): Content {
  const names = ['plain', 'hard', 'far', 'olá mundo', 'pipe', `long/${'d'.repeat(60)}/${'e'.repeat(60)}/${'f'.repeat(150)}`];
  return contentOf(execFileSync('tar', ['-C', join(folder, 'in'), '--numeric-owner', ...options, '-cf', '-', '--', ...names]));
}

test.each([
  { name: 'gnu', options: ['--format=gnu', '--owner=70000', '--group=3000000'], owner: '70000:3000000', time: '1600000000' },
  { name: 'pax', options: ['--format=pax', '--owner=70000', '--group=3000000'], owner: '70000:3000000', time: '1600000000.25' },
  { name: 'oldgnu', options: ['--format=oldgnu', '--owner=7', '--group=8'], owner: '7:8', time: '1600000000' },
])('GNU tar --format=$name', async ({ options, owner, time }) => {
  const entries = await readTar(gnuTar(...options), limits);
  expect(entries.map(line)).toEqual([
    `file 4755 ${owner} ${time} plain "plain\\n"`,
    `hardlink 4755 ${owner} ${time} hard plain`,
    `symlink 777 ${owner} 1600000000 far /${'t'.repeat(120)}`,
    `file 644 ${owner} ${time} olá mundo "á"`,
    `fifo 600 ${owner} ${time} pipe`,
    `file 644 ${owner} ${time} long/${'d'.repeat(60)}/${'e'.repeat(60)}/${'f'.repeat(150)} "deep"`,
  ]);
});

test.each(['v7', 'ustar'])('GNU tar --format=%s', async (format) => {
  const options = ['--numeric-owner', '--owner=1', '--group=2', `--format=${format}`, '--no-recursion', '-cf', '-'];
  const names = ['plain', 'long', ...(format === 'ustar' ? [`long/${'d'.repeat(60)}/${'e'.repeat(60)}`] : [])];
  const tar = contentOf(execFileSync('tar', ['-C', join(folder, 'in'), ...options, ...names]));
  const read = (await readTar(tar, limits)).map(({ name, type, uid, gid }) => `${type} ${uid}:${gid} ${name}`);
  expect(read).toEqual(
    ['file 1:2 plain', 'dir 1:2 long/', `dir 1:2 long/${'d'.repeat(60)}/${'e'.repeat(60)}/`].slice(0, names.length),
  );
});

test('names of owners, type bits, devices', async () => {
  const entries = [
    tarEntry({ name: 'd/', type: 'dir', uname: 'root', gname: 'wheel', typeBits: true }),
    tarEntry({ name: 'null', type: 'char', major: 1, minor: 3 }),
    tarEntry({ name: 'sda', type: 'block', major: 8, minor: 255 }),
  ];
  expect(await readTar(writeTar(entries), limits)).toEqual(entries);
});

test('attributes and fractions come from PAX records', async () => {
  const value = new Uint8Array([1, 0, 0, 2, 0, 0x3d, 0x0a, 255]);
  const [entry] = await readTar(
    writeTar([tarEntry({ name: 'f', mtime: 1.5, xattrs: new Map([['security.capability', value]]) })]),
    limits,
  );
  expect(entry?.mtime).toBe(1.5);
  expect(entry?.xattrs).toEqual(new Map([['security.capability', value]]));
});

test('an entry’s content is a part of the archive, not a copy', async () => {
  const tar = bytesOf(writeTar([tarEntry({ name: 'f', content: contentOf('content') })]));
  const [entry] = await readTar(contentOf(tar), limits);
  const [chunk] = entry?.content.chunks ?? [];
  expect(chunk?.kind === 'bytes' && chunk.bytes.buffer === tar.buffer && chunk.bytes.byteOffset - tar.byteOffset).toBe(512);
});

test.each([
  { name: 'blanks and NULs around numbers', tar: archive(header(put(108, '  755 \0 '))), lines: ['file 644 493:0 0 f ""'] },
  { name: 'base 256', tar: archive(header(put(108, [0x80, 0, 0, 0, 0, 0x2d, 0xc6, 0xc0]))), lines: ['file 644 3000000:0 0 f ""'] },
  {
    name: 'a time before 1970 in base 256',
    tar: archive(header(put(136, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfb]))),
    lines: ['file 644 0:0 -5 f ""'],
  },
  {
    name: 'old tars: the flag NUL, a folder by its slash',
    tar: archive(
      header(put(156, [0])),
      header((block) => [put(0, 'd/')(block), put(156, [0])(block)]),
    ),
    lines: ['file 644 0:0 0 f ""', 'dir 644 0:0 0 d/'],
  },
  {
    name: 'a file that says so stays one, whatever its slash',
    tar: archive(header(put(0, 'd/'))),
    lines: ['file 644 0:0 0 d/ ""'],
  },
  {
    name: 'GNU’s magic: what lies at the prefix is none',
    tar: archive(header((block) => [put(257, 'ustar  \0')(block), put(345, '12345')(block)])),
    lines: ['file 644 0:0 0 f ""'],
  },
  {
    name: 'a symlink’s size is not skipped',
    tar: archive(
      header((block) => [put(156, '2')(block), put(124, '00000000777')(block), put(157, 'to')(block)]),
      FILE,
    ),
    lines: ['symlink 644 0:0 0 f to', 'file 644 0:0 0 f ""'],
  },
  {
    name: 'records change the next entry alone',
    tar: archive(pax({ path: 'p', uid: '9', mtime: '-1.5' }), FILE, FILE),
    lines: ['file 644 9:0 -1.5 p ""', 'file 644 0:0 0 f ""'],
  },
  {
    name: 'global records change nothing: so Go reads them',
    tar: archive(pax({ uid: '9', gid: '8' }, 'g'), FILE, pax({ uid: '7', gid: '' }), FILE, FILE),
    lines: ['file 644 0:0 0 f ""', 'file 644 7:0 0 f ""', 'file 644 0:0 0 f ""'],
  },
  {
    name: 'a comment for all, as git archive writes it',
    tar: archive(pax({ comment: 'abc' }, 'g'), FILE),
    lines: ['file 644 0:0 0 f ""'],
  },
  {
    name: 'GNU’s long name and long link',
    tar: archive(special('L', utf8(`${'n'.repeat(150)}\0`)), special('K', utf8(`${'t'.repeat(150)}\0`)), header(put(156, '2'))),
    lines: [`symlink 644 0:0 0 ${'n'.repeat(150)} ${'t'.repeat(150)}`],
  },
  { name: 'records padded with NULs', tar: archive(special('x', utf8('10 path=p\n\0\0\0')), FILE), lines: ['file 644 0:0 0 p ""'] },
  {
    name: 'signed sums of old tars',
    tar: archive(
      header(
        (block) => [put(0, [0xe9])(block), put(148, `${signedChecksum(block).toString(8).padStart(6, '0')}\0 `)(block)],
        false,
      ),
    ),
    lines: ['file 644 0:0 0 \ufffd ""'],
  },
  { name: 'nothing at all', tar: contentOf(''), lines: [] },
  { name: 'zeros alone', tar: zeros(10_240), lines: [] },
  { name: 'no blocks of zeros at the end', tar: contentOf(FILE), lines: ['file 644 0:0 0 f ""'] },
  {
    name: 'what follows the zeros is not read',
    tar: contentOf(Buffer.concat([bytesOf(archive(FILE)), utf8('junk')])),
    lines: ['file 644 0:0 0 f ""'],
  },
])('read: $name', async ({ tar, lines }) => {
  expect((await readTar(tar, limits)).map(line)).toEqual(lines);
  expect(readTarNow(tar, limits)?.map(line)).toEqual(lines);
});

/** Counts what is asked of it. */
class CountedBytes implements LazyBytes {
  readonly size: number;
  reads = 0;
  bytes = 0;
  private readonly content: Content;
  constructor(content: Content) {
    this.content = content;
    this.size = content.size;
  }
  async read(offset: number, length: number): Promise<Uint8Array> {
    this.reads += 1;
    this.bytes += length;
    return readContent(sliceContent(this.content, offset, offset + length));
  }
}

test('an archive that lies elsewhere: headers are fetched, large files are not', async () => {
  const entries = Array.from({ length: 50 }, (_, i) => tarEntry({ name: `f${i}`, content: zeros(10_000_000) }));
  const source = new CountedBytes(writeTar(entries));
  expect(readTarNow(lazyContent(source), limits)).toBeUndefined();
  const read = await readTar(lazyContent(source), limits);
  expect(read.map(({ name, content }) => `${name} ${content.size}`)).toEqual(entries.map(({ name }) => `${name} 10000000`));
  expect(source.reads).toBeLessThanOrEqual(51);
  expect(source.bytes).toBeLessThan(0.05 * source.size);
});

test('20,000 small files are a few fetches', async () => {
  const source = new CountedBytes(
    writeTar(Array.from({ length: 20_000 }, (_, i) => tarEntry({ name: `f${i}`, content: contentOf('x') }))),
  );
  expect(await readTar(lazyContent(source), limits)).toHaveLength(20_000);
  expect(source.reads).toBeLessThan(100);
});

test('isTar knows a header', () => {
  expect([isTar(FILE), isTar(utf8('FROM alpine\n'.repeat(50))), isTar(new Uint8Array(512)), isTar(FILE.subarray(0, 100))]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
