import { expect, test } from 'vitest';
import { createDiskModules, type Definition, pathBelow } from './disk-modules.ts';

const ROOT = new URL('file:///stick/a%20folder/');
type Run = Definition['run'];

/** Modules that are loaded when asked for, and in which order they ran. */
function site(files: Readonly<Record<string, readonly [imports: string[], run: Run]>>) {
  const loaded: string[] = [];
  const modules = createDiskModules(ROOT, async (name) => {
    await Promise.resolve();
    loaded.push(name);
    const file = files[name];
    if (file === undefined) throw new Error(`no file disk/${name}`);
    const [imports, run] = file;
    modules.define({ name, imports, run });
  });
  return { modules, loaded };
}

test('a module runs once, after all that it imports, and sees later values of what it imported', async () => {
  const ran: string[] = [];
  const { modules, loaded } = site({
    '_astro/count.js': [
      [],
      (_take, exports) => {
        ran.push('count');
        let count = 0;
        Object.defineProperty(exports, 'count', { get: () => count });
        exports['add'] = () => (count += 1);
      },
    ],
    '_astro/a.js': [
      ['_astro/count.js'],
      (take, exports) => {
        const counting = take('_astro/count.js');
        ran.push('a');
        (counting['add'] as () => void)();
        exports['seen'] = () => counting['count'];
      },
    ],
    '_astro/b.js': [
      ['_astro/a.js', '_astro/count.js'],
      (take, exports) => {
        exports['seen'] = take('_astro/a.js')['seen'];
        (take('_astro/count.js')['add'] as () => void)();
        ran.push('b');
      },
    ],
  });
  const [b] = await Promise.all([modules.bring('_astro/b.js'), modules.bring('_astro/a.js')]);
  expect((b['seen'] as () => number)()).toBe(2);
  expect(ran).toEqual(['count', 'a', 'b']);
  expect(loaded.toSorted()).toEqual(['_astro/a.js', '_astro/b.js', '_astro/count.js']);
});

test('modules in a circle see each other when they are called', async () => {
  const half = (other: string, own: string): readonly [string[], Run] => [
    [other],
    (take, exports) => {
      const there = take(other);
      exports['name'] = own;
      exports['both'] = () => `${own} ${there['name']}`;
    },
  ];
  const { modules } = site({ '_astro/x.js': half('_astro/y.js', 'x'), '_astro/y.js': half('_astro/x.js', 'y') });
  expect(((await modules.bring('_astro/x.js'))['both'] as () => string)()).toBe('x y');
  expect(((await modules.bring('_astro/y.js'))['both'] as () => string)()).toBe('y x');
});

test('what comes later is seen from the module that asks, and addresses are those of the folder', async () => {
  let url = '';
  const { modules, loaded } = site({
    'pagefind/index.js': [[], (_take, exports) => Object.assign(exports, { found: true })],
    '_astro/search.js': [
      [],
      (_take, exports, bring, meta) => {
        url = meta.url;
        exports['worker'] = meta.resolve('./hash.worker.js');
        exports['open'] = () => bring('../pagefind/index.js');
      },
    ],
  });
  const search = await modules.bring('_astro/search.js');
  expect(loaded).toEqual(['_astro/search.js']);
  expect(await (search['open'] as () => Promise<unknown>)()).toEqual({ found: true });
  expect(url).toBe('file:///stick/a%20folder/_astro/search.js');
  expect(search['worker']).toBe('file:///stick/a%20folder/_astro/hash.worker.js');
});

test('a module that is not there, and one that defines nothing, are refused by name', async () => {
  const { modules } = site({ '_astro/a.js': [['_astro/gone.js'], () => undefined] });
  await expect(modules.bring('_astro/a.js')).rejects.toThrow('no file disk/_astro/gone.js');
  const empty = createDiskModules(ROOT, async () => undefined);
  await expect(empty.bring('_astro/a.js')).rejects.toThrow('_astro/a.js defines no module');
});

test.each([
  ['file:///stick/a%20folder/starts/1.json', 'starts/1.json'],
  ['file:///stick/a%20folder/en/a%20b.json?x=1#y', 'en/a b.json'],
  ['file:///stick/a%20folder/../secret', undefined],
  ['https://example.org/stick/a%20folder/x', undefined],
])('%s as seen from the folder', (address, path) => {
  expect(pathBelow(ROOT, new URL(address))).toBe(path);
});
