/**
 * For tests: tars that no honest program writes, by what is wrong with them. Each is small; what only its size makes hostile is made where it is
 * tested. A real Docker and the engine are handed the same ones.
 */
import { gzipSync } from 'fflate';
import type { Content } from '../../src/engine/bytes/content.ts';
import { contentOf } from '../../src/engine/bytes/content.ts';
import { utf8 } from '../../src/engine/bytes/utf8.ts';
import { type TarEntry, tarEntry } from '../../src/engine/tar/entry.ts';
import { writeTar } from '../../src/engine/tar/write-tar.ts';
import { archive, bytesOf, FILE, header, pax, put, special } from './tar-blocks.ts';

export interface HostileTar {
  readonly name: string;
  readonly bytes: Uint8Array;
}

function tarOf(...entries: readonly (Pick<TarEntry, 'name'> & Partial<TarEntry>)[]): Uint8Array {
  return bytesOf(writeTar(entries.map((entry) => tarEntry(entry))));
}
const file = (name: string, text = 'x\n') => ({ name, content: contentOf(text) }) as const;
const dir = (name: string) => ({ name, type: 'dir' }) as const;
const symlink = (name: string, linkname: string) => ({ name, type: 'symlink', linkname }) as const;
const hardlink = (name: string, linkname: string) => ({ name, type: 'hardlink', linkname }) as const;
const blocks = (...parts: readonly Uint8Array[]): Uint8Array => bytesOf(archive(...parts));
const named = (name: string, ...changes: readonly ((block: Uint8Array) => void)[]): Uint8Array =>
  header((block) => {
    block.fill(0, 0, 100);
    for (const change of [put(0, name), ...changes]) change(block);
  });
const DATA = new Uint8Array(512).fill(0x2e);

export const PATHS: readonly HostileTar[] = [
  { name: 'a path above the root', bytes: tarOf(file('../above')) },
  { name: 'a path far above the root', bytes: tarOf(file('../../../../../../tmp/camadas-far-above')) },
  { name: 'a path that leads out half-way', bytes: tarOf(dir('a/'), file('a/../../out')) },
  { name: 'an absolute path', bytes: tarOf(file('/absolute/file')) },
  { name: 'a folder above the root', bytes: tarOf(dir('../'), file('../above')) },
  { name: 'the root as a folder', bytes: tarOf({ ...dir('/'), mode: 0o700 }, file('f')) },
  { name: 'the root as ./', bytes: tarOf({ ...dir('./'), mode: 0o700 }, file('./f')) },
  { name: 'the root as a file', bytes: tarOf(file('/')) },
  { name: 'the root as .', bytes: tarOf(file('.')) },
  { name: 'the root as a link', bytes: tarOf(symlink('.', '/etc')) },
  { name: 'slashes in a row', bytes: tarOf(file('a//b///c')) },
];

export const LINKS: readonly HostileTar[] = [
  { name: 'through a symlink to an absolute folder', bytes: tarOf(symlink('out', '/tmp'), file('out/camadas-escaped')) },
  { name: 'through a symlink above the root', bytes: tarOf(symlink('out', '../../../../tmp'), file('out/camadas-escaped')) },
  { name: 'through two symlinks', bytes: tarOf(symlink('a', 'b'), symlink('b', '/..'), file('a/camadas-escaped')) },
  { name: 'through a symlink to a folder of its own', bytes: tarOf(dir('d/'), symlink('l', 'd'), file('l/f')) },
  { name: 'through a symlink that leads nowhere', bytes: tarOf(symlink('l', 'nowhere'), file('l/f')) },
  { name: 'a symlink in place of a folder that is full', bytes: tarOf(dir('d/'), file('d/f'), symlink('d', '/etc')) },
  { name: 'a folder in place of a symlink', bytes: tarOf(symlink('d', '/tmp'), dir('d/'), file('d/camadas-escaped')) },
  { name: 'symlinks in a ring', bytes: tarOf(symlink('a', 'b'), symlink('b', 'a'), file('a/f')) },
  { name: 'a symlink to itself', bytes: tarOf(symlink('a', 'a'), file('a/f')) },
  { name: 'a symlink to nothing', bytes: blocks(named('l', put(156, '2'))) },
  { name: 'a symlink of 5,000 letters', bytes: tarOf(symlink('l', 'x'.repeat(5000))) },
  { name: 'a hard link to a file outside', bytes: tarOf(hardlink('h', '/etc/passwd')) },
  { name: 'a hard link to a file above the root', bytes: tarOf(hardlink('h', '../../../../etc/passwd')) },
  { name: 'a hard link through a symlink', bytes: tarOf(symlink('out', '/etc'), hardlink('h', 'out/passwd')) },
  { name: 'a hard link to a symlink to a file outside', bytes: tarOf(symlink('s', '/etc/passwd'), hardlink('h', 's')) },
  { name: 'a hard link to itself', bytes: tarOf(hardlink('h', 'h')) },
  { name: 'hard links to each other', bytes: tarOf(hardlink('a', 'b'), hardlink('b', 'a')) },
  { name: 'a hard link to what comes later', bytes: tarOf(hardlink('h', 'f'), file('f')) },
  { name: 'a hard link to a folder', bytes: tarOf(dir('d/'), hardlink('h', 'd')) },
  { name: 'a hard link to the root', bytes: tarOf(hardlink('h', '/')) },
];

