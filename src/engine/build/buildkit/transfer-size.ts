/**
 * How many bytes the client sends for a local source (tonistiigi/fsutil's protocol): a packet with each file's facts, the content of files
 * that the builder does not have yet, and one packet to end it. `transferring context: 2B` is nothing but the end.
 */
import { utf8Length } from '../../bytes/utf8.ts';
import type { FileNode, Node } from '../../fs/node.ts';
import type { SentFile } from '../context/filter-context.ts';

const DIR_BIT = 2 ** 31;
const SYMLINK_BIT = 2 ** 27;
/** the client reads files in pieces of this size */
const CHUNK = 32 * 1024;
const END = 2;

/** @param old what the builder kept of the same source from the build before */
export function transferSize(sent: readonly SentFile[], old: ReadonlyMap<string, Node>): number {
  let size = END;
  for (const [index, { path, node }] of sent.entries()) {
    size += messageField(statSize(path, node));
    if (node.kind === 'file' && !isSame(node, old.get(path))) size += contentSize(node, index);
  }
  return size;
}

function isSame(node: FileNode, old: Node | undefined): boolean {
  return old?.kind === 'file' && old.content.size === node.content.size && old.mtime === node.mtime && old.mode === node.mode;
}

function statSize(path: string, node: Node): number {
  const mode = node.mode + (node.kind === 'dir' ? DIR_BIT : node.kind === 'symlink' ? SYMLINK_BIT : 0);
  const size = node.kind === 'file' ? node.content.size : 0;
  const link = node.kind === 'symlink' ? textField(node.target) : 0;
  return textField(path) + numberField(mode) + numberField(size) + numberField(node.mtime * 1e9) + link;
}

/** Pieces and an empty one at the end; each carries the file's number, but for number 0. */
function contentSize(node: FileNode, index: number): number {
  const head = 2 + numberField(index);
  let size = head;
  for (let left = node.content.size; left > 0; left -= CHUNK) size += head + messageField(Math.min(left, CHUNK));
  return size;
}

/** Field number, length, content. */
function messageField(length: number): number {
  return 1 + varint(length) + length;
}
function textField(text: string): number {
  const length = utf8Length(text);
  return length === 0 ? 0 : messageField(length);
}
function numberField(value: number): number {
  return value === 0 ? 0 : 1 + varint(value);
}
function varint(value: number): number {
  let bytes = 1;
  for (let left = value; left >= 128; left = Math.floor(left / 128)) bytes++;
  return bytes;
}

/** BuildKit's progress: two decimals, base 1000. */
export function formatTransfer(bytes: number): string {
  if (bytes < 1000) return `${bytes}B`;
  const units = ['kB', 'MB', 'GB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value.toFixed(2)}${units[unit] ?? ''}`;
}
