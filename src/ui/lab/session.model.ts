/**
 * One machine as the page holds it: what the terminal shows, the steps and where the learner stands among them, and the machine
 * there. The engine may come late, be replaced, or not come at all; the lines are kept here and it begins from them.
 */
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Answer, Verdict } from '../../exercise/index.ts';
import { type KeptSession, sessionKey } from '../keep/kept.ts';
import type { Storage } from '../kit/storage.ts';
import type { BegunSession } from './begin-session.ts';
import { addBranch, type Branch, otherBranches } from './branches.ts';
import { asInput, createEntryList, type Entry, type Settled, type ShownEntry } from './entry-list.ts';
import { EngineGone, type LabClient, type Watching } from './lab-client.ts';
import type { LabPlace } from './lab-place.ts';
import { applyRowsChange, type Row, type RowsChange } from './output-rows.ts';
import type { Files, SessionId, Snapshot, StepInput, StepResult } from './protocol.ts';
import { createSessionQuestions, type SessionQuestions } from './session-questions.ts';
import { type Busy, createSessionTurns } from './session-turns.ts';
import { growVisit, type Visit, visitOf } from './visit.ts';

export interface SessionModel extends SessionQuestions {
  readonly id: SessionId;
  readonly entries: ReadonlySignal<readonly ShownEntry[]>;
  /** how many steps have been taken, and after how many of them the learner looks */
  readonly stepCount: ReadonlySignal<number>;
  readonly at: ReadonlySignal<number>;
  readonly snapshot: ReadonlySignal<Snapshot>;
  /** False while only the engine knows what the machine begins with: the snapshot is of nothing then. */
  readonly isKnown: ReadonlySignal<boolean>;
  readonly busy: ReadonlySignal<Busy>;
  /** Files that the learner is writing, by path: what has changed in them is saved before the next line runs. */
  readonly files: Signal<Files>;
  /** Futures that were left, which `replay` brings back: nothing that was run is lost. */
  readonly branches: ReadonlySignal<readonly Branch[]>;
  /** There are steps from an earlier visit, which `open` brings back. */
  readonly hasPast: boolean;
  /** Starts the engine before it is needed, and brings back what was kept. */
  open(): Promise<void>;
  run(line: string): Promise<void>;
  /** Where the learner is inside of a container; `type` sends a line there, and the step grows by it. */
  readonly visit: ReadonlySignal<Visit | undefined>;
  type(line: string): Promise<void>;
  /** One that may bring an archive, which is not kept for another visit. @returns what became of it */
  runStep(step: StepInput, watching?: Watching): Promise<Entry | undefined>;
  goto(at: number): Promise<void>;
  undo(): Promise<void>;
  /** Undefined where the engine was stopped on the way. */
  check(answer: Answer): Promise<Verdict | undefined>;
  stop(): void;
  /** Hides what the terminal shows; the steps stay. */
  clear(): void;
  /** Back to the start. */
  reset(): Promise<void>;
  /** From the start through these steps, instead of those that were taken; then looks at the machine after `at` of them, or all. */
  replay(steps: readonly StepInput[], at?: number): Promise<void>;
}

export interface SessionModelOptions {
  readonly place: LabPlace;
  readonly client: LabClient;
  readonly storage: Storage;
  /** lines that have run, or are running, before this model was there: its first steps */
  readonly begun?: BegunSession;
}

const EMPTY_SNAPSHOT: Snapshot = {
  view: { now: 0, layers: [], images: [], containers: [], totals: { images: 0, containers: 0, layers: 0, bytes: 0 } },
  names: {},
  cwd: '/',
  at: 0,
  goals: [],
  usage: { commands: 0, downloads: 0, layers: 0, disk: 0 },
};

