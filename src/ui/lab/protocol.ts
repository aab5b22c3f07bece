/**
 * What the page and the worker with the engine say to each other. Every request has an id; the worker answers it with any number of
 * `output` and `progress` messages and then one `done` or `failed`. Only plain values cross.
 */
import type { Completion, Diagnosis, Hover, MachineView } from '../../engine/index.ts';
import type { Answer, Exercise, GoalVerdict, StartState, Usage, Verdict } from '../../exercise/index.ts';
import type { Grade } from '../../server/domain/class-event.ts';
import type { GradingTask } from '../../server/domain/grade-answer.ts';
import type { FileRow, FileSource, FileText } from './files.ts';
import type { Row, RowsChange } from './output-rows.ts';
import type { Xray, XraySubject } from './xray-data.ts';

/** An exercise's id, or `free` for the machine that belongs to none. */
export type SessionId = string;

export type Request =
  /** Begins a session at its start, or begins it again, and runs the lines that it had; then looks at the machine after `at` of them. */
  | {
      readonly kind: 'open';
      readonly session: SessionId;
      readonly start: StartState;
      readonly exercise?: Exercise;
      /** path of the start's outline from the site's folder, where it has one (docs/decisions/0018) */
      readonly outline?: string;
      readonly steps: readonly StepInput[];
      readonly at: number;
      /** The page's own scripts are still on their way: nothing is fetched ahead before `expect`. */
      readonly isEarly?: true;
    }
  /** What was opened early may fetch ahead. */
  | { readonly kind: 'expect'; readonly session: SessionId }
  /** An archive of images will be opened: fetches what that needs. */
  | { readonly kind: 'expect-archive' }
  /** Runs one command after step `at`, or in its place; what came later is forgotten. One that opens a terminal waits there. */
  | { readonly kind: 'run'; readonly session: SessionId; readonly step: StepInput; readonly inPlace?: true }
  | { readonly kind: 'split'; readonly text: string }
  | { readonly kind: 'goto'; readonly session: SessionId; readonly at: number }
  /** Goes one step back and forgets what came after. */
  | { readonly kind: 'undo'; readonly session: SessionId }
  /** Starts anew, runs the answer and judges it. The session then holds the answer's steps. */
  | { readonly kind: 'check'; readonly session: SessionId; readonly answer: Answer }
  | { readonly kind: 'files'; readonly session: SessionId; readonly of: FileSource; readonly path: string }
  /** `at`: after so many steps; where the learner stands, where it is left out */
  | { readonly kind: 'read'; readonly session: SessionId; readonly of: FileSource; readonly path: string; readonly at?: number }
  /** The file that the terminal means by this path: see `readHere`. */
  | { readonly kind: 'read-here'; readonly session: SessionId; readonly path: string }
  /** Help with what is being written: see `engine/assist`. Nothing runs. */
  | { readonly kind: 'complete'; readonly session: SessionId; readonly of: Writing; readonly caret: number }
  | { readonly kind: 'hover'; readonly session: SessionId; readonly of: Writing; readonly caret: number }
  | { readonly kind: 'diagnose'; readonly session: SessionId; readonly of: Writing; readonly caret?: number }
  | { readonly kind: 'examine'; readonly session: SessionId; readonly of: XraySubject }
  /** All images of the machine as one archive of `docker save`. Nothing is remembered of it. */
  | { readonly kind: 'save'; readonly session: SessionId }
  /** As a server grades it; no session knows of it. */
  | { readonly kind: 'grade'; readonly task: GradingTask }
  /** Answered at once. The request `of` ends soon: opening an archive with status 130 and the machine as before. */
  | { readonly kind: 'cancel'; readonly of: number }
  | { readonly kind: 'ping' };

/** A text that is not handed in yet. */
export interface Writing {
  readonly text: string;
  readonly language: 'shellscript' | 'docker';
  /** the machine that it is for: as the exercise begins, or where the learner stands */
  readonly from: 'start' | 'now';
  /** what is written beside it and not saved yet */
  readonly files?: Files;
  /** of a file: where it lies */
  readonly path?: string;
}

export interface StepInput {
  readonly line: string;
  /** What the learner has written since the step before, by path: it is saved before the line runs. */
  readonly files?: Files;
  /** Lies in the working folder before the line runs. Its bytes stay where they are: only what is asked for is read. */
  readonly archive?: NamedBlob;
}
/** A file that was dropped or chosen (which has a name of its own, too), or bytes of ours. */
export interface NamedBlob {
  readonly name: string;
  readonly blob: Blob;
}
/** Bytes of the archive of images that a line is opening. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}
export type Files = Readonly<Record<string, string>>;

export interface StepResult extends StepInput {
  readonly status: number;
  readonly rows: readonly Row[];
}

/** Where a session stands after a request. */
export interface Snapshot {
  readonly view: MachineView;
  /** first 12 digits of any digest of a layer to the first 12 of its diff ID: all of a layer's hashes share one colour */
  readonly names: Readonly<Record<string, string>>;
  /** first 12 digits of a manifest's digest to those of the ID of the image that was pulled by it; each keeps its own colour */
  readonly manifests?: Readonly<Record<string, string>>;
  /** folder in which the next line runs */
  readonly cwd: string;
  /** the step before this moment opened a terminal in a container, which waits for what is typed */
  readonly isInside?: true;
  readonly at: number;
  readonly goals: readonly GoalVerdict[];
  /** of the steps up to here */
  readonly usage: Usage;
}

export interface Results {
  readonly open: { readonly snapshot: Snapshot; readonly steps: readonly StepResult[] };
  readonly expect: Record<never, never>;
  readonly 'expect-archive': Record<never, never>;
  /** `line` as it is to be kept: that of a terminal which was opened ends with a newline */
  readonly run: { readonly snapshot: Snapshot; readonly status: number; readonly line: string };
  readonly split: { readonly lines: readonly string[]; readonly isComplete: boolean };
  readonly goto: { readonly snapshot: Snapshot };
  readonly undo: { readonly snapshot: Snapshot };
  readonly check: { readonly snapshot: Snapshot; readonly steps: readonly StepResult[]; readonly verdict: Verdict };
  readonly files: { readonly rows: readonly FileRow[] };
  readonly read: FileText;
  readonly 'read-here': { readonly file: FileText | 'missing' | undefined };
  readonly complete: Completion;
  readonly hover: { readonly hover?: Hover };
  readonly diagnose: { readonly problems: readonly Diagnosis[] };
  /** empty where the machine does not have it */
  readonly examine: { readonly xray?: Xray };
  readonly save: { readonly archive: Blob };
  readonly grade: { readonly grade: Grade };
  readonly cancel: Record<never, never>;
  readonly ping: Record<never, never>;
}
export type RequestKind = Request['kind'];

export type ToWorker = { readonly id: number; readonly request: Request };
export type FromWorker =
  | { readonly id: number; readonly kind: 'output'; readonly change: RowsChange }
  | { readonly id: number; readonly kind: 'progress'; readonly progress: Progress }
  | { readonly id: number; readonly kind: 'done'; readonly result: Results[RequestKind] }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string }
  /** A part of the engine could not be fetched. A browser may remember that as long as the worker lives: the next try wants another. */
  | { readonly id: number; readonly kind: 'unloaded' };
