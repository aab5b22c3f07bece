/**
 * The machine an exercise begins on. Its commands run once per page or process; after that the state is a value that is handed out
 * again, and no answer can change it.
 */
import { type ContentStore, createContentStore, type Machine, type Ports } from '../engine/index.ts';
import type { StartFile, StartState } from './exercise.ts';
import { withMovedTags } from './moved-tags.ts';
import { createRecorder } from './run-lines.ts';

export interface PreparedStart {
  readonly machine: Machine;
  readonly store: ContentStore;
  /** with the start's moved tags */
  readonly ports: Ports;
}

/** Keeps prepared starts, and one content store for all, so that an image pulled for one exercise is there for the next. */
export interface StartCache {
  prepare(start: StartState): Promise<PreparedStart>;
}

export function createStartCache(ports: Ports): StartCache {
  const store = createContentStore();
  const prepared = new Map<string, Promise<PreparedStart>>();
  return {
    prepare(start) {
      const key = JSON.stringify(start);
      const known = prepared.get(key);
      if (known !== undefined) return known;
      const made = prepareStart(start, ports, store);
      prepared.set(key, made);
      made.catch(() => prepared.delete(key));
      return made;
    },
  };
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
async function prepareStart(start: StartState, base: Ports, store: ContentStore): Promise<PreparedStart> {
  const ports: Ports = { ...base, http: withMovedTags(base.http, start.movedTags) };
  const files = new Map(Object.entries(start.files).map(([path, file]) => [path, fileContent(file)]));
  const recorder = createRecorder({ ports, store, files });
  for (const step of await recorder.run(start.commands)) {
    if (step.status !== 0) throw new StartError(step);
  }
  return { machine: recorder.machine, store, ports };
}

function fileContent(file: StartFile) {
  if (typeof file === 'string') return file;
  return { size: file.zeros, chunks: [{ kind: 'zeros', length: file.zeros } as const] };
}
