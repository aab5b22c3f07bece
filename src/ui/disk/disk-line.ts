/** What a page opened from a disk and its workers say to each other beside their own messages: only the page can load scripts. */
import { type Definition, pathBelow } from './disk-modules.ts';

/** The first message to a worker; with it comes its port. */
export interface DiskStart {
  readonly root: string;
  /** the module that the worker is */
  readonly entry: string;
}

export type FromWorker =
  | { readonly kind: 'bring'; readonly name: string; readonly id: number }
  | { readonly kind: 'read'; readonly path: string; readonly id: number }
  /** a worker of a worker, whose port comes with it */
  | { readonly kind: 'nested' };

export type ToWorker =
  | { readonly id: number; readonly kind: 'modules'; readonly script: string }
  /** absent where there is no such file */
  | { readonly id: number; readonly kind: 'file'; readonly bytes?: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string };

/** A script that defines them again. */
export function formatDefinitions(definitions: readonly Definition[]): string {
  return definitions
    .map(({ name, imports, run }) => `disk(${JSON.stringify(name)},${JSON.stringify(imports)},${run.toString()});`)
    .join('\n');
}

/** What stands in for the browser's own, where that loads nothing from a disk. */
export interface StandIn {
  /** the site's folder */
  readonly root: URL;
  /** address of `disk-worker.ts`, which loads the module that was meant */
  runtime(): string;
  /** Takes the other end of a new worker's line. */
  serve(port: MessagePort): void;
  /** a file of the site by its path; undefined where there is none */
  read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

/** Puts `Worker` and `fetch` of its own in their place. */
export function standIn({ root, runtime, serve, read }: StandIn): void {
  const { Worker: OwnWorker, fetch: ownFetch } = globalThis;
  const pathOf = (address: string | URL): string | undefined => pathBelow(root, new URL(address, root));

  function DiskWorker(address: string | URL, { name }: WorkerOptions = {}): Worker {
    const worker = new OwnWorker(runtime(), name === undefined ? {} : { name });
    const { port1, port2 } = new MessageChannel();
    serve(port1);
    worker.postMessage({ root: root.href, entry: pathOf(address) ?? String(address) } satisfies DiskStart, [port2]);
    return worker;
  }

  const diskFetch: typeof fetch = async (input, init) => {
    const address = input instanceof Request ? input.url : input;
    if (/^(blob|data):/.test(String(address))) return ownFetch(input, init);
    const path = pathOf(address);
    const bytes = path === undefined ? undefined : await read(path);
    return bytes === undefined ? new Response(null, { status: 404 }) : new Response(bytes);
  };
  Object.assign(globalThis, { Worker: DiskWorker, fetch: diskFetch });
}
