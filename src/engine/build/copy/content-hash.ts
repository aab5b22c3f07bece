/**
 * The hash of what COPY and ADD take, without times: `tarsum.v1` (moby pkg/tarsum, builder/remotecontext, builder/dockerfile/copy.go).
 *
 * One file: SHA-256 of its tar header's fields, names and values without anything between, and then its bytes. A folder: SHA-256 of
 * the sums of everything in it and its own, sorted, with commas between. Several sources: the same over their hashes. The header's
 * name is the path in the source, so `COPY a.txt x` and `COPY b.txt x` of equal files differ.
 */
import { type Content, concatContents, contentOf, EMPTY } from '../../bytes/content.ts';
import { hashContent, sha256Hex } from '../../bytes/sha256.ts';
import { compareText, utf8 } from '../../bytes/utf8.ts';
import type { EngineContext } from '../../cas/content-store.ts';
import type { Node, Tree } from '../../fs/node.ts';
import { walk } from '../../fs/walk.ts';
import type { SourceFile } from './source-files.ts';

/**
 * The docker client writes the context's headers, the daemon those of stages and images: it adds the file type's bits to the mode and
 * the names of owners that its own host knows.
 */
export type HeaderWriter = 'client' | 'daemon';

export interface HashOptions {
  readonly writer: HeaderWriter;
  /** Paths that the archive did not mention: their path is their sum. Only folders made on the way can be that. */
  readonly isImplied?: (path: string) => boolean;
  /** What the archive's own headers say, by path, where it is not what docker would write of the node alone. */
  readonly headers?: ReadonlyMap<string, HeaderNames>;
}

/** `./a` and `a` are two names for one file, and so two sums. */
export interface HeaderNames {
  readonly name: string;
  readonly uname: string;
  readonly gname: string;
  /** of a file that is a hard link to one that came before it: the bytes are that one's */
  readonly hardLink?: string;
}

const TYPES: Readonly<Record<Node['kind'], { flag: string; bits: number }>> = {
  file: { flag: '0', bits: 0o100000 },
  symlink: { flag: '2', bits: 0o120000 },
  char: { flag: '3', bits: 0o020000 },
  block: { flag: '4', bits: 0o060000 },
  dir: { flag: '5', bits: 0o040000 },
  fifo: { flag: '6', bits: 0o010000 },
  socket: { flag: '0', bits: 0o140000 },
};

/** `file:<64 hex>` or `dir:<64 hex>`. */
export async function hashSource(ctx: EngineContext, tree: Tree, source: SourceFile, options: HashOptions): Promise<string> {
  if (source.node.kind !== 'dir') return `file:${await fileSum(ctx, source.realPath, source.node, options)}`;
  const sums: string[] = [];
  for (const { path, node } of walk(tree, `/${source.realPath}`))
    if (path !== '/') sums.push(await fileSum(ctx, path.slice(1), node, options));
  return hashList('dir', sums.sort(compareText));
}

/** The hash that stands in the history: a single source's own, or `multi:<64 hex>`. */
export function hashSources(hashes: readonly string[]): string {
  const [only] = hashes;
  return hashes.length === 1 && only !== undefined ? only : hashList('multi', hashes);
}

function hashList(prefix: string, list: readonly string[]): string {
  return `${prefix}:${sha256Hex(utf8(list.join(',')))}`;
}

async function fileSum(ctx: EngineContext, path: string, node: Node, options: HashOptions): Promise<string> {
  if (options.isImplied?.(path) === true) return path;
  const names = options.headers?.get(path) ?? writtenNames(path, node, options.writer);
  const content: Content = node.kind === 'file' && names.hardLink === undefined ? node.content : EMPTY;
  const header = contentOf(headerText(node, names, options.writer, content.size));
  const digest = await hashContent(ctx.ports, concatContents([header, content]));
  return digest.slice('sha256:'.length);
}

function writtenNames(path: string, node: Node, writer: HeaderWriter): HeaderNames {
  return {
    name: node.kind === 'dir' ? `${path}/` : path,
    uname: writer === 'daemon' && node.uid === 0 ? 'root' : '',
    gname: writer === 'daemon' && node.gid === 0 ? 'root' : '',
  };
}

function headerText(node: Node, { name, uname, gname, hardLink }: HeaderNames, writer: HeaderWriter, size: number): string {
  const { flag, bits } = TYPES[node.kind];
  const isDevice = node.kind === 'char' || node.kind === 'block';
  const fields = [
    ['name', name],
    ['mode', writer === 'daemon' ? bits | node.mode : node.mode],
    ['uid', node.uid],
    ['gid', node.gid],
    ['size', size],
    ['typeflag', hardLink === undefined ? flag : '1'],
    ['linkname', node.kind === 'symlink' ? node.target : (hardLink ?? '')],
    ['uname', uname],
    ['gname', gname],
    ['devmajor', isDevice ? node.major : 0],
    ['devminor', isDevice ? node.minor : 0],
  ];
  const xattrs = [...(node.xattrs ?? [])].sort(([left], [right]) => compareText(left, right));
  return fields.flat().join('') + xattrs.map(([name, value]) => name + String.fromCharCode(...value)).join('');
}
