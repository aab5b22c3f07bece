/**
 * Links in the head of every finished page for scripts that it will want. `modulepreload`: its module scripts, which stand at its end, where a
 * slow device comes half a second later, and what they import. `data-editor`, on pages with an editor: what Monaco is made of, for whoever has the line for it or
 * begins to write (`src/ui/wake/fetch-ahead.ts`); without a `rel` a link fetches nothing.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';

const EDITOR = /^(monaco-(?:model|view|editor|features)|code|colour-code|shellscript|docker)\.[^/]+\.js$/;
/** without which none stands */
const FIRST = /^(monaco-(?:model|view|editor)|code)\./;

/** @param root folder of the built site */
export async function linkModules(root: string): Promise<void> {
  const scripts = new Map<string, string>();
  const folder = join(root, '_astro');
  for (const name of await readdir(folder))
    if (name.endsWith('.js')) scripts.set(`/_astro/${name}`, await readFile(join(folder, name), 'utf8'));
  const editor = [...scripts.keys()].filter((path) => EDITOR.test(posix.basename(path)));
  for (const page of await readdir(root, { recursive: true })) {
    if (!page.endsWith('.html')) continue;
    const html = await readFile(join(root, page), 'utf8');
    const own = [...html.matchAll(/<script\b[^>]*\stype="module"[^>]*\ssrc="([^"]+)"/g)].map(([, src = '']) => src);
    const links = [
      ...[...importsOf(own, scripts)].map((path) => `<link rel="modulepreload" href="${path}">`),
      ...(html.includes('class="editor"')
        ? editor.map((path) => `<link data-editor${FIRST.test(posix.basename(path)) ? '="first"' : ''} as="script" href="${path}">`)
        : []),
    ];
    await writeFile(
      join(root, page),
      html.replace('</head>', () => `${links.join('')}</head>`),
    );
  }
}

/** Scripts and what they import at once, near and far. */
function importsOf(start: readonly string[], scripts: ReadonlyMap<string, string>): Set<string> {
  const found = new Set<string>();
  const open = [...start];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const text = scripts.get(path);
    if (found.has(path) || text === undefined) continue;
    found.add(path);
    for (const [, target = ''] of text.matchAll(/(?:\bfrom|\bimport)\s*["'`]([^"'`]+\.js)["'`]/g))
      open.push(posix.join(posix.dirname(path), target));
  }
  return found;
}