export const NAMES: readonly HostileTar[] = [
  { name: 'a file twice', bytes: tarOf(file('f', 'one\n'), file('f', 'two\n')) },
  { name: 'a file twice, spelled otherwise', bytes: tarOf(file('f', 'one\n'), file('./f', 'two\n')) },
  { name: 'a folder twice', bytes: tarOf(dir('d/'), file('d/f'), { ...dir('d/'), mode: 0o700 }) },
  { name: 'a file, then a folder', bytes: tarOf(file('d'), dir('d/'), file('d/f')) },
  { name: 'a folder, then a file', bytes: tarOf(dir('d/'), file('d/f'), file('d')) },
  { name: 'a file as a folder', bytes: tarOf(file('f'), file('f/g')) },
  { name: 'a part of 256 bytes', bytes: blocks(pax({ path: 'a'.repeat(256) }), FILE) },
  { name: 'a part of 255 bytes', bytes: tarOf(file('a'.repeat(255))) },
  { name: 'a part of 255 letters, 510 bytes', bytes: tarOf(file('é'.repeat(255))) },
  { name: 'a path of 4,200 bytes', bytes: tarOf(file(`${'abcdef/'.repeat(600)}f`)) },
  { name: 'a path of 3,000 bytes', bytes: tarOf(file(`${'abcdef/'.repeat(428)}f`)) },
  { name: 'no name', bytes: blocks(named('')) },
  { name: 'a name with NUL in the records', bytes: blocks(pax({ path: 'a\0b' }), FILE) },
  { name: 'a name with a line end and an escape', bytes: tarOf(file('a\nb\u001b[31mred')) },
  { name: 'a name that is no UTF-8', bytes: blocks(header((block) => put(0, [0xff, 0xfe, 0x41])(block))) },
];

export const SIZES: readonly HostileTar[] = [
  { name: 'a size beyond the end', bytes: blocks(named('f', put(124, '00000077777'))) },
  { name: 'the largest octal size', bytes: blocks(named('f', put(124, '77777777777'))) },
  { name: 'a size beyond all files', bytes: blocks(named('f', put(124, [0x80, 0, 0, 0, 0x7f, ...Array(7).fill(0xff)]))) },
  { name: 'a size that is too large for 64 bits', bytes: blocks(named('f', put(124, [0x80, ...Array(11).fill(0xff)]))) },
  { name: 'a negative size', bytes: blocks(named('f', put(124, Array(12).fill(0xff)))) },
  { name: 'a size of letters', bytes: blocks(named('f', put(124, 'many'.padEnd(11, '\0')))) },
  { name: 'a size of nines', bytes: blocks(named('f', put(124, '00000000999'))) },
  { name: 'no size', bytes: blocks(named('f', put(124, Array(12).fill(0)))) },
  { name: 'a folder with a size', bytes: blocks(named('d/', put(156, '5'), put(124, '00000001000')), named('f')) },
  { name: 'a symlink with a size', bytes: blocks(named('l', put(156, '2'), put(157, 'x'), put(124, '00000001000')), named('f')) },
  {
    name: 'a hard link with a size',
    bytes: blocks(named('f'), named('h', put(156, '1'), put(157, 'f'), put(124, '00000001000')), named('g')),
  },
  { name: 'a device with a size', bytes: blocks(named('c', put(156, '3'), put(124, '00000001000')), named('f')) },
  { name: 'records with another size', bytes: blocks(pax({ size: '512' }), named('f', put(124, '00000000000')), DATA, named('g')) },
  { name: 'records with a size beyond the end', bytes: blocks(pax({ size: '999999999999' }), FILE) },
  { name: 'records with a negative size', bytes: blocks(pax({ size: '-1' }), FILE) },
  { name: 'records with a size of letters', bytes: blocks(pax({ size: '0x10' }), FILE) },
];

