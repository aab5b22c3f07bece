/** Archives that are small, or claim to be, and would be vast: each ends at its limit, having read and made little, and leaves nothing behind. */
import { gzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { HostileLab } from '../../../tests/engine/hostile-lab.ts';
import { archive, bytesOf, FILE, header, pax, put, special } from '../../../tests/engine/tar-blocks.ts';
import { type Content, contentOf, type LazyBytes, lazyContent, zeros } from '../bytes/content.ts';
import { utf8 } from '../bytes/utf8.ts';
import { LimitError } from '../errors.ts';
import { tarEntry } from '../tar/entry.ts';
import { checksum } from '../tar/header.ts';
import { writeTar } from '../tar/write-tar.ts';

/** Every way in, and what has to be there before. */
const WAYS = [
  { name: 'docker import', setup: 'true', line: 'docker import bomb hostile:1' },
  { name: 'docker load', setup: 'true', line: 'docker load -i bomb' },
  {
    name: 'docker cp',
    setup: 'docker import base.tar base:1 && docker create --name box base:1 x',
    line: 'docker cp - box:/srv < bomb',
  },
  {
    name: 'ADD',
    setup: 'docker import base.tar base:1 && printf "FROM base:1\\nADD bomb /srv/\\n" > Dockerfile',
    line: 'docker build .',
  },
  { name: 'a build context', setup: 'docker import base.tar base:1', line: 'docker build - < bomb' },
];
const BASE = writeTar([tarEntry({ name: 'srv/', type: 'dir' })]);

async function expectLimit(
  way: (typeof WAYS)[number],
  bomb: Content | Uint8Array,
  limits: Readonly<Record<string, number>>,
  limit: LimitError,
): Promise<void> {
  const lab = new HostileLab({}, limits);
  lab.put({ bomb, 'base.tar': BASE });
  await lab.run(way.setup);
  const before = lab.counts();
  await expect(lab.run(way.line)).rejects.toEqual(limit);
  expect(lab.counts()).toEqual(before);
}

/** A member of 16 MB of zeros, 16 kB packed, over and over: 16 GB. */
const MEMBER = gzipSync(new Uint8Array(1 << 24));
function gzipBomb(members: number): { bomb: Content; read: () => number } {
  let furthest = 0;
  const source: LazyBytes = {
    size: MEMBER.length * members,
    read(offset, length) {
      furthest = Math.max(furthest, offset + length);
      return Promise.resolve(Uint8Array.from({ length }, (_, at) => MEMBER[(offset + at) % MEMBER.length] ?? 0));
    },
  };
  return { bomb: lazyContent(source), read: () => furthest };
}

/** One frame without its size, of blocks that say "128 kB of zeros" in four bytes: 13 GB in 400 kB (RFC 8878, 3.1.1.2). */
function zstdBomb(): Uint8Array {
  const blocks = 100_000;
  const bytes = new Uint8Array(6 + blocks * 4);
  bytes.set([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58]);
  for (let block = 0; block < blocks; block++) {
    const head = (131_072 << 3) | (1 << 1) | Number(block === blocks - 1);
    bytes.set([head & 0xff, (head >> 8) & 0xff, head >> 16, 0], 6 + block * 4);
  }
  return bytes;
}

/** Headers that nobody holds: each is made when it is read. */
function millionEntries(count: number): Content {
  const source: LazyBytes = {
    size: (count + 2) * 512,
    read(offset, length) {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; ) {
        const index = Math.floor((offset + at) / 512);
        const start = (offset + at) % 512;
        const part = (index < count ? entryBlock(index) : new Uint8Array(512)).subarray(start, start + length - at);
        bytes.set(part, at);
        at += part.length;
      }
      return Promise.resolve(bytes);
    },
  };
  return lazyContent(source);
}
const BLOCK = header(() => undefined);
function entryBlock(index: number): Uint8Array {
  BLOCK.set(utf8(`d${index % 100}/f${String(index).padStart(8, '0')}`.padEnd(20, '\0')));
  BLOCK.fill(0x20, 148, 156);
  BLOCK.set(utf8(`${checksum(BLOCK).toString(8).padStart(6, '0')}\0 `), 148);
  return BLOCK;
}

/** Those that read a file where it lies; the others have it whole, as the shell hands it on. */
const STREAMING = WAYS.filter(({ name }) => name === 'docker import' || name === 'docker load');

