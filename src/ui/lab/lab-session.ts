/**
 * One machine that the page shows, with its past: the start, every step, and where the learner stands among them. Machines are
 * values, so going back is only looking at another one.
 */
import { AbsentTreeError, type EngineContext, type Machine, type MachineEvent, type Sink } from '../../engine/index.ts';
import {
  type Answer,
  answerWork,
  createLineRunner,
  type Exercise,
  expectJudging,
  type GoalVerdict,
  isPrediction,
  judge,
  type LineRunner,
  measureUsage,
  type Outcome,
  type OutlinedStart,
  type PreparedStart,
  type RunOutcome,
  runAnswer,
  type StartCache,
  StartMismatch,
  type StartState,
  type Step,
  type Verdict,
} from '../../exercise/index.ts';
import { describeSnapshot } from './describe-snapshot.ts';
import type { XrayOfOne } from './examine.ts';
import { machineForStep, withFiles } from './machine-for-step.ts';
import { needsNoFiles } from './needs-no-files.ts';
import { createOutputRows, type OutputRows, type Row, rowsOfPrinted } from './output-rows.ts';
import type { Results, Snapshot, StepInput, StepResult, Writing } from './protocol.ts';
import type { StepsXray } from './xray-data.ts';

interface PastStep {
  /** what was there before the line ran */
  readonly input: Omit<StepInput, 'line'>;
  readonly step: Step;
  readonly rows: readonly Row[];
}

/** A session that began on an outline has no files until `whole`, or until a line needs them; steps and machines are then the same again. */
export interface LabSession {
  readonly machine: Machine;
  /** After so many steps; where the learner stands, without a number. */
  machineAt(at?: number): Machine;
  readonly steps: readonly StepResult[];
  /** @throws StartMismatch, as `whole` */
  snapshot(): Promise<Snapshot>;
  /** Begins to fetch the files that an outline does not have. Never rejects: who needs them hears what was wrong. */
  expectFiles(): Promise<void>;
  /**
   * With all files, of what was there and of what was done since. To be called before anything but `snapshot`, `run`, `goto`, and `undo`.
   * @throws StartMismatch where the outline was another machine's: the steps have then been taken again on what the images really give
   */
  whole(): Promise<void>;
  /** @throws PartError where a part of the engine could not be fetched */
  run(step: StepInput, rows: OutputRows): Promise<number>;
  goto(at: number): void;
  undo(): void;
  check(answer: Answer): Promise<Verdict>;
  /** The machine on which a text would run. */
  placeOf(writing: Writing): { readonly ctx: EngineContext; readonly machine: Machine };
  /** All images that have a name or stand for themselves. @throws Error where the engine refuses */
  saveImages(part: typeof import('./save-images.ts')): Promise<Blob>;
  /** @param part the engine's part that examines */
  examine(part: typeof import('./examine.ts'), of: XrayOfOne): Promise<Results['examine']>;
  /** Empty where one of the steps has not been taken. */
  compare(part: typeof import('./compare-machines.ts'), of: Pick<StepsXray, 'from' | 'to'>): Promise<Results['examine']>;
}

export interface LabGround {
  readonly starts: StartCache;
}

export interface LabSessionOptions {
  readonly start: StartState;
  /** absent where there is nothing to solve */
  readonly exercise?: Exercise;
  /** taken at once */
  readonly steps: readonly StepInput[];
  /** of the start, where it is known */
  readonly outline?: string;
}

export async function openLabSession(
  ground: LabGround,
  { start, exercise, steps, outline }: LabSessionOptions,
): Promise<LabSession> {
  if (exercise !== undefined && !isPrediction(exercise)) expectJudging();
  const begun = readOutlined(ground, start, outline) ?? (await ground.starts.prepare(start));
  const lab = createLabSession(ground, exercise, begun);
  for (const step of steps) await lab.run(step, createOutputRows());
  return lab;
}

/** Undefined where there is none that can be read: then the start is made from its images, as it would be in the end. */
function readOutlined({ starts }: LabGround, start: StartState, outline: string | undefined): OutlinedStart | undefined {
  if (outline === undefined) return undefined;
  try {
    return starts.outlined(start, outline);
  } catch {
    return undefined;
  }
}

