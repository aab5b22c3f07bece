import { expect, test } from 'vitest';
import { convertModule } from '../../scripts/disk-scripts.ts';
import { createDiskModules, type Definition } from '../../src/ui/disk/disk-modules.ts';

const ROOT = new URL('file:///stick/');

/** Modules as a build writes them, run as a page from a disk does. */
async function run(entry: string, texts: Readonly<Record<string, string>>) {
  const modules = createDiskModules(ROOT, async (path) => {
    const script = await convertModule(texts[path] ?? '', path);
    new Function('disk', script)((name: string, imports: string[], body: Definition['run']) =>
      modules.define({ name, imports, run: body }),
    );
  });
  return modules.bring(entry);
}

test('imports of every kind, values that change later, and a default', async () => {
  const found = await run('_astro/a.js', {
    '_astro/a.js':
      'import standard,{n as count,add}from"./b.js";import*as all from"./b.js";export{n as again}from"./b.js";add();const name=`${standard} ${count} ${all.n}`;export{name as t};',
    '_astro/b.js': 'let n=1;function add(){n+=1}export{n,add};export default "b";',
  });
  expect({ t: found['t'], again: found['again'] }).toEqual({ t: 'b 2 2', again: 2 });
});

test('import() and import.meta where they are code, not where they are text', async () => {
  const found = await run('_astro/a.js', {
    '_astro/a.js':
      'const text="import(`./b.js`) import.meta.url";const later=()=>import(`./b.js`);const at=new URL(`./b.js`,``+import.meta.url).href;export{text,later,at};',
    '_astro/b.js': 'export const b=2;',
  });
  expect(found['text']).toBe('import(`./b.js`) import.meta.url');
  expect(found['at']).toBe('file:///stick/_astro/b.js');
  expect((await (found['later'] as () => Promise<{ b: number }>)()).b).toBe(2);
});

test('what Vite would fetch ahead is not asked for', async () => {
  const found = await run('_astro/a.js', {
    '_astro/a.js': 'const __vite__mapDeps=()=>["x"];const deps=__vite__mapDeps([0,1,12]);export{deps};',
  });
  expect(found['deps']).toEqual([]);
});
