/** Files that come in, answers that are graded one after the other, and the class that comes of them; it can be stopped and gone on with. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { AnswerFile } from '../../../exercise/index.ts';
import type { Grade } from '../../../server/domain/class-event.ts';
import type { ClassState } from '../../../server/domain/class-state.ts';
import type { GradingTask } from '../../../server/domain/grade-answer.ts';
import type { Attempt } from '../../review/attempts.ts';
import type { ClassExercise } from '../class-data.ts';
import { answersInOrder, foldFiles } from './fold-files.ts';
import { type FileProblem, readAnswers } from './read-answers.ts';
import { createRoll, type Roll } from './roll.ts';

export interface FilesModel {
  /** as far as it is known; undefined while there is nothing */
  readonly state: ReadonlySignal<ClassState | undefined>;
  readonly problems: ReadonlySignal<readonly FileProblem[]>;
  /** answers to another version of their exercise, by exercise */
  readonly outdated: ReadonlySignal<ReadonlyMap<string, number>>;
  readonly progress: ReadonlySignal<Progress>;
  /** Resolves when all that was added has been graded, or it was stopped. */
  add(files: readonly File[]): Promise<void>;
  /** What has been graded stays. */
  stop(): void;
  /** Goes on where it was stopped, and tries again what could not be graded. */
  goOn(): Promise<void>;
  clear(): void;
  listAttempts(learner: string, exercise: string): readonly Attempt[];
}

export interface Progress {
  readonly phase: 'none' | 'reading' | 'grading' | 'stopped' | 'done';
  /** files that have not been read */
  readonly unread: number;
  readonly done: number;
  readonly total: number;
  /** answers that could not be graded, because something could not be fetched */
  readonly failed: number;
}

interface FilesModelOptions {
  readonly exercises: readonly ClassExercise[];
  readonly grader: {
    readonly threads: number;
    /** @throws Error where what it needs cannot be fetched */
    grade(task: GradingTask): Promise<Grade>;
    stop(): void;
  };
}

const MAX_FILES = 5000;
const MAX_PROBLEMS = 1000;
/** When so many in a row cannot be graded, the engine is not to be had. */
const GIVE_UP_AFTER = 5;
/** The table is made anew at most so often, and never for more than a fifth of the time. */
const REST_MS = 400;
const REST_FACTOR = 5;
const NOTHING: Progress = { phase: 'none', unread: 0, done: 0, total: 0, failed: 0 };

export function createFilesModel({ exercises, grader }: FilesModelOptions): FilesModel {
  const known = new Map(exercises.map((exercise) => [exercise.facts.id as string, exercise]));
  const state = signal<ClassState | undefined>(undefined);
  const problems = signal<readonly FileProblem[]>([]);
  const outdated = signal<ReadonlyMap<string, number>>(new Map());
  const progress = signal<Progress>(NOTHING);

  let roll: Roll = createRoll((id) => known.has(id));
  let title = '';
  let complaints: FileProblem[] = [];
  /** by what was answered: whoever answers alike is graded alike, and once */
  const grades = new Map<string, Grade>();
  const unread: File[] = [];
  let taken = 0;
  let isStopped = false;
  let running: Promise<void> | undefined;
  let nextShowAt = 0;

  const gradeOf = (answer: AnswerFile): Grade | undefined => grades.get(keyOf(answer));
  const allAnswers = (): AnswerFile[] => roll.people.flatMap(({ answers }) => answers);

  function complain(problem: FileProblem): void {
    if (complaints.length < MAX_PROBLEMS) complaints.push(problem);
  }

  function show(phase: Progress['phase'], failed = 0): void {
    const begun = performance.now();
    const answers = allAnswers();
    state.value = roll.people.length === 0 ? undefined : foldFiles(title, roll.people, gradeOf);
    problems.value = [...complaints];
    outdated.value = countOutdated(answers);
    progress.value = {
      phase,
      unread: unread.length,
      done: answers.filter((answer) => gradeOf(answer) !== undefined).length,
      total: answers.length,
      failed,
    };
    nextShowAt = performance.now() + Math.max(REST_MS, (performance.now() - begun) * REST_FACTOR);
  }
  function showSometimes(phase: Progress['phase'], failed = 0): void {
    if (performance.now() >= nextShowAt) show(phase, failed);
  }

  function countOutdated(answers: readonly AnswerFile[]): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { exercise, content } of answers)
      if (known.get(exercise)?.content !== content) counts.set(exercise, (counts.get(exercise) ?? 0) + 1);
    return counts;
  }

  async function readOne(file: File): Promise<void> {
    taken += 1;
    if (taken > MAX_FILES) return complain({ file: file.name, code: 'too-many' });
    try {
      for await (const found of readAnswers(file)) {
        if (found.kind === 'problem') complain(found.problem);
        else if (found.kind === 'work') for (const problem of roll.add(found.work)) complain(problem);
        else {
          roll.name(found.names);
          title ||= found.title;
        }
        if (isStopped) return;
      }
    } catch {
      // it was moved, or its disk is gone
      complain({ file: file.name, code: 'unreadable' });
    }
  }

  async function gradeAll(): Promise<number> {
    const waiting = new Map(allAnswers().flatMap((answer) => (gradeOf(answer) === undefined ? [[keyOf(answer), answer]] : [])));
    const queue = [...waiting];
    let failed = 0;
    let inARow = 0;
    async function work(): Promise<void> {
      while (!isStopped && inARow < GIVE_UP_AFTER) {
        const [key, answer] = queue.shift() ?? [];
        const exercise = known.get(answer?.exercise ?? '');
        if (key === undefined || answer === undefined || exercise === undefined) return;
        try {
          grades.set(key, await grader.grade({ facts: exercise.facts, content: exercise.content, answer: answer.answer }));
          inARow = 0;
        } catch {
          if (isStopped) return;
          failed += 1;
          inARow += 1;
        }
        showSometimes('grading', failed);
      }
    }
    await Promise.all(Array.from({ length: grader.threads }, work));
    return isStopped || failed === 0 ? 0 : failed + queue.length;
  }

  async function run(): Promise<void> {
    isStopped = false;
    let failed = 0;
    do {
      for (let file = unread.shift(); file !== undefined; file = unread.shift()) {
        await readOne(file);
        if (isStopped) break;
        showSometimes('reading');
      }
      if (!isStopped) failed = await gradeAll();
    } while (!isStopped && unread.length > 0);
    running = undefined;
    show(isStopped ? 'stopped' : 'done', failed);
  }

  function start(): Promise<void> {
    running ??= run();
    return running;
  }

  return {
    state,
    problems,
    outdated,
    progress,
    add(files) {
      unread.push(...files);
      return start();
    },
    stop() {
      isStopped = true;
      grader.stop();
    },
    goOn: start,
    clear() {
      roll = createRoll((id) => known.has(id));
      title = '';
      complaints = [];
      taken = 0;
      unread.length = 0;
      show('none');
    },
    listAttempts(learner, exercise) {
      const person = roll.people.find(({ id }) => id === learner);
      return answersInOrder(person?.answers ?? [])
        .filter((answer) => answer.exercise === exercise)
        .map(({ id, content, writtenAt, answer }) => ({
          id,
          answer,
          content,
          ...(writtenAt === undefined ? {} : { at: writtenAt }),
        }));
    },
  };
}

function keyOf({ exercise, answer }: AnswerFile): string {
  return JSON.stringify([exercise, answer]);
}
