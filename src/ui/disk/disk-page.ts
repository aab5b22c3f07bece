/**
 * Runs a page that was opened from a disk: browsers load no modules, workers or data there, but plain scripts, each of which defines one of
 * these (`scripts/disk-scripts.ts`). Comes before the page is whole, by `src/site/first-look.js`.
 */
import { siteRoot } from '../kit/site-root.ts';
import { type FromWorker, formatDefinitions, standIn, type ToWorker } from './disk-line.ts';
import { createDiskModules, type Definition, pathBelow } from './disk-modules.ts';

/** Text of `disk-worker.ts`, and the paths of what may be read: the build puts both in front of this script. */
declare const DISK_WORKER: string;
declare const DISK_DATA: readonly string[];

const root = siteRoot();
const readable = new Set(DISK_DATA);
const files = new Map<string, Uint8Array<ArrayBuffer>>();
const reading = new Map<string, Promise<Uint8Array<ArrayBuffer> | undefined>>();
const runtime = URL.createObjectURL(new Blob([DISK_WORKER], { type: 'text/javascript' }));

const modules = createDiskModules(root, loadScript);

/** @throws Error where there is none */
function loadScript(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL(`disk/${path}`, root).href;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`no file disk/${path}`));
    document.head.append(script);
  });
}

/** A file that is data; undefined where there is none. @throws Error where it does not come */
function read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const load = async () => (readable.has(path) ? loadScript(`${path}.js`).then(() => files.get(path)) : undefined);
  const begun = reading.get(path) ?? load();
  reading.set(path, begun);
  return begun;
}

/** One worker's line. */
function serve(port: MessagePort): void {
  const sent = new Set<Definition>();
  const answer = async (asked: Exclude<FromWorker, { kind: 'nested' }>): Promise<ToWorker> => {
    const { id } = asked;
    if (asked.kind === 'read') {
      const bytes = await read(asked.path);
      return bytes === undefined ? { id, kind: 'file' } : { id, kind: 'file', bytes };
    }
    const missing = (await modules.gather(asked.name)).filter((each) => !sent.has(each));
    for (const each of missing) sent.add(each);
    return { id, kind: 'modules', script: formatDefinitions(missing) };
  };
  port.onmessage = ({ data, ports: [nested] }: MessageEvent<FromWorker>) => {
    if (data.kind === 'nested') {
      if (nested !== undefined) serve(nested);
      return;
    }
    void answer(data)
      .catch((error: unknown): ToWorker => ({ id: data.id, kind: 'failed', message: String(error) }))
      .then((said) => port.postMessage(said));
  };
}

standIn({ root, runtime: () => runtime, serve, read });
Object.assign(globalThis, {
  disk: Object.assign(
    (name: string, imports: readonly string[], run: Definition['run']) => modules.define({ name, imports, run }),
    {
      text: (path: string, text: string) => files.set(path, new TextEncoder().encode(text)),
      bytes: (path: string, base64: string) =>
        files.set(
          path,
          Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)),
        ),
    },
  ),
});

/** A disk shows a folder's list, not its page; links that scripts make lead to folders, as everywhere else. */
function leadToPages({ target }: Event): void {
  const link = target instanceof Element ? target.closest('a[href]') : null;
  if (!(link instanceof HTMLAnchorElement) || !link.pathname.endsWith('/')) return;
  if (pathBelow(root, new URL(link.href)) !== undefined) link.pathname += 'index.html';
}

async function start(): Promise<void> {
  // each file is an origin of its own there (privacy.file_unique_origin): no page knows what was done on another
  if (navigator.userAgent.includes('Firefox/')) dispatchEvent(new Event('alone'));
  for (const kind of ['click', 'auxclick']) addEventListener(kind, leadToPages, { capture: true });
  for (const { src } of document.querySelectorAll<HTMLScriptElement>('script[type=module][src]')) {
    const path = pathBelow(root, new URL(src));
    if (path !== undefined) await modules.bring(path);
  }
}

// as modules run elsewhere: when the page is whole
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => void start());
else void start();
