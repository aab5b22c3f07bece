/** Files that are opened one after the other: what became of each, and what is still to come. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Given } from '../kit/drops.ts';
import { loadStep } from '../lab/load-step.ts';
import type { Row } from '../lab/output-rows.ts';
import type { Progress } from '../lab/protocol.ts';
import type { SessionModel } from '../lab/session.model.ts';

export type Opening = { readonly id: number; readonly name: string } & (
  | { readonly kind: 'waiting' }
  | { readonly kind: 'busy'; readonly progress: Progress; readonly abort: AbortController }
  | { readonly kind: 'opened'; readonly images: readonly string[] }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refused'; readonly why: Refusal; readonly words: string }
);

/** A folder is no file; nothing is in an empty one; what docker says, and what only this page cannot do. */
export type Refusal = 'folder' | 'empty' | 'docker' | 'here';

export interface Openings {
  /** in the order in which they were given */
  readonly files: ReadonlySignal<readonly Opening[]>;
  /** What is given while others are opened waits for its turn; else it takes the place of what is shown. */
  open(given: readonly Given[]): Promise<void>;
}

/** `^C`, as a shell has it */
const INTERRUPTED = 130;

export function createOpenings(session: Pick<SessionModel, 'runStep'>, onOpened: () => void): Openings {
  const files = signal<readonly Opening[]>([]);
  const queue: { readonly id: number; readonly file: File }[] = [];
  let lastId = 0;
  let isOpening = false;
  const show = (opening: Opening): void => {
    files.value = files.value.map((one) => (one.id === opening.id ? opening : one));
  };

  async function openOne(id: number, file: File): Promise<void> {
    const abort = new AbortController();
    const { name } = file;
    show({ id, name, kind: 'busy', progress: { done: 0, total: file.size }, abort });
    const entry = await session.runStep(loadStep(name, file), {
      onProgress: (progress) => show({ id, name, kind: 'busy', progress, abort }),
      signal: abort.signal,
    });
    const status = entry?.state.kind === 'done' ? entry.state.status : undefined;
    if (status === 0) {
      show({ id, name, kind: 'opened', images: loadedNames(entry?.rows ?? []) });
      onOpened();
    } else if (status === INTERRUPTED) show({ id, name, kind: 'cancelled' });
    else show({ id, name, kind: 'refused', ...refusalOf(file, entry?.rows ?? []) });
  }

  async function open(given: readonly Given[]): Promise<void> {
    const added = given.map(({ file, isFolder }): Opening => {
      lastId += 1;
      if (isFolder) return { id: lastId, name: file.name, kind: 'refused', why: 'folder', words: '' };
      queue.push({ id: lastId, file });
      return { id: lastId, name: file.name, kind: 'waiting' };
    });
    files.value = isOpening ? [...files.value, ...added] : added.length > 0 ? added : files.value;
    if (isOpening) return;
    isOpening = true;
    try {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) await openOne(next.id, next.file);
    } finally {
      isOpening = false;
    }
  }

  return { files, open };
}

/** Docker says `Loaded image: alpine:3.13`, or `Loaded image ID: sha256:…` for one without a name. */
function loadedNames(rows: readonly Row[]): string[] {
  return rows.flatMap(({ text }) => /^Loaded image(?: ID)?: (\S+)/.exec(text)?.[1] ?? []);
}

/** How the engine begins what it says for itself, and not for docker. */
const OWN_WORDS = 'camadas: ';
const LAST_ROWS = 4;

/** What was said last, and by whom. */
function refusalOf(file: File, rows: readonly Row[]): { readonly why: Refusal; readonly words: string } {
  const texts = rows.slice(-LAST_ROWS).map(({ text }) => text);
  const isOwn = texts.some((text) => text.startsWith(OWN_WORDS));
  return {
    why: file.size === 0 ? 'empty' : isOwn ? 'here' : 'docker',
    words: texts.map((text) => (text.startsWith(OWN_WORDS) ? text.slice(OWN_WORDS.length) : text)).join('\n'),
  };
}