function createLabSession(ground: LabGround, exercise: Exercise | undefined, begun: PreparedStart | OutlinedStart): LabSession {
  let outlined = 'whole' in begun ? begun : undefined;
  let filling: Promise<PreparedStart> | undefined;
  let isFilled = false;
  let start: PreparedStart = begun;
  let runner = begin();
  let past: PastStep[] = [];
  let at = 0;
  const machineAt = (index: number): Machine => past[index - 1]?.step.after ?? start.machine;

  function begin(): LineRunner {
    return createLineRunner({ ports: start.ports, machine: start.machine, store: start.store });
  }

  /** Once for all who wait; one that failed is tried again by the next. */
  function fill(from: OutlinedStart): Promise<PreparedStart> {
    filling ??= from.whole().then(
      (made) => {
        isFilled = true;
        return made;
      },
      (thrown: unknown) => {
        filling = undefined;
        throw thrown;
      },
    );
    return filling;
  }

  async function whole(): Promise<void> {
    if (outlined === undefined) return;
    const [made, mismatch] = await fill(outlined).then(
      (filled) => [filled, undefined] as const,
      (thrown: unknown) => {
        if (thrown instanceof StartMismatch) return [thrown.made, thrown] as const;
        throw thrown;
      },
    );
    await moveTo(made);
    if (mismatch !== undefined) throw mismatch;
  }

  /** What was done on the outline is done again: the same start and the same lines give the same machines. */
  async function moveTo(made: PreparedStart): Promise<void> {
    const before = { outlined, start, runner, past };
    const taken: PastStep[] = [];
    outlined = undefined;
    start = made;
    runner = begin();
    try {
      for (const { input, step } of past) {
        const rows = createOutputRows();
        runner.session.restore(machineForStep(taken.at(-1)?.step.after ?? start.machine, input));
        taken.push({ input, step: await runner.run(step.line, rows.sink), rows: rows.rows() });
      }
      past = taken;
    } catch (thrown) {
      ({ outlined, start, runner, past } = before);
      throw thrown;
    }
  }

  /** Undefined where the line needs files that are not here. */
  async function runOnOutline(line: string, machine: Machine, sink: Sink): Promise<Step | undefined> {
    const printed: (() => void)[] = [];
    runner.session.restore(machine);
    const step = await runner.run(line, {
      write: (fd, bytes) => printed.push(() => sink.write(fd, bytes)),
      progress: (row, text) => printed.push(() => sink.progress(row, text)),
    });
    if (step.stopped !== undefined) return undefined;
    for (const print of printed) print();
    return step;
  }

  function outcome(): RunOutcome {
    return {
      kind: 'run',
      start: start.machine,
      end: machineAt(at),
      store: start.store,
      steps: past.slice(0, at).map(({ step }) => step),
      events: eventsSince(start.machine, machineAt(at)),
      probes: [],
      variants: [],
    };
  }

  async function describe(): Promise<Snapshot> {
    return { ...describeSnapshot(machineAt(at)), at, goals: await goalsSoFar(), usage: measureUsage(outcome()) };
  }

  /** Goals that look at hidden runs are only judged when the answer is handed in; until then they count as not met. */
  async function goalsSoFar(): Promise<readonly GoalVerdict[]> {
    if (exercise === undefined || isPrediction(exercise) || at === 0) return [];
    return (await judge(exercise, outcome())).goals;
  }

  return {
    get machine() {
      return machineAt(at);
    },
    machineAt: (index = at) => machineAt(index),
    get steps() {
      return past.map(({ step, rows, input }) => ({ ...input, line: step.line, status: step.status, rows }));
    },
    async snapshot() {
      try {
        return await describe();
      } catch (thrown) {
        if (!(thrown instanceof AbsentTreeError)) throw thrown;
        await whole();
        return describe();
      }
    },
    async expectFiles() {
      if (outlined !== undefined) await fill(outlined).catch(() => undefined);
    },
    whole,
    async run({ line, ...input }, rows) {
      past = past.slice(0, at);
      const quick =
        outlined !== undefined && !isFilled && needsNoFiles(line)
          ? await runOnOutline(line, machineForStep(machineAt(at), input), rows.sink)
          : undefined;
      if (quick === undefined) {
        await whole();
        runner.session.restore(machineForStep(machineAt(at), input));
      }
      const step = quick ?? (await runner.run(line, rows.sink));
      past = [...past, { step, rows: rows.rows(), input }];
      at = past.length;
      return step.status;
    },
    goto(index) {
      at = Math.min(Math.max(0, index), past.length);
    },
    undo() {
      at = Math.max(0, at - 1);
      past = past.slice(0, at);
    },
    placeOf({ from, files }) {
      return { ctx: runner.session.ctx, machine: withFiles(from === 'start' ? start.machine : machineAt(at), files) };
    },
    async check(answer) {
      if (exercise === undefined) throw new TypeError('there is nothing to check');
      const result = await runAnswer(exercise, answer, ground.starts);
      const steps = stepsToShow(exercise, result);
      if (steps !== undefined) {
        const files = isPrediction(exercise) ? {} : answerWork(exercise, answer).files;
        const hasFiles = Object.keys(files).length > 0;
        past = steps.map((step, index) => ({ step, rows: rowsOfPrinted(step), input: hasFiles && index === 0 ? { files } : {} }));
        at = past.length;
      }
      return judge(exercise, result);
    },
    saveImages: ({ saveImages }) => saveImages(runner.session, machineAt(at)),
    async examine({ examine }, of) {
      const { store, ports } = start;
      const ground = { store, limits: ports.limits, ...(at === 0 ? {} : { before: machineAt(at - 1) }) };
      const xray = await examine(machineAt(at), of, ground);
      return xray === undefined ? {} : { xray };
    },
    async compare({ compareMachines }, { from, to }) {
      if (Math.min(from, to) < 0 || Math.max(from, to) > past.length) return {};
      return { xray: { kind: 'steps', from, to, ...(await compareMachines(machineAt(from), machineAt(to))) } };
    },
  };
}

/** What the machine then holds: an answer's steps, or the one run that a prediction was about. */
function stepsToShow(exercise: Exercise, outcome: Outcome): readonly Step[] | undefined {
  if (outcome.kind === 'run') return outcome.steps;
  const isOneRun = isPrediction(exercise) && exercise.question.kind !== 'which-pass';
  return isOneRun ? outcome.items[0]?.steps : undefined;
}

/** Oldest first. */
function eventsSince(start: Machine, end: Machine): MachineEvent[] {
  const events: MachineEvent[] = [];
  for (let list = end.events; list !== undefined && list !== start.events; list = list.before) events.push(list.event);
  return events.reverse();
}
