/** For tests: a container's shell, as far as they go. */
import { contentOf, peekContent } from '../../src/engine/bytes/content.ts';
import { text } from '../../src/engine/bytes/utf8.ts';
import { linkNode } from '../../src/engine/fs/link.ts';
import { openFile } from '../../src/engine/fs/lookup.ts';
import { setMeta } from '../../src/engine/fs/meta.ts';
import type { Meta, Tree } from '../../src/engine/fs/node.ts';
import { removeNode } from '../../src/engine/fs/remove.ts';
import { moveNode } from '../../src/engine/fs/rename.ts';
import { walk } from '../../src/engine/fs/walk.ts';
import { makeDir, symlinkNode, writeFile } from '../../src/engine/fs/write.ts';

export class Box {
  tree: Tree;
  private readonly options: { readonly mtime: number; readonly base: Tree | undefined };

  /** In a container the tree it starts with is that of the lower layers. */
  constructor(tree: Tree, mtime: number, place: 'container' | 'host' = 'container') {
    this.tree = tree;
    this.options = { mtime, base: place === 'container' ? tree : undefined };
  }
  write(path: string, words: string, append = false) {
    this.tree = writeFile(this.tree, path, contentOf(words), { ...this.options, append });
  }
  /** `: >> path`: opened for writing, so copied up, and left as it is */
  open(path: string) {
    this.set(path, {});
  }
  read(path: string): string {
    return text(peekContent(openFile(this.tree, path).content) ?? new Uint8Array(0));
  }
  rm(path: string) {
    this.tree = removeNode(this.tree, path, { ...this.options, recursive: true });
  }
  mkdir(path: string, mode = 0o755) {
    this.tree = makeDir(this.tree, path, { ...this.options, parents: true, mode });
  }
  set(path: string, meta: Partial<Meta>) {
    this.tree = setMeta(this.tree, path, meta, { ...this.options, follow: false });
  }
  ln(existing: string, path: string) {
    this.tree = linkNode(this.tree, existing, path, this.options);
  }
  symlink(target: string, path: string) {
    this.tree = symlinkNode(this.tree, target, path, this.options);
  }
  mv(from: string, to: string) {
    this.tree = moveNode(this.tree, from, to, this.options);
  }
}

/** One line per node below the root: `/data/a.txt f 644 0:0 x2 "alpha"`. */
export function listTree(tree: Tree, path = '/'): string[] {
  const lines: string[] = [];
  for (const { path: at, node } of walk(tree, path)) {
    if (at === path && node.kind === 'dir') continue;
    const head = `${at} ${node.kind} ${node.mode.toString(8)} ${node.uid}:${node.gid}`;
    if (node.kind === 'file')
      lines.push(`${head} x${node.nlink} ${JSON.stringify(text(peekContent(node.content) ?? new Uint8Array(0)))}`);
    else if (node.kind === 'symlink') lines.push(`${head} -> ${node.target}`);
    else if (node.kind === 'char' || node.kind === 'block') lines.push(`${head} ${node.major},${node.minor}`);
    else lines.push(head);
  }
  return lines;
}
