/** A worker of a page that was opened from a disk: asks the page for its modules, and holds what it is told until they are there. */
import { type DiskStart, type FromWorker, standIn, type ToWorker } from './disk-line.ts';
import { createDiskModules, type Definition } from './disk-modules.ts';

const held: MessageEvent[] = [];
const hold = (event: MessageEvent): void => {
  event.stopImmediatePropagation();
  held.push(event);
};

addEventListener(
  'message',
  ({ data, ports: [port] }: MessageEvent<DiskStart>) => {
    addEventListener('message', hold);
    if (port !== undefined) void start(data, port);
  },
  { once: true },
);

async function start({ root: folder, entry }: DiskStart, port: MessagePort): Promise<void> {
  const root = new URL(folder);
  const ask = createLine(port);
  const define = (name: string, imports: readonly string[], run: Definition['run']): void => modules.define({ name, imports, run });
  const modules = createDiskModules(root, async (name) => {
    const answer = await ask({ kind: 'bring', name });
    // no policy forbids it there, and WebKit lets no script come out of a Blob
    if (answer.kind === 'modules') new Function('disk', answer.script)(define);
  });
  standIn({
    root,
    runtime: () => location.href,
    serve: (nested) => port.postMessage({ kind: 'nested' } satisfies FromWorker, [nested]),
    async read(path) {
      const answer = await ask({ kind: 'read', path });
      return answer.kind === 'file' ? answer.bytes : undefined;
    },
  });
  try {
    await modules.bring(entry);
  } catch (error) {
    // so that whoever waits for the worker hears of it
    setTimeout(() => {
      throw error;
    });
    return;
  }
  removeEventListener('message', hold);
  for (const { data, ports } of held) dispatchEvent(new MessageEvent('message', { data, ports: [...ports] }));
}

type Question = Extract<FromWorker, { readonly id: number }>;
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** @returns asks, and gives what was answered; it fails where the page could not */
function createLine(port: MessagePort): (question: WithoutId<Question>) => Promise<ToWorker> {
  const waiting = new Map<number, (answer: ToWorker) => void>();
  let next = 1;
  port.onmessage = ({ data }: MessageEvent<ToWorker>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  };
  return async (question) => {
    const id = next++;
    const answer = await new Promise<ToWorker>((resolve) => {
      waiting.set(id, resolve);
      port.postMessage({ ...question, id });
    });
    if (answer.kind === 'failed') throw new Error(answer.message);
    return answer;
  };
}
