/** Fetches into the browser's cache what will be asked for in a moment, or probably. Nothing waits for it, and nothing depends on it. */

interface Connection {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
  readonly type?: string;
}

/**
 * What the engine asks the registry for when a machine begins, while the engine itself is on its way. All of it carries its digest in its
 * address, so the answer may be kept (`server/registry-route.ts`); what is asked for twice at once, browsers fetch once.
 */
export function fetchStart(islands: readonly HTMLElement[]): void {
  const paths = islands.flatMap(({ dataset }) => dataset['ahead']?.split(' ') ?? []).filter((path) => path !== '');
  for (let lane = 0; lane < LANES; lane += 1) void fetchInTurn(paths);
}

/** Of the six requests that a browser has open at once with one host: the others are for the scripts that somebody waits for. */
const LANES = 3;

async function fetchInTurn(paths: string[]): Promise<void> {
  for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
    // read to its end, so that it is in the cache
    await fetch(path, { priority: 'low' }).then(
      (response) => response.arrayBuffer(),
      () => undefined,
    );
  }
}

/** A mouse and a keyboard, and a line that may carry a megabyte: phones have no fine pointer, and Monaco does not support them. */
export function wantsMonaco(): boolean {
  return matchMedia('(any-pointer: fine)').matches && connection()?.saveData !== true;
}

export function connection(): Connection | undefined {
  return (navigator as { readonly connection?: Connection }).connection;
}
