/** File sizes and disk blocks as text. */
import { utf8Length } from '../../bytes/utf8.ts';
import { findExact } from '../../fs/lookup.ts';
import type { DirNode, Node } from '../../fs/node.ts';
import type { FileSystemKind, Process } from '../kernel/system.ts';

const FOLDER_SIZE = 4096;
const PAGE = 4096;
/** tmpfs: `.` and `..`, and each entry */
const EMPTY_IN_MEMORY = 40;
const ENTRY_IN_MEMORY = 20;

/** `st_size` */
export function sizeOf(node: Node): number {
  if (node.kind === 'file') return node.content.size;
  if (node.kind === 'dir') return FOLDER_SIZE;
  return node.kind === 'symlink' ? utf8Length(node.target) : 0;
}

/** The same where it lies: in memory a folder has the size of its entries, and what the kernel makes up has none. */
export function sizeAt(self: Process, path: string, node: Node): number {
  const kind = kindAt(self, path, node);
  if (kind === undefined) return sizeOf(node);
  if (kind === 'tmpfs') return node.kind === 'dir' ? EMPTY_IN_MEMORY + ENTRY_IN_MEMORY * node.entries.size : sizeOf(node);
  return kind === 'sysfs' && node.kind === 'file' ? PAGE : 0;
}

/** kilobytes on a disk with blocks of 4 kB */
export function diskKilobytes(self: Process, path: string, node: Node): number {
  if (node.kind !== 'file' && node.kind !== 'dir') return 0;
  const kind = kindAt(self, path, node);
  const hasBlocks = kind === undefined || (kind === 'tmpfs' && node.kind === 'file');
  return hasBlocks ? Math.ceil(sizeOf(node) / PAGE) * 4 : 0;
}

function kindAt(self: Process, path: string, node: Node): FileSystemKind | undefined {
  const { files } = self.system;
  if (node.kind !== 'file' && node.kind !== 'dir') return undefined;
  return files.kindAt(files.lookup(self, path, false).path);
}

/** `st_nlink`; a folder's is 2 and one for each folder in it, but 1 where overlay merged it from several layers */
export function linksOf(self: Process, path: string, node: Node): number {
  if (node.kind === 'file') return node.nlink;
  if (node.kind !== 'dir' || isMerged(self, path, node)) return 1;
  let links = 2;
  for (const entry of node.entries.values()) if (entry.kind === 'dir') links += 1;
  return links;
}

/** Folders that docker's own layer under each container has, too. */
const OF_DOCKER = new Set(['/', '/etc']);

/** Of several lower layers, or of a lower one and copied up. */
function isMerged(self: Process, path: string, node: DirNode): boolean {
  const { base } = self.system.files;
  if (base === undefined) return false;
  const { path: canonical } = self.system.files.lookup(self, path, false);
  if (self.system.files.mountOf(canonical) !== '/') return false;
  if (node.isMerged === true || OF_DOCKER.has(canonical)) return true;
  const below = findExact(base.root, canonical);
  return below?.kind === 'dir' && below.ino === node.ino && below !== node;
}

/** GNU's `-h`: rounded up, one digit after the point below ten. */
export function humanGnu(bytes: number, base = 1024): string {
  const letters = base === 1024 ? ['', 'K', 'M', 'G', 'T', 'P'] : ['', 'k', 'M', 'G', 'T', 'P'];
  let value = bytes;
  let power = 0;
  while (value >= base && power < letters.length - 1) {
    value /= base;
    power += 1;
  }
  if (power === 0) return String(bytes);
  const rounded = value < 10 ? Math.ceil(value * 10 - 1e-9) / 10 : Math.ceil(value - 1e-9);
  if (rounded >= base) return `1.0${letters[power + 1] ?? ''}`;
  return `${rounded < 10 ? rounded.toFixed(1) : String(rounded)}${letters[power] ?? ''}`;
}

/** busybox' `-h`: rounded to the nearest, one digit after the point below ten. */
export function humanBusybox(bytes: number): string {
  const letters = ['', 'K', 'M', 'G', 'T', 'P'];
  let value = bytes;
  let fraction = 0;
  let power = 0;
  while (value >= 1024 && power < letters.length - 1) {
    fraction = Math.floor(((value % 1024) * 10 + 512) / 1024);
    value = Math.floor(value / 1024);
    power += 1;
  }
  if (power === 0) return String(bytes);
  if (fraction >= 10) {
    value += 1;
    fraction = 0;
  }
  return `${value}.${fraction}${letters[power]}`;
}

/** `10`, `10k`, `1M`, `1MB`, `2G`, `3b` … in bytes; undefined where it is none. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(c|w|b|kB|KB|k|K|KiB|MB|MD|M|MiB|GB|GD|G|GiB|T|TB)?$/.exec(text);
  if (match === null) return undefined;
  const factor = FACTORS[match[2] ?? ''];
  return factor === undefined ? undefined : Math.floor(Number(match[1]) * factor);
}

const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  c: 1,
  w: 2,
  b: 512,
  k: 1024,
  K: 1024,
  KiB: 1024,
  kB: 1000,
  KB: 1000,
  M: 1_048_576,
  MiB: 1_048_576,
  MB: 1_000_000,
  G: 1_073_741_824,
  GiB: 1_073_741_824,
  GB: 1_000_000_000,
  T: 1_099_511_627_776,
  TB: 1_000_000_000_000,
};