describe.each(STREAMING)('$name', (way) => {
  test('a gzip of sixteen gigabytes ends at the limit, read no further', async () => {
    const { bomb, read } = gzipBomb(1000);
    await expectLimit(way, bomb, { unpackedBytes: 50_000_000 }, new LimitError('unpackedBytes', 50_000_000));
    expect(read()).toBeLessThan(4_000_000);
  });

  test('a zstd of thirteen gigabytes ends at the limit', async () => {
    await expectLimit(way, zstdBomb(), { unpackedBytes: 50_000_000 }, new LimitError('unpackedBytes', 50_000_000));
  });

  test('a million entries end at the limit', async () => {
    const limits = { archiveEntries: 20_000 };
    await expectLimit(way, millionEntries(1_000_000), limits, new LimitError('archiveEntries', 20_000));
  });

  test('a file of three gigabytes of nothing ends at the limit', async () => {
    const tar = writeTar([tarEntry({ name: 'big', content: zeros(3_000_000_000) })]);
    await expectLimit(way, tar, { fileBytes: 1_000_000 }, new LimitError('fileBytes', 1_000_000));
  });
});

describe.each(WAYS.filter((way) => !STREAMING.includes(way)))('$name', (way) => {
  test('a gzip of a gigabyte and a half ends at the limit', async () => {
    const bomb = Buffer.concat(Array.from({ length: 100 }, () => MEMBER));
    await expectLimit(way, bomb, { unpackedBytes: 20_000_000 }, new LimitError('unpackedBytes', 20_000_000));
  });

  test('too many entries', async () => {
    const tar = writeTar(Array.from({ length: 3001 }, (_, i) => tarEntry({ name: `f${i}` })));
    await expectLimit(way, tar, { archiveEntries: 3000 }, new LimitError('archiveEntries', 3000));
  });

  test('a file that is larger than files may be', async () => {
    const packed = gzipSync(bytesOf(writeTar([tarEntry({ name: 'big', content: zeros(8_000_000) })])));
    await expectLimit(way, packed, { fileBytes: 1_000_000 }, new LimitError('fileBytes', 1_000_000));
  });
});

test('as a layer of an image', async () => {
  const { bomb, read } = gzipBomb(1000);
  const image = writeTar([
    tarEntry({
      name: 'c.json',
      content: contentOf(JSON.stringify({ os: 'linux', rootfs: { type: 'layers', diff_ids: [`sha256:${'0'.repeat(64)}`] } })),
    }),
    tarEntry({ name: 'manifest.json', content: contentOf('[{"Config":"c.json","RepoTags":["hostile:1"],"Layers":["l.tar"]}]') }),
    tarEntry({ name: 'l.tar', content: bomb }),
  ]);
  const limits = { unpackedBytes: 50_000_000 };
  await expectLimit(
    { name: '', setup: 'true', line: 'docker load -i bomb' },
    image,
    limits,
    new LimitError('unpackedBytes', 50_000_000),
  );
  expect(read()).toBeLessThan(4_000_000);
});

test('records upon records for one file are no more than the last of them', async () => {
  const many = Array.from({ length: 10 }, (_, i) =>
    pax(Object.fromEntries(Array.from({ length: 20_000 }, (_v, k) => [`c.${i}.${k}`, 'x']))),
  );
  const lab = new HostileLab();
  lab.put({ 'in.tar': bytesOf(archive(...many, pax({ path: 'last' }), FILE)) });
  await lab.run('docker import in.tar hostile:1 && docker create --name box hostile:1 x && docker export -o out.tar box');
  expect((await lab.run('tar -tf out.tar')).said).toContain('last\n');
});

test('the limits are said by name', async () => {
  const lab = new HostileLab({}, { archiveEntries: 2 });
  lab.put({ 'in.tar': writeTar(['a', 'b', 'c'].map((name) => tarEntry({ name }))) });
  const said: string[] = [];
  const write = (_stream: 1 | 2, bytes: Uint8Array) => said.push(Buffer.from(bytes).toString());
  await lab.session.run('docker import in.tar', { write, progress: () => {} });
  expect(said.join('')).toBe('camadas: stopped: the limit archiveEntries (2) was reached; the machine is as before this line\n');
});

test('a long name of a megabyte, and a size that lies about it', async () => {
  const lab = new HostileLab();
  for (const tar of [
    archive(special('L', new Uint8Array(1 << 21)), FILE),
    archive(header((block) => [put(156, 'L')(block), put(124, '77777777777')(block)])),
  ]) {
    lab.put({ 'in.tar': tar });
    expect((await lab.run('docker import in.tar')).status).toBe(1);
    expect(lab.counts()).toEqual({ images: 0, layers: 0, containers: 0 });
  }
});