export const NUMBERS: readonly HostileTar[] = [
  { name: 'a wrong sum', bytes: blocks(header(put(0, 'g'), false)) },
  { name: 'a negative owner', bytes: blocks(named('f', put(108, Array(8).fill(0xff)))) },
  { name: 'an owner of letters', bytes: blocks(named('f', put(108, 'root\0\0\0\0'))) },
  { name: 'an owner of nines', bytes: blocks(named('f', put(108, '0000999\0'))) },
  { name: 'an owner beyond 32 bits', bytes: blocks(named('f', put(108, [0x80, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0xff]))) },
  { name: 'an owner of 31 bits', bytes: blocks(named('f', put(108, [0x80, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff]))) },
  { name: 'a mode of letters', bytes: blocks(named('f', put(100, 'rwxr-xr\0'))) },
  { name: 'a negative mode', bytes: blocks(named('f', put(100, Array(8).fill(0xff)))) },
  { name: 'a mode of all bits', bytes: blocks(named('f', put(100, '7777777\0'))) },
  { name: 'a time before 1970', bytes: blocks(named('f', put(136, [...Array(11).fill(0xff), 0x00]))) },
  { name: 'a time far ahead', bytes: blocks(named('f', put(136, '77777777777\0'))) },
  { name: 'a time beyond all clocks', bytes: blocks(named('f', put(136, [0x80, 0, 0, 0, 0x7f, ...Array(7).fill(0xff)]))) },
  { name: 'a time of letters', bytes: blocks(named('f', put(136, 'yesterday\0\0\0'))) },
  { name: 'records with a time of letters', bytes: blocks(pax({ mtime: 'now' }), FILE) },
  { name: 'records with an owner of letters', bytes: blocks(pax({ uid: 'root' }), FILE) },
  { name: 'records with a negative owner', bytes: blocks(pax({ uid: '-5' }), FILE) },
];

const WHOLE = tarOf(file('one', 'one\n'), file('two', '2'.repeat(5000)));
const ZIPPED = gzipSync(WHOLE, { mtime: 0 });
const changed = (bytes: Uint8Array, at: number, value: number): Uint8Array => bytes.map((byte, i) => (i === at ? value : byte));

export const CUT_OFF: readonly HostileTar[] = [
  { name: 'nothing at all', bytes: new Uint8Array() },
  { name: 'a line of text', bytes: utf8('this is no tar\n') },
  { name: 'two kilobytes of text', bytes: utf8('this is no tar\n'.repeat(140)) },
  { name: 'an empty tar', bytes: new Uint8Array(1024) },
  { name: 'cut off in a header', bytes: WHOLE.subarray(0, 300) },
  { name: 'cut off behind a header', bytes: WHOLE.subarray(0, 512) },
  { name: 'cut off in a file', bytes: WHOLE.subarray(0, 514) },
  { name: 'cut off in the second file', bytes: WHOLE.subarray(0, 3000) },
  { name: 'without its end', bytes: WHOLE.subarray(0, WHOLE.length - 1024) },
  { name: 'with half its end', bytes: WHOLE.subarray(0, WHOLE.length - 512) },
  { name: 'with more behind its end', bytes: Buffer.concat([WHOLE, utf8('more'.repeat(300))]) },
  { name: 'records without an entry', bytes: blocks(pax({ path: 'p' })) },
  { name: 'gzip cut off', bytes: ZIPPED.subarray(0, ZIPPED.length - 12) },
  { name: 'gzip cut off in its header', bytes: ZIPPED.subarray(0, 12) },
  { name: 'gzip with a wrong sum', bytes: changed(ZIPPED, ZIPPED.length - 8, 1) },
  { name: 'gzip with a wrong length', bytes: changed(ZIPPED, ZIPPED.length - 1, 1) },
  { name: 'gzip that is damaged', bytes: changed(ZIPPED, 12, 0xff) },
  { name: 'gzip with more behind it', bytes: Buffer.concat([ZIPPED, utf8('more')]) },
  { name: 'gzip twice in a row', bytes: Buffer.concat([gzipSync(WHOLE.subarray(0, 1000)), gzipSync(WHOLE.subarray(1000))]) },
  { name: 'gzip in gzip', bytes: gzipSync(ZIPPED) },
];

