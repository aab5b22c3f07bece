/**
 * The site's modules where a browser loads none: in pages opened from a disk (`file://`), and in their workers. `scripts/disk-scripts.ts` writes
 * each as a plain script that calls `disk(name, imports, run)`; here they are linked.
 */
export type Exports = Record<string, unknown>;

type Run = (
  require: (name: string) => Exports,
  exports: Exports,
  /** as `import()`: seen from the module */
  bring: (specifier: string) => Promise<Exports>,
  meta: { readonly url: string; resolve(specifier: string): string },
) => void;

export interface Definition {
  /** path below the site's folder */
  readonly name: string;
  /** what it imports at once */
  readonly imports: readonly string[];
  readonly run: Run;
}

export interface DiskModules {
  define(definition: Definition): void;
  /** Runs it and all that it imports, each once. @throws Error where one is not there */
  bring(name: string): Promise<Exports>;
  /** Loads it and all that it imports, and runs nothing. */
  gather(name: string): Promise<Definition[]>;
}

/**
 * @param root the site's folder
 * @param load fetches what defines the module, and may define others
 */
export function createDiskModules(root: URL, load: (name: string) => Promise<void>): DiskModules {
  const definitions = new Map<string, Definition>();
  const loading = new Map<string, Promise<void>>();
  const run = new Map<string, Exports>();

  async function definitionOf(name: string): Promise<Definition> {
    if (!definitions.has(name)) {
      const begun = loading.get(name) ?? load(name);
      loading.set(name, begun);
      await begun;
    }
    const found = definitions.get(name);
    if (found === undefined) throw new Error(`${name} defines no module`);
    return found;
  }

  async function gather(name: string): Promise<Definition[]> {
    const found = new Map<string, Definition>();
    const visit = async (one: string, seen: Set<string>): Promise<void> => {
      if (seen.has(one)) return;
      seen.add(one);
      const definition = await definitionOf(one);
      await Promise.all(definition.imports.map((each) => visit(each, seen)));
      found.set(one, definition);
    };
    await visit(name, new Set());
    return [...found.values()];
  }

  function execute(name: string): Exports {
    const begun = run.get(name);
    // of a circle, as far as it has come
    if (begun !== undefined) return begun;
    const exports: Exports = {};
    run.set(name, exports);
    const { href: url } = new URL(name, root);
    const near = (specifier: string): string => pathBelow(root, new URL(specifier, url)) ?? specifier;
    const meta = { url, resolve: (specifier: string) => new URL(specifier, url).href };
    definitions.get(name)?.run(execute, exports, (specifier) => bring(near(specifier)), meta);
    return exports;
  }

  async function bring(name: string): Promise<Exports> {
    await gather(name);
    return execute(name);
  }

  return {
    define: (definition) => void definitions.set(definition.name, definition),
    bring,
    gather,
  };
}

/** The address as seen from the folder; undefined where it lies elsewhere. */
export function pathBelow(root: URL, address: URL): string | undefined {
  const { href } = new URL(address.pathname, address);
  return href.startsWith(root.href) ? decodeURIComponent(href.slice(root.href.length)) : undefined;
}
