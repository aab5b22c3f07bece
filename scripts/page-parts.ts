/**
 * Which scripts of the pages travel in one file. By itself a bundler makes a file of its own for each set of modules that two places share:
 * a page's first script came as seven files. Each of them costs a slow line its headers and a turn in the queue (a browser asks a host for
 * six things at once), and packs worse than one.
 */
import { resolve } from 'node:path';

const PROJECT = resolve(import.meta.dirname, '..');

/** File name, and the modules that it brings with all that these import at once. What two of them want is in the one that stands first. */
const PARTS: readonly (readonly [name: string, ...of: string[]])[] = [
  ['start', 'src/ui/wake/boot.ts'],
  ['keep', 'src/ui/keep/open-keeper.ts'],
  // of the plain field, too, which may not bring Monaco along
  ['code', 'src/ui/editor/editor.ts', 'src/ui/editor/code-theme.ts'],
  ['monaco-editor', 'src/ui/editor/monaco-editor.ts'],
];
const BOOT = resolve(PROJECT, 'src/ui/wake/boot.ts');

interface ModuleInfo {
  readonly importedIds: readonly string[];
}
/** What the bundler tells of its modules. */
export interface ModuleGraph {
  getModuleInfo(id: string): ModuleInfo | null;
}

const closures = new WeakMap<ModuleGraph, ReadonlyMap<string, string>>();

/** For `codeSplitting.groups`: each takes what it imports along, so the first of two that share a module has to have it before. */
export const pageParts = PARTS.map(([part], index) => ({
  name: (id: string, graph: ModuleGraph): string | null => (partsOf(graph).get(id) === part ? part : null),
  priority: PARTS.length - index,
}));

function partsOf(graph: ModuleGraph): ReadonlyMap<string, string> {
  const known = closures.get(graph);
  if (known !== undefined) return known;
  const parts = new Map<string, string>();
  for (const [name, ...starts] of PARTS)
    for (const id of starts.flatMap((start) => [...closeOver(resolve(PROJECT, start), graph)]))
      if (!parts.has(id)) parts.set(id, name);
  // it acts as soon as it is loaded, and others import what it imports
  parts.delete(BOOT);
  closures.set(graph, parts);
  return parts;
}

function closeOver(start: string, graph: ModuleGraph): Set<string> {
  const found = new Set<string>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    open.push(...(graph.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}