export function createSessionModel({ place, client, storage, begun }: SessionModelOptions): SessionModel {
  const { id, start, exercise, outline } = place;
  const key = sessionKey(id);
  const kept = storage.read<KeptSession>(key, 2);
  const snapshot = signal<Snapshot>(place.snapshot ?? EMPTY_SNAPSHOT);
  const files = signal<Files>({});
  const left = signal<readonly Branch[]>(kept?.branches ?? []);
  const isKnown = computed(() => snapshot.value !== EMPTY_SNAPSHOT);
  const at = computed(() => snapshot.value.at);
  const list = createEntryList(at);
  const { entries, steps, soFar, replace, asEntry } = list;
  const visited = computed(() => (snapshot.value.isInside === true ? steps.value[at.value - 1] : undefined));
  let toReplay: Pick<KeptSession, 'steps' | 'at'> = { steps: kept?.steps ?? [], at: kept?.at ?? 0 };
  /** generation of the worker that knows this session */
  let openedFor: number | undefined;
  const turns = createSessionTurns(() => openedFor === client.generation, ensureOpen);
  const { inTurn, runInTurn } = turns;

  /** What is about to be no more where the session goes. */
  function leaveBranch(): void {
    left.value = addBranch(left.value, steps.value.map(asInput));
  }

  function keep(): void {
    toReplay = { steps: steps.value.map(asInput), at: at.value };
    // a file of the learner's own lies where it lies: the page knows it, another visit does not
    const steady = (branch: Branch): Branch => branch.map(({ archive: _, ...step }) => step);
    const branches = left.value.map(steady);
    if (toReplay.steps.length === 0 && branches.length === 0) storage.remove(key);
    else {
      const value = { version: 2, steps: steady(toReplay.steps), at: at.value } as const;
      storage.write<KeptSession>(key, branches.length === 0 ? value : { ...value, branches });
    }
  }

  /** Files whose text is another than the machine has had from here where the learner stands. */
  function unsavedFiles(): Files | undefined {
    const saved = Object.assign({}, ...steps.value.slice(0, at.value).map((step) => step.files));
    const changed = Object.entries(files.value).filter(([path, text]) => (saved[path] ?? start.files[path]) !== text);
    return changed.length === 0 ? undefined : Object.fromEntries(changed);
  }

  /** A new line comes where the learner stands; what lay ahead of that makes room. */
  function append(added: readonly Entry[]): void {
    const before = soFar();
    if (at.value < steps.value.length) leaveBranch();
    entries.value = [...before, ...added];
  }

  async function ensureOpen(): Promise<void> {
    if (openedFor === client.generation) return;
    const { snapshot: now, steps: replayed } = await client.request<'open'>({
      kind: 'open',
      session: id,
      start,
      ...(exercise === undefined ? {} : { exercise }),
      ...(outline === undefined ? {} : { outline }),
      ...toReplay,
    });
    openedFor = client.generation;
    if (steps.value.length > 0 || replayed.length === 0) snapshot.value = now;
    else bringBack(replayed, now);
  }

  /** The steps of an earlier visit. A line that was run before they were there comes after them. */
  function bringBack(replayed: readonly StepResult[], now: Snapshot): void {
    const here = entries.value;
    entries.value = replayed.map(asEntry);
    snapshot.value = now;
    if (here.some(({ state }) => state.kind === 'running')) append(here);
    else entries.value = [...entries.value, ...here];
  }

  async function beginFrom(past: typeof toReplay): Promise<void> {
    toReplay = past;
    openedFor = undefined;
    entries.value = [];
    await ensureOpen();
  }

  storage.watch(key, () => {
    const { steps: next = [], at: there = 0, branches = [] } = storage.read<KeptSession>(key, 2) ?? {};
    left.value = branches;
    void inTurn('idle', () => beginFrom({ steps: next, at: there }));
  });

  async function runLine({ line, archive }: StepInput, watching?: Watching): Promise<Entry | undefined> {
    const entry = list.begin(line);
    append([entry]);
    return settle(entry, async () => {
      await ensureOpen();
      const written = unsavedFiles();
      const step: StepInput = {
        line,
        ...(written === undefined ? {} : { files: written }),
        ...(archive === undefined ? {} : { archive }),
      };
      const show = (change: RowsChange): void => replace(entry.id, (now) => ({ ...now, rows: applyRowsChange(now.rows, change) }));
      return { step, result: await client.request<'run'>({ kind: 'run', session: id, step }, show, watching) };
    });
  }

  function settle(entry: Entry, ask: () => Promise<Settled>): Promise<Entry | undefined> {
    return list.settle(entry, ask, ({ snapshot: now }) => {
      snapshot.value = now;
      keep();
    });
  }

  /** What is over is there at once, so that nothing is shown anew; what is not goes on here. */
  function takeOver({ generation, snapshot: now, runs }: BegunSession): void {
    openedFor = generation;
    if (generation === client.generation) client.request<'expect'>({ kind: 'expect', session: id }).catch(() => undefined);
    const taken = runs.map(({ line, rows, ended }): Entry => {
      const entry = list.begin(ended?.line ?? line, rows);
      return ended === undefined ? entry : { ...entry, state: { kind: 'done', status: ended.status } };
    });
    entries.value = taken;
    if (now !== undefined) snapshot.value = now;
    if (steps.value.length > 0) keep();
    for (const [index, run] of runs.entries()) {
      const entry = taken[index];
      run.onChange = () => entry && replace(entry.id, (now) => ({ ...now, rows: run.rows }));
      if (run.ended === undefined && entry !== undefined)
        void runInTurn(() => settle(entry, async () => ({ step: { line: run.line }, result: await run.result })));
    }
  }

  /** The step is played again with the line at its end. What it had is shown until there is more. */
  async function typeLine(line: string): Promise<void> {
    const open = visited.value;
    if (open === undefined) return;
    if (at.value < steps.value.length) leaveBranch();
    const { typing: _, ...settled } = open;
    entries.value = [...soFar().slice(0, entries.value.indexOf(open)), { ...settled, typing: { line } }];
    try {
      await ensureOpen();
      let rows: readonly Row[] = [];
      const step = { ...asInput(open), line: growVisit(open.line, line) };
      const result = await client.request<'run'>({ kind: 'run', session: id, step, inPlace: true }, (change) => {
        rows = applyRowsChange(rows, change);
        // it stands in what is printed now, and so in the text
        if (rows.length > open.rows.length) replace(open.id, () => ({ ...settled, line: step.line, rows }));
      });
      replace(open.id, () => ({ ...settled, ...step, rows, state: { kind: 'done', status: result.status } }));
      snapshot.value = result.snapshot;
      keep();
    } catch (thrown) {
      const lost = thrown instanceof EngineGone ? thrown.why : 'crashed';
      replace(open.id, () => ({ ...settled, typing: { line, lost } }));
      if (!(thrown instanceof EngineGone)) throw thrown;
    }
  }

  begun?.passOn((line) => void runInTurn(() => runLine({ line })));
  if (begun !== undefined && kept === undefined) takeOver(begun);
  else if (begun !== undefined) {
    // there is work from elsewhere: the lines come after it
    void inTurn('idle', async () => undefined);
    for (const { line } of begun.runs) void runInTurn(() => runLine({ line }));
  }

  return {
    ...createSessionQuestions(id, client, turns),
    id,
    entries: list.shown,
    stepCount: computed(() => steps.value.length),
    at,
    snapshot,
    isKnown,
    busy: turns.busy,
    files,
    branches: computed(() => otherBranches(left.value, steps.value)),
    hasPast: toReplay.steps.length > 0,
    async open() {
      await inTurn('idle', async () => undefined);
    },
    async run(line) {
      await runInTurn(() => runLine({ line }));
    },
    runStep: (step, watching) => runInTurn(() => runLine(step, watching)),
    visit: computed(() => visited.value && visitOf(visited.value)),
    type: (line) => runInTurn(() => typeLine(line)),
    async goto(index) {
      await inTurn('idle', async () => {
        snapshot.value = (await client.request<'goto'>({ kind: 'goto', session: id, at: index })).snapshot;
        keep();
      });
    },
    async undo() {
      await inTurn('idle', async () => {
        leaveBranch();
        const result = await client.request<'undo'>({ kind: 'undo', session: id });
        snapshot.value = { ...snapshot.value, at: result.snapshot.at };
        entries.value = soFar();
        snapshot.value = result.snapshot;
        keep();
      });
    },
    async check(answer) {
      return inTurn('checking', async () => {
        leaveBranch();
        const result = await client.request<'check'>({ kind: 'check', session: id, answer });
        entries.value = result.steps.map(asEntry);
        snapshot.value = result.snapshot;
        keep();
        return result.verdict;
      });
    },
    stop() {
      client.stop();
    },
    clear: list.clear,
    async reset() {
      await inTurn('idle', async () => {
        leaveBranch();
        await beginFrom({ steps: [], at: 0 });
        keep();
      });
    },
    async replay(next, there = next.length) {
      await inTurn('idle', async () => {
        leaveBranch();
        await beginFrom({ steps: next, at: there });
        keep();
      });
    },
  };
}
