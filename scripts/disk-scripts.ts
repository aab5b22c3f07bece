/**
 * `dist/static/disk`: the same modules and data once more as plain scripts, for pages opened from a disk (`file://`), where browsers load nothing
 * else. What runs them: `src/ui/disk`. Rolldown makes a function of each module, as it does for Node; where it stands in one file with
 * what it imports, another part could not be loaded alone.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { rolldown } from 'rolldown';
import { parseAst } from 'rolldown/parseAst';
import { bundleScript } from './bundle-script.ts';
import { mapSideBySide } from './map-side-by-side.ts';

const MODULE = /^(_astro|pagefind)\/[^/]+\.js$/;
/** Read by scripts. */
const DATA = /^(_astro\/.*\.json|(assist|class|solutions|starts|review|registry)\/.*|pagefind\/.*(?<!\.js|\.css|\.map))$/;
const TEXT = /\.json$/;

/** @param paths of the files in `folder`, which is the finished one */
export async function writeDiskScripts(project: string, folder: string, paths: readonly string[]): Promise<void> {
  const write = async (path: string, script: string): Promise<void> => {
    const target = join(folder, 'disk', path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, script);
  };
  const modules = paths.filter((path) => MODULE.test(path));
  const scripts = await mapSideBySide(modules, availableParallelism(), async (path) =>
    convertModule(await readFile(join(folder, path), 'utf8'), path),
  );
  for (const [index, script] of scripts.entries()) await write(modules[index] ?? '', script);
  const data = paths.filter((each) => DATA.test(each));
  for (const path of data) {
    const bytes = await readFile(join(folder, path));
    const [kind, value] = TEXT.test(path) ? ['text', bytes.toString('utf8')] : ['bytes', bytes.toString('base64')];
    await write(`${path}.js`, `disk.${kind}(${JSON.stringify(path)},${JSON.stringify(value)})`);
  }
  const [page, worker] = await Promise.all(
    ['page', 'worker'].map((part) => bundleScript(join(project, `src/ui/disk/disk-${part}.ts`))),
  );
  await write('page.js', `const DISK_WORKER=${JSON.stringify(worker)},DISK_DATA=${JSON.stringify(data)};\n${page}`);
}

/** @returns a script that defines the module */
export async function convertModule(text: string, path: string): Promise<string> {
  const { code: source, imports } = withNames(text);
  const nameOf = (specifier: string): string => posix.join(posix.dirname(path), specifier);
  const built = await rolldown({
    input: path,
    treeshake: false,
    plugins: [
      {
        name: 'this one',
        resolveId: (id) => (id === path ? { id } : { id: nameOf(id), external: true }),
        load: () => source,
      },
    ],
  });
  const { output } = await built.generate({ format: 'cjs', exports: 'named', esModule: true, minify: true });
  await built.close();
  const names = imports.map(nameOf);
  const { code } = output[0];
  return `disk(${JSON.stringify(path)},${JSON.stringify(names)},function(require,exports,bring,meta){${code}\n});`;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** With `bring(…)` for `import(…)`, and `meta` for `import.meta`. */
function withNames(text: string): { code: string; imports: string[] } {
  const changes: { readonly start: number; readonly end: number; readonly to: string }[] = [];
  const imports = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const node = value as Node;
    if (node.type === 'ImportExpression') changes.push({ start: node.start, end: node.start + 'import'.length, to: 'bring' });
    else if (node.type === 'MetaProperty' && text.startsWith('import', node.start))
      changes.push({ start: node.start, end: node.end, to: 'meta' });
    else if (/^(Import|Export\w*)Declaration$/.test(node.type)) {
      const { value: specifier } = (node['source'] ?? {}) as { value?: string };
      if (specifier !== undefined) imports.add(specifier);
    }
    for (const each of Object.values(node)) visit(each);
  };
  visit(parseAst(text));
  let code = '';
  let at = 0;
  for (const { start, end, to } of changes.toSorted((a, b) => a.start - b.start)) {
    code += text.slice(at, start) + to;
    at = end;
  }
  // for modules that are fetched ahead, which is nothing here
  return { code: (code + text.slice(at)).replaceAll(/__vite__mapDeps\(\[[\d,]*\]\)/g, '[]'), imports: [...imports] };
}
