/**
 * The machine an exercise begins on. Its commands run once per page or process; after that the state is a value that is handed out
 * again, and no answer can change it.
 */
import {
  type ContentStore,
  createContentStore,
  loadOutlineWriting,
  type Machine,
  type Ports,
  readOutline,
} from '../engine/index.ts';
import type { StartFile, StartState } from './exercise.ts';
import { withMovedTags } from './moved-tags.ts';
import { createRecorder } from './run-lines.ts';

export interface PreparedStart {
  readonly machine: Machine;
  readonly store: ContentStore;
  /** with the start's moved tags */
  readonly ports: Ports;
}

/** A start as its outline tells it (docs/decisions/0018): what needs no files can be done at once. */
export interface OutlinedStart extends PreparedStart {
  /** The same with all its files, by the start's own commands. @throws StartMismatch, with what they made; as `prepare` throws */
  whole(): Promise<PreparedStart>;
}

/** What a run on the start is given: what it makes and pushes goes with it, and no other run can see it. */
export function openRun({ machine, store, ports }: PreparedStart): PreparedStart {
  return { machine, store: createContentStore(store), ports: { ...ports, http: ports.http.fork?.() ?? ports.http } };
}

/** Keeps prepared starts, and one content store for all, so that an image pulled for one exercise is there for the next. */
export interface StartCache {
  prepare(start: StartState): Promise<PreparedStart>;
  /** @param outline of `writeOutline`. @throws Error where it is none */
  outlined(start: StartState, outline: string): OutlinedStart;
}

/**
 * @param breathe waited for between a start's commands: in a thread that answers others, too
 * @param openPorts what a start's commands are run with, where that comes later than what an outline needs
 */
export function createStartCache(
  ports: Ports,
  breathe?: () => Promise<void>,
  openPorts: () => Promise<Ports> = async () => ports,
): StartCache {
  const store = createContentStore();
  const prepared = new Map<string, Promise<PreparedStart>>();
  function prepare(start: StartState): Promise<PreparedStart> {
    const key = JSON.stringify(start);
    const known = prepared.get(key);
    if (known !== undefined) return known;
    const made = openPorts().then((opened) => prepareStart(start, opened, store, breathe));
    prepared.set(key, made);
    made.catch(() => prepared.delete(key));
    return made;
  }
  return {
    prepare,
    outlined: (start, outline) => ({
      machine: readOutline(outline),
      store: createContentStore(),
      ports: portsOf(start, ports),
      whole: async () => {
        const made = await prepare(start);
        const { writeOutline } = await loadOutlineWriting();
        if (writeOutline(made.machine) !== outline) throw new StartMismatch(made);
        return made;
      },
    }),
  };
}

/** The images are others than those that the outline was made of. */
export class StartMismatch extends Error {
  /** what the start's commands made of the images that are there */
  readonly made: PreparedStart;
  constructor(made: PreparedStart) {
    super('the images of this start are not those that its outline tells of');
    this.name = 'StartMismatch';
    this.made = made;
  }
}

function portsOf({ movedTags }: StartState, base: Ports): Ports {
  return { ...base, http: withMovedTags(base.http.fork?.() ?? base.http, movedTags) };
}

/** A start command did not end with status 0: the exercise or lesson is broken, not the learner's answer. */
export class StartError extends Error {
  readonly line: string;
  constructor({ line, status, output }: { readonly line: string; readonly status: number; readonly output: string }) {
    super(`start command failed (${status}): ${line}\n${output}`);
    this.name = 'StartError';
    this.line = line;
  }
}

/** @throws StartError */
async function prepareStart(
  start: StartState,
  base: Ports,
  store: ContentStore,
  breathe: (() => Promise<void>) | undefined,
): Promise<PreparedStart> {
  const ports = portsOf(start, base);
  const files = new Map(Object.entries(start.files).map(([path, file]) => [path, fileContent(file)]));
  const recorder = createRecorder({ ports, store, files }, breathe);
  for (const step of await recorder.run(start.commands)) {
    if (step.status !== 0) throw new StartError(step);
  }
  return { machine: recorder.machine, store, ports };
}

function fileContent(file: StartFile) {
  if (typeof file === 'string') return file;
  return { size: file.zeros, chunks: [{ kind: 'zeros', length: file.zeros } as const] };
}