export const RECORDS: readonly HostileTar[] = [
  { name: 'records of the wrong length', bytes: blocks(special('x', utf8('99 path=p\n')), FILE) },
  { name: 'records without =', bytes: blocks(special('x', utf8('7 path\n')), FILE) },
  { name: 'records of length 0', bytes: blocks(special('x', utf8('0 path=p\n')), FILE) },
  { name: 'a megabyte and a half of records', bytes: blocks(pax({ comment: 'c'.repeat(1_500_000) }), FILE) },
  { name: 'a size of records that lies', bytes: blocks(header((block) => [put(156, 'x')(block), put(124, '00077777777')(block)])) },
  {
    name: '20,000 records',
    bytes: blocks(pax(Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`c.${i}`, 'x']))), FILE),
  },
  {
    name: '5,000 headers of records for one file',
    bytes: blocks(...Array.from({ length: 5000 }, () => pax({ comment: 'x' })), FILE),
  },
  {
    name: '5,000 long names for one file',
    bytes: blocks(...Array.from({ length: 5000 }, (_, i) => special('L', utf8(`n${i}\0`))), FILE),
  },
  { name: 'records for all that follows', bytes: blocks(pax({ path: 'global', comment: 'x' }, 'g'), named('f')) },
  { name: 'a long name of two megabytes', bytes: blocks(special('L', utf8('n'.repeat(2_000_000))), FILE) },
  {
    name: 'a sparse file',
    bytes: blocks(pax({ 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0', 'GNU.sparse.realsize': '1000000000000' }), FILE),
  },
  { name: 'an attribute of 100,000 bytes', bytes: blocks(pax({ 'SCHILY.xattr.user.big': 'x'.repeat(100_000) }), FILE) },
];

export const DEVICES: readonly HostileTar[] = [
  { name: 'the disk as a file', bytes: tarOf({ name: 'sda', type: 'block', major: 8, minor: 0, mode: 0o666 }) },
  { name: 'the memory as a file', bytes: tarOf({ name: 'mem', type: 'char', major: 1, minor: 1 }) },
  { name: 'a pipe', bytes: tarOf({ name: 'pipe', type: 'fifo' }) },
  { name: 'a device of 0,0, which hides what lies below', bytes: tarOf({ name: 'etc', type: 'char', major: 0, minor: 0 }) },
  {
    name: 'a device of negative numbers',
    bytes: blocks(named('c', put(156, '3'), put(329, Array(8).fill(0xff)), put(337, Array(8).fill(0xff)))),
  },
  { name: 'a kind that nobody knows', bytes: blocks(named('v', put(156, 'V'))) },
  { name: 'a kind of Solaris', bytes: blocks(named('d', put(156, 'D')), named('f')) },
  { name: 'set-user-ID for everybody', bytes: tarOf({ ...file('su'), mode: 0o6777 }) },
];

export const WHITEOUTS: readonly HostileTar[] = [
  { name: 'a whiteout of nothing', bytes: tarOf(file('.wh.')) },
  { name: 'a whiteout of the root', bytes: tarOf(file('.wh..')) },
  { name: 'a whiteout of what is above the root', bytes: tarOf(file('.wh...')) },
  { name: 'a whiteout of the folder it lies in', bytes: tarOf(dir('d/'), file('d/.wh..')) },
  { name: 'a whiteout of the folder above', bytes: tarOf(dir('d/'), file('d/f'), file('d/.wh...')) },
  { name: 'a whiteout above the root', bytes: tarOf(file('../.wh.etc')) },
  { name: 'an absolute whiteout', bytes: tarOf(file('/.wh.etc')) },
  { name: 'everything hidden', bytes: tarOf(file('.wh..wh..opq')) },
  { name: 'everything hidden, and a file', bytes: tarOf(file('f'), file('.wh..wh..opq')) },
  { name: 'a whiteout of what is in the same layer', bytes: tarOf(file('f'), file('.wh.f')) },
  { name: 'a whiteout, then what it hides', bytes: tarOf(file('.wh.f'), file('f')) },
  { name: 'a whiteout twice', bytes: tarOf(file('.wh.f'), file('.wh.f')) },
  { name: 'a folder with the name of a whiteout', bytes: tarOf(dir('.wh.d/'), file('.wh.d/f')) },
  { name: 'a whiteout through a symlink', bytes: tarOf(symlink('l', '/etc'), file('l/.wh.passwd')) },
  { name: "AUFS's own folder", bytes: tarOf(dir('.wh..wh.plnk/'), file('.wh..wh.plnk/1.2'), hardlink('h', '.wh..wh.plnk/1.2')) },
  { name: 'a whiteout of a whiteout', bytes: tarOf(file('.wh..wh.f')) },
];

export const HOSTILE_TARS: Readonly<Record<string, readonly HostileTar[]>> = {
  paths: PATHS,
  links: LINKS,
  names: NAMES,
  sizes: SIZES,
  numbers: NUMBERS,
  'cut off': CUT_OFF,
  records: RECORDS,
  devices: DEVICES,
  whiteouts: WHITEOUTS,
};

export type { Content };
