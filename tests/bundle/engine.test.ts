/**
 * What the engine costs a learner: the file that comes with the first command, what an ordinary lesson loads beside it, and all of it.
 * Computed from the files that the build made and how they name one another.
 */
import { expect, test } from 'vitest';
import { closeOverImports, gzipSize, listInitialScripts, listLazyImports, listSiteFiles, readSiteFile } from './site.ts';

const KB = 1000;
const scripts = listSiteFiles('.js');
const workers = scripts.filter((path) => /\/engine\.worker-/.test(path));
const [worker = ''] = workers;

/** Every file that the worker can come to load. */
const parts = closeOverParts(worker);

function closeOverParts(start: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [start];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const one of closeOverImports([path])) {
      if (found.has(one)) continue;
      found.add(one);
      open.push(...listLazyImports(one).flat());
    }
  }
  return found;
}

/** `NAME 12345 B`, the largest first, for whoever has to make something smaller. */
function list(paths: Iterable<string>): string {
  const rows = [...paths].map((path) => ({ path, size: gzipSize([path]) })).sort((a, b) => b.size - a.size);
  return rows.map(({ path, size }) => `${path} ${size} B`).join('\n');
}

/** The one part whose file is named so. */
function part(name: string): string {
  const found = [...parts].filter((path) => path.includes(`/${name}-`));
  expect(found, `parts named ${name}`).toHaveLength(1);
  return found[0] ?? '';
}

test('there is one engine, in parts', () => {
  expect(workers).toHaveLength(1);
  expect(parts.size).toBeGreaterThan(20);
});

test('budget: what the first command loads', () => {
  const first = closeOverImports([worker]);
  expect(gzipSize(first), list(first)).toBeLessThanOrEqual(40 * KB);
  expect(first.size, 'one file, so that it is there after one wait').toBe(1);
});

test('budget: what an ordinary lesson needs beside it, in two files', () => {
  const beside = [part('lists'), part('everyday')];
  expect(gzipSize(beside), list(beside)).toBeLessThanOrEqual(67.5 * KB);
  const first = closeOverImports([worker]);
  const late = [...closeOverImports(beside)].filter((path) => !first.has(path) && !/\/rolldown-runtime-/.test(path));
  expect(late.sort()).toEqual([...beside].sort());
});

test('budget: what judging an answer adds to it, which is no part of the engine', () => {
  const first = closeOverImports([worker]);
  const added = [...closeOverImports([part('judge')])].filter((path) => !first.has(path));
  expect(gzipSize(added), list(added)).toBeLessThanOrEqual(6 * KB);
});

test('budget: all of the engine', () => {
  expect(gzipSize(parts), list(parts)).toBeLessThanOrEqual(470 * KB);
});

/** By a sentence of each: names of functions do not survive, and a file that several parts share is named after any of them. */
test.each([
  { what: "the shell's parser", says: 'expected command after' },
  { what: 'the builders', says: 'failed to solve: ' },
  { what: 'the help of commands that are not simulated', says: 'Update the swarm' },
  { what: 'Go templates', says: "can't evaluate field " },
  { what: 'awk', says: 'Division by zero' },
  { what: 'SHA-512', says: '0x428a2f98d728ae22' },
])('$what: in a part, and not in what the first command loads', ({ says }) => {
  const having = [...parts].filter((path) => readSiteFile(path).includes(says));
  expect(having).not.toEqual([]);
  const first = closeOverImports([worker]);
  expect(having.filter((path) => first.has(path))).toEqual([]);
});

/** What is itself asked for later keeps its module's name. */
test.each(['unzstd', 'unpack-gzip', 'language', 'build-commands', 'assist'])(
  '%s is no part of what the first command loads',
  (name) => {
    expect(closeOverImports([worker])).not.toContain(part(name));
  },
);

test('a part is asked for together with all that it imports', () => {
  const first = closeOverImports([worker]);
  const waits = [...parts].flatMap((from) => {
    const here = closeOverImports([from]);
    return listLazyImports(from).flatMap((together) => {
      const late = [...closeOverImports(together)].filter(
        (path) => !together.includes(path) && !first.has(path) && !here.has(path),
      );
      return late.map((path) => `${from} asks for ${together[0]} and then waits for ${path}`);
    });
  });
  expect(waits).toEqual([]);
});

test('no page takes a part of the engine along, and none loads the worker before something runs', () => {
  const pages = listSiteFiles('.html');
  const early = pages.flatMap((page) =>
    [...listInitialScripts(page)].filter((path) => parts.has(path)).map((path) => `${page}: ${path}`),
  );
  expect(early).toEqual([]);
  /** the service worker names every file: it keeps them */
  const ofPages = scripts.filter((path) => !parts.has(path) && !/\.worker-|^\/sw\.js$/.test(path));
  const names = [...parts].filter((path) => path !== worker).map((path) => path.slice(path.lastIndexOf('/') + 1));
  expect(ofPages.filter((path) => names.some((name) => readSiteFile(path).includes(name)))).toEqual([]);
  // a sentence of each that nobody else has: a copy of the engine under another name would have it, too
  const copies = ofPages.filter((path) =>
    /is not simulated here|a part of the engine could not be loaded/.test(readSiteFile(path)),
  );
  expect(copies).toEqual([]);
});
