/** For tests: archives put together by hand, for what no writer writes. */
import { type Content, contentOf, peekContent } from '../../src/engine/bytes/content.ts';
import { utf8 } from '../../src/engine/bytes/utf8.ts';
import { encodePaxRecords } from '../../src/engine/tar/encode-pax-records.ts';
import { tarEntry } from '../../src/engine/tar/entry.ts';
import { CHECKSUM, checksum } from '../../src/engine/tar/header.ts';
import { writeTar } from '../../src/engine/tar/write-tar.ts';

export function bytesOf(content: Content): Uint8Array {
  return peekContent(content) ?? new Uint8Array(0);
}

/** A header, with a sum that is right unless told otherwise. */
export function header(change: (block: Uint8Array) => void, isSealed = true): Uint8Array {
  const block = bytesOf(writeTar([tarEntry({ name: 'f' })])).slice(0, 512);
  change(block);
  if (isSealed) block.set(utf8(`${checksum(block).toString(8).padStart(6, '0')}\0 `), CHECKSUM.at);
  return block;
}
export function put(at: number, value: string | readonly number[]): (block: Uint8Array) => void {
  return (block) => block.set(typeof value === 'string' ? utf8(value) : value, at);
}
export function archive(...blocks: readonly Uint8Array[]): Content {
  return contentOf(Buffer.concat([...blocks, new Uint8Array(1024)]));
}
export function special(flag: string, data: Uint8Array): Uint8Array {
  const head = header((block) => {
    put(156, flag)(block);
    put(124, data.length.toString(8).padStart(11, '0'))(block);
  });
  return Buffer.concat([head, data, new Uint8Array((512 - (data.length % 512)) % 512)]);
}
export function pax(records: Readonly<Record<string, string>>, flag = 'x'): Uint8Array {
  return special(flag, encodePaxRecords(new Map(Object.entries(records).map(([key, value]) => [key, utf8(value)]))));
}
export const FILE = header(() => undefined);
