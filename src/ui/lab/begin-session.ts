/**
 * Runs the first lines of a machine while the script with its model is still loading. `createSessionModel` takes over everything that was begun
 * here, lines that are still running included, so nothing runs twice.
 */
import type { Exercise, StartState } from '../../exercise/index.ts';
import type { LabClient } from './lab-client.ts';
import { applyRowsChange, type Row } from './output-rows.ts';
import type { Results, SessionId, Snapshot } from './protocol.ts';

/** What a machine begins with, as `LabPlace` has it, and no more. */
export interface Beginning {
  readonly session: SessionId;
  readonly start: StartState;
  readonly exercise?: Exercise;
  readonly outline?: string;
}

export interface BegunRun {
  readonly line: string;
  /** what it has printed so far */
  readonly rows: readonly Row[];
  /** absent until it is over */
  readonly ended?: Results['run'];
  /** @throws EngineGone */
  readonly result: Promise<Results['run']>;
  /** Called when the line has printed more, and when it is over. Set by whoever shows the line, one at a time. */
  onChange: () => void;
}

export interface BegunSession {
  readonly id: SessionId;
  readonly client: LabClient;
  /** of the worker that knows this session; absent where nothing was asked of one */
  readonly generation: number | undefined;
  /** as it was opened, or after the last line that is over */
  readonly snapshot: Snapshot | undefined;
  readonly runs: readonly BegunRun[];
  /** Starts the engine before there is a line. */
  open(): void;
  /** @returns undefined where a model has taken over: the line is its own */
  run(line: string): BegunRun | undefined;
  /** From here on lines go there: between then and the model's first rendering somebody may press Enter. */
  passOn(to: (line: string) => void): void;
  /** Resolves when nothing that was asked waits for an answer. */
  settled(): Promise<void>;
}

export function beginSession(client: LabClient, beginning: Beginning): BegunSession {
  const runs: BegunRun[] = [];
  let generation: number | undefined;
  let snapshot: Snapshot | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let successor: ((line: string) => void) | undefined;

  /** The worker takes one after the other, so a line need not wait for the answer. */
  function open(): void {
    if (generation === client.generation) return;
    const steps = runs.filter(({ ended }) => ended !== undefined).map(({ line }) => ({ line }));
    generation = client.generation;
    last = client.request<'open'>({ kind: 'open', ...beginning, steps, at: steps.length, isEarly: true }).then(
      (opened) => {
        snapshot ??= opened.snapshot;
      },
      // the lines after it say so
      () => undefined,
    );
  }

  return {
    id: beginning.session,
    client,
    get generation() {
      return generation;
    },
    get snapshot() {
      return snapshot;
    },
    runs,
    open,
    run(line) {
      if (successor !== undefined) {
        successor(line);
        return undefined;
      }
      open();
      const change: { rows: readonly Row[]; ended?: Results['run'] } = { rows: [] };
      const result = client.request<'run'>({ kind: 'run', session: beginning.session, step: { line } }, (printed) => {
        change.rows = applyRowsChange(change.rows, printed);
        run.onChange();
      });
      const run: BegunRun = Object.assign(change, { line, result, onChange: () => undefined });
      runs.push(run);
      last = result.then(
        (ended) => {
          change.ended = ended;
          snapshot = ended.snapshot;
          run.onChange();
        },
        () => undefined,
      );
      return run;
    },
    passOn(to) {
      successor = to;
    },
    async settled() {
      let seen: typeof last;
      do {
        seen = last;
        await seen;
      } while (seen !== last);
    },
  };
}
