/** The lines of one machine as its terminal shows them, those that did not happen among them, and which are its steps. */
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { EngineGone } from './lab-client.ts';
import type { Row } from './output-rows.ts';
import type { Results, StepInput, StepResult } from './protocol.ts';

export interface Entry extends StepInput {
  readonly id: number;
  readonly rows: readonly Row[];
  readonly state: EntryState;
  /** of a visit: what is being typed into it, or was and did not happen */
  readonly typing?: { readonly line: string; readonly lost?: EngineGone['why'] };
}
export type EntryState =
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly status: number }
  /** It did not happen: the engine was stopped or did not answer. */
  | { readonly kind: 'lost'; readonly why: EngineGone['why'] };

export interface ShownEntry extends Entry {
  /** from 1; absent for what did not happen */
  readonly step?: number;
  /** it lies after the moment that the learner looks at */
  readonly isAhead: boolean;
  readonly isCleared: boolean;
}

export interface EntryList {
  readonly entries: Signal<readonly Entry[]>;
  readonly shown: ReadonlySignal<readonly ShownEntry[]>;
  /** what happened */
  readonly steps: ReadonlySignal<readonly Entry[]>;
  /** What the terminal shows up to where the learner stands. */
  soFar(): readonly Entry[];
  /** Of a step that happened elsewhere. */
  asEntry(step: StepResult): Entry;
  /** Of a line that runs; not in the list yet. */
  begin(line: string, rows?: readonly Row[]): Entry;
  replace(id: number, change: (entry: Entry) => Entry): void;
  /**
   * Shows what becomes of a line that is running.
   *
   * @param onDone called where it happened
   * @returns the entry; undefined where it is not in the list any more
   * @throws what `ask` throws, but EngineGone
   */
  settle(entry: Entry, ask: () => Promise<Settled>, onDone: (result: Results['run']) => void): Promise<Entry | undefined>;
  /** Hides what is shown; the steps stay. */
  clear(): void;
}
export interface Settled {
  readonly step: StepInput;
  readonly result: Results['run'];
}

/** @param at after how many steps the learner looks */
export function createEntryList(at: ReadonlySignal<number>): EntryList {
  const entries = signal<readonly Entry[]>([]);
  const clearedUpTo = signal(0);
  const steps = computed(() => entries.value.filter(({ state }) => state.kind === 'done'));
  let nextId = 1;

  const asEntry = ({ status, ...step }: StepResult): Entry => ({ ...step, id: nextId++, state: { kind: 'done', status } });

  function soFar(): readonly Entry[] {
    if (at.value === steps.value.length) return entries.value;
    const last = steps.value[at.value - 1];
    return last === undefined ? [] : entries.value.slice(0, entries.value.indexOf(last) + 1);
  }

  function replace(id: number, change: (entry: Entry) => Entry): void {
    entries.value = entries.value.map((entry) => (entry.id === id ? change(entry) : entry));
  }

  return {
    entries,
    shown: computed(() => {
      let step = 0;
      return entries.value.map((entry) => {
        const isStep = entry.state.kind === 'done';
        if (isStep) step += 1;
        return {
          ...entry,
          ...(isStep ? { step } : {}),
          isAhead: isStep && step > at.value,
          isCleared: entry.id <= clearedUpTo.value,
        };
      });
    }),
    steps,
    soFar,
    asEntry,
    begin(line, rows = []) {
      return { id: nextId++, line, rows, state: { kind: 'running' } };
    },
    replace,
    async settle({ id }, ask, onDone) {
      try {
        const { step, result } = await ask();
        replace(id, (now) => ({ ...now, ...step, line: result.line, state: { kind: 'done', status: result.status } }));
        onDone(result);
      } catch (thrown) {
        const why = thrown instanceof EngineGone ? thrown.why : 'crashed';
        replace(id, (now) => ({ ...now, rows: why === 'unloaded' ? [] : now.rows, state: { kind: 'lost', why } }));
        if (!(thrown instanceof EngineGone)) throw thrown;
      }
      return entries.value.find((entry) => entry.id === id);
    },
    clear() {
      clearedUpTo.value = nextId - 1;
    },
  };
}

export function asInput({ line, files, archive }: StepInput): StepInput {
  return { line, ...(files === undefined ? {} : { files }), ...(archive === undefined ? {} : { archive }) };
}
