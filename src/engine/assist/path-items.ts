/** Paths in a tree that begin as what is typed; a folder ends with its slash. */
import { findNode } from '../fs/lookup.ts';
import type { Tree } from '../fs/node.ts';
import type { Container } from '../machine/container.ts';
import type { Image, Machine } from '../machine/machine.ts';
import type { CompletionItem } from './completion.ts';
import { MAX_ITEMS } from './completion.ts';
import { programsInOrder } from './usual-first.ts';

export interface Place {
  readonly tree: Tree;
  /** where a relative path begins */
  readonly cwd: string;
}

export function hostPlace({ host }: Machine): Place {
  return { tree: host.tree, cwd: host.cwd };
}

export function containerPlace({ tree, config }: Container): Place {
  return { tree, cwd: config.WorkingDir || '/' };
}

export function imagePlace(machine: Machine, image: Image): Place | undefined {
  const top = image.chain.at(-1);
  const tree = top === undefined ? undefined : machine.layers.get(top)?.tree;
  return tree && { tree, cwd: image.config.config?.WorkingDir || '/' };
}

/** Hidden files only where a dot is typed. */
export function pathItems({ tree, cwd }: Place, typed: string, wanted: 'all' | 'folders' = 'all'): CompletionItem[] {
  const cut = typed.lastIndexOf('/') + 1;
  const folder = typed.slice(0, cut);
  const begun = typed.slice(cut);
  const node = findNode(tree, folder === '' ? '.' : folder, { cwd });
  if (node?.kind !== 'dir') return [];
  const items: CompletionItem[] = [];
  for (const name of [...node.entries.keys()].filter((one) => one.startsWith(begun)).sort()) {
    if (name.startsWith('.') && !begun.startsWith('.')) continue;
    const isFolder = findNode(tree, `${folder === '' ? './' : folder}${name}`, { cwd })?.kind === 'dir';
    if (wanted === 'folders' && !isFolder) continue;
    items.push(isFolder ? { text: `${folder}${name}/`, kind: 'folder', isOpen: true } : { text: `${folder}${name}`, kind: 'file' });
    if (items.length >= MAX_ITEMS) break;
  }
  return items;
}

/** Programs that `PATH` leads to, the most usual first. */
export function programItems({ tree, cwd }: Place, env: readonly string[]): CompletionItem[] {
  const path = env.find((one) => one.startsWith('PATH='))?.slice('PATH='.length) ?? '/usr/local/bin:/usr/bin:/bin';
  const names = new Set<string>();
  for (const folder of path.split(':').slice(0, 20)) {
    const node = findNode(tree, folder, { cwd });
    if (node?.kind === 'dir') for (const name of node.entries.keys()) names.add(name);
  }
  return programsInOrder([...names].filter((name) => /^\w/.test(name))).map((text) => ({ text, kind: 'program' }));
}
