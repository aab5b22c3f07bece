/** `md5sum`, `sha1sum`, `sha256sum`, `sha512sum`, `cksum`. */
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha512 } from '@noble/hashes/sha2.js';
import type { Content } from '../../bytes/content.ts';
import { streamContent } from '../../bytes/content.ts';
import { formatHex } from '../../bytes/hex.ts';
import { hashContent } from '../../bytes/sha256.ts';
import { strerror } from '../../fs/errno.ts';
import { complain, print, readAll, readText } from '../kernel/io.ts';
import { type Sys, settle } from '../kernel/system.ts';
import { type Call, fail } from './applet.ts';
import { closeInput, openInput } from './inputs.ts';
import { type Options, readOptions } from './options.ts';

type Kind = 'md5' | 'sha1' | 'sha256' | 'sha512';

const LONG = {
  check: 'c',
  binary: 'b',
  text: 't',
  quiet: '%quiet',
  status: 's',
  warn: 'w',
  tag: '%tag',
  'ignore-missing': '%missing',
};

export const md5sum = (call: Call): Sys<number> => sum(call, 'md5');
export const sha1sum = (call: Call): Sys<number> => sum(call, 'sha1');
export const sha256sum = (call: Call): Sys<number> => sum(call, 'sha256');
export const sha512sum = (call: Call): Sys<number> => sum(call, 'sha512');

function* digestOf(call: Call, content: Content, kind: Kind): Sys<string> {
  if (kind === 'sha256') return (yield* settle(() => hashContent(call.self.system.ports, content))).slice('sha256:'.length);
  return yield* settle(async () => {
    const hash = kind === 'md5' ? md5.create() : kind === 'sha1' ? sha1.create() : sha512.create();
    for await (const part of streamContent(content)) hash.update(part);
    return formatHex(hash.digest());
  });
}

function* sum(call: Call, kind: Kind): Sys<number> {
  const options = yield* readOptions(call, { short: 'cbtsw', long: LONG });
  if (typeof options === 'number') return options;
  const names = options.operands.length === 0 ? ['-'] : options.operands;
  let status = 0;
  for (const name of names) {
    if (options.has('c')) {
      if (!(yield* check(call, name, kind, options))) status = 1;
      continue;
    }
    const digest = yield* digestFile(call, name, kind);
    if (digest === undefined) status = 1;
    else if (options.has('%tag')) yield* print(call.self, `${kind.toUpperCase()} (${name}) = ${digest}\n`);
    else yield* print(call.self, `${digest} ${options.has('b') && call.flavour === 'gnu' ? '*' : ' '}${name}\n`);
  }
  return status;
}

function* digestFile(call: Call, name: string, kind: Kind): Sys<string | undefined> {
  if (call.flavour === 'busybox' && name !== '-' && call.self.system.files.find(call.self, name)?.kind === 'dir') {
    yield* fail(call, `can't read '${name}': ${strerror('EISDIR')}`);
    return undefined;
  }
  const input = yield* openInput(call, name, 'open');
  if (input === undefined) return undefined;
  const digest = yield* digestOf(call, yield* readAll(call.self, input.file), kind);
  closeInput(input);
  return digest;
}

function* check(call: Call, list: string, kind: Kind, options: Options): Sys<boolean> {
  const input = yield* openInput(call, list, 'open');
  if (input === undefined) return false;
  const lines = (yield* readText(call.self, input.file)).split('\n').filter((line) => line !== '');
  closeInput(input);
  let failed = 0;
  let unread = 0;
  let proper = 0;
  for (const line of lines) {
    const match = /^([0-9a-fA-F]{32,128}) [ *](.+)$/.exec(line);
    if (match === null) continue;
    proper += 1;
    const [, wanted = '', name = ''] = match;
    const digest = yield* digestFile(call, name, kind);
    if (digest === undefined) {
      unread += 1;
      if (!options.has('s')) yield* print(call.self, `${name}: FAILED${call.flavour === 'gnu' ? ' open or read' : ''}\n`);
    } else if (digest !== wanted.toLowerCase()) {
      failed += 1;
      if (!options.has('s')) yield* print(call.self, `${name}: FAILED\n`);
    } else if (!options.has('s') && !options.has('%quiet')) yield* print(call.self, `${name}: OK\n`);
  }
  if (proper === 0) {
    yield* fail(call, call.flavour === 'gnu' ? `${list}: no properly formatted checksum lines found` : `no checksum lines found`);
    return false;
  }
  const warn = function* (count: number, one: string, many: string): Sys<void> {
    if (count > 0 && !options.has('s'))
      yield* complain(
        call.self,
        `${call.name}: WARNING: ${count} ${call.flavour === 'busybox' ? `of ${proper} computed checksums did NOT match` : count === 1 ? one : many}\n`,
      );
  };
  if (call.flavour === 'busybox') yield* warn(failed + unread, '', '');
  else {
    yield* warn(unread, 'listed file could not be read', 'listed files could not be read');
    yield* warn(failed, 'computed checksum did NOT match', 'computed checksums did NOT match');
  }
  return failed + unread === 0;
}

const CRC_TABLE: readonly number[] = Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = (value & 0x80000000) !== 0 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value >>> 0;
});

export function* cksum(call: Call): Sys<number> {
  let status = 0;
  for (const name of call.args.length === 0 ? ['-'] : call.args) {
    const input = yield* openInput(call, name, 'open');
    if (input === undefined) {
      status = 1;
      continue;
    }
    const content = yield* readAll(call.self, input.file);
    closeInput(input);
    const crc = yield* settle(async () => {
      let value = 0;
      const feed = (byte: number) => {
        value = ((value << 8) ^ (CRC_TABLE[((value >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0;
      };
      for await (const part of streamContent(content)) for (const byte of part) feed(byte);
      for (let length = content.size; length > 0; length = Math.floor(length / 256)) feed(length & 0xff);
      return ~value >>> 0;
    });
    yield* print(call.self, `${crc} ${content.size}${name === '-' ? '' : ` ${name}`}\n`);
  }
  return status;
}
