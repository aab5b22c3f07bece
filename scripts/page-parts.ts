/**
 * Which scripts of the pages travel in one file. By itself a bundler makes a file of its own for each set of modules that two places share:
 * a page's first script came as seven files, what wakes its islands as seventeen. Each of them costs a slow line its headers and a turn
 * in the queue (a browser asks a host for six things at once), and packs worse than one.
 */
import { resolve } from 'node:path';

const PROJECT = resolve(import.meta.dirname, '..');

const AWAKE = ['src/ui/wake/awake.tsx', 'src/ui/lab/trial.tsx'];

/** File name, and the modules that it brings with all that these import at once. What two of them want is in the one that stands first. */
const PARTS: readonly (readonly [name: string, ...of: string[]])[] = [
  // with the script of every page's frame, so that it is one file and one request; what works offline asks for the site's root without being woken
  ['start', 'src/ui/wake/boot.ts', 'src/ui/kit/site-root.ts'],
  ['keep', 'src/ui/keep/open-keeper.ts'],
  // of the plain field, too, which may not bring Monaco along
  ['code', 'src/ui/editor/editor.ts', 'src/ui/editor/code-theme.ts', 'src/ui/editor/load-monaco.ts'],
  // what nearly every island and panel is made with
  [
    'kit',
    'src/ui/kit/inline-text.tsx',
    'src/ui/kit/scroll-region.tsx',
    'src/ui/kit/icon.tsx',
    'src/ui/kit/lazy.tsx',
    'src/ui/kit/say.ts',
    'src/i18n/format-number.ts',
    'src/ui/exercise/draft-of.ts',
  ],
  ['shared', ...AWAKE],
  ['awake', ...AWAKE],
  // a task each
  ['monaco-model', 'src/ui/editor/monaco-model.ts'],
  ['monaco-view', 'src/ui/editor/monaco-view.ts'],
  ['monaco-editor', 'src/ui/editor/monaco-editor.ts'],
];
/** Pages that wake no island. What `awake` has in common with them is `shared`, or they would load all of it. */
const OTHERS = [
  'src/ui/classroom/attach-class.tsx',
  'src/ui/classroom/attach.tsx',
  'src/ui/classroom/in-lesson.tsx',
  'src/ui/lab/archive-page.ts',
  'src/ui/layers/scale-page.tsx',
];
/** The engine is no part of a page; the little of it that some pages use goes where the bundler puts it. */
const OF_PAGES = /\/src\/(?:ui|i18n|exercise)\/|\/node_modules\/(?:@preact|preact)\//;
/** As Astro calls the script that stands in a layout. */
const FRAME = /\/layouts\/base\.astro\?astro&type=script/;

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
  name: (id: string, graph: ModuleGraph): string | null => {
    const its = FRAME.test(id) ? 'start' : partsOf(graph).get(id);
    return its === part ? part : null;
  },
  priority: PARTS.length - index,
}));

function partsOf(graph: ModuleGraph): ReadonlyMap<string, string> {
  const known = closures.get(graph);
  if (known !== undefined) return known;
  const parts = new Map<string, string>();
  const ofOthers = closeOver(OTHERS, graph);
  for (const [name, ...starts] of PARTS) {
    const isOfPages = ['kit', 'shared', 'awake'].includes(name);
    for (const id of closeOver(starts, graph)) {
      if (parts.has(id) || (name === 'shared' && !ofOthers.has(id))) continue;
      if (!isOfPages || OF_PAGES.test(id)) parts.set(id, name);
    }
  }
  closures.set(graph, parts);
  return parts;
}

function closeOver(starts: readonly string[], graph: ModuleGraph): Set<string> {
  const found = new Set<string>();
  const open = starts.map((start) => resolve(PROJECT, start));
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    open.push(...(graph.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}
