/**
 * Makes a worker fetch a part and all that the part imports side by side. By itself a browser learns what a file imports when it has that
 * file, and asks for it then: one wait after the other on a slow line. Vite does this for pages and leaves workers out.
 *
 * The names that are written into a file here are already part of what its own name was made from, by way of the files it imports.
 */
import { posix } from 'node:path';

/** What is used of a file that the bundler made. */
export interface Chunk {
  readonly type: 'chunk';
  readonly fileName: string;
  readonly isEntry: boolean;
  /** names of files that it imports at once */
  readonly imports: readonly string[];
  code: string;
}
type Bundle = Readonly<Record<string, Chunk | { readonly type: 'asset' }>>;

const IMPORT = /\bimport\(`(\.\/[^`]+)`\)/g;

export function parallelParts() {
  return {
    name: 'camadas:parallel-parts',
    generateBundle(_options: unknown, bundle: Bundle): void {
      const all = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [file] : []));
      const chunks = new Map(all.map((chunk) => [chunk.fileName, chunk]));
      const first = all.filter(({ isEntry }) => isEntry).flatMap((entry) => [...closeOver(entry, chunks)]);
      for (const chunk of all) {
        const known = new Set([...first, ...closeOver(chunk, chunks)]);
        const folder = posix.dirname(chunk.fileName);
        chunk.code = chunk.code.replace(IMPORT, (call, path: string) => {
          const part = chunks.get(posix.join(folder, path));
          if (part === undefined) return call;
          const beside = [...closeOver(part, chunks)].filter((name) => name !== part.fileName && !known.has(name));
          const calls = [call, ...beside.map((name) => `import(\`./${posix.relative(folder, name)}\`)`)];
          return beside.length === 0 ? call : `Promise.all([${calls.join(',')}]).then(e=>e[0])`;
        });
      }
    },
  };
}

/** The names of the chunk and of everything it imports at once. */
function closeOver(start: Chunk, chunks: ReadonlyMap<string, Chunk>): Set<string> {
  const found = new Set<string>();
  const open: Chunk[] = [start];
  for (let chunk = open.pop(); chunk !== undefined; chunk = open.pop()) {
    if (found.has(chunk.fileName)) continue;
    found.add(chunk.fileName);
    for (const name of chunk.imports) {
      const next = chunks.get(name);
      if (next !== undefined) open.push(next);
    }
  }
  return found;
}
