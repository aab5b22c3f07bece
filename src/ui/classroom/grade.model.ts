/**
 * Grading without a server: files with answers come in, every answer is played on the engine of this browser, and a table comes out. The
 * files are the learners'; what they say of themselves counts for nothing but the name.
 */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import {
  type Answer,
  type AnswerFile,
  AnswerFileError,
  type AnswerFileProblem,
  type CsvOptions,
  type Exercise,
  formatCsv,
  MAX_BUNDLE_BYTES,
  parseAnswerBundle,
  parseAnswerFile,
  type ReadBundle,
  type Verdict,
} from '../../exercise/index.ts';
import type { ClassExercise } from './class-data.ts';

/** What is used of a `File`. */
export interface GivenFile {
  readonly name: string;
  readonly size: number;
  text(): Promise<string>;
}

export interface Graded {
  readonly answer: AnswerFile;
  readonly state: 'waiting' | 'done' | 'stopped' | 'misfit';
  readonly verdict?: Verdict;
  /** it was written for other facts than the ones it was judged by */
  readonly isOutdated: boolean;
}

export interface LearnerRow {
  /** the file's own name, unique among the rows */
  readonly file: string;
  readonly name: string;
  readonly cells: ReadonlyMap<string, Graded>;
}

export interface FileProblem {
  readonly file: string;
  readonly code: AnswerFileProblem | 'exercise-unknown' | 'again' | 'too-many';
  /** which answer of the file, from 1, or which field */
  readonly detail?: string;
}

export interface GradeModel {
  readonly rows: ReadonlySignal<readonly LearnerRow[]>;
  /** exercises that somebody has answered, in the course's order */
  readonly columns: ReadonlySignal<readonly ClassExercise[]>;
  readonly problems: ReadonlySignal<readonly FileProblem[]>;
  readonly progress: ReadonlySignal<{ readonly done: number; readonly total: number }>;
  /** Resolves when all that was added has been judged. */
  add(files: readonly GivenFile[]): Promise<void>;
  clear(): void;
  csv(words: CsvWords, options: CsvOptions): string;
}

export interface CsvWords {
  readonly name: string;
  readonly file: string;
  readonly passed: string;
}

interface GradeModelOptions {
  readonly exercises: readonly ClassExercise[];
  /** Plays an answer; undefined where the engine did not come to an end with it. @throws TypeError where it answers something else */
  readonly check: (exercise: Exercise, answer: Answer) => Promise<Verdict | undefined>;
}

const MAX_FILES = 500;

export function createGradeModel({ exercises, check }: GradeModelOptions): GradeModel {
  const known = new Map(exercises.map((exercise) => [exercise.facts.id as string, exercise]));
  const rows = signal<readonly LearnerRow[]>([]);
  const problems = signal<readonly FileProblem[]>([]);
  /** verdicts by what was answered: whoever answers alike is judged alike, and once */
  const verdicts = new Map<string, Promise<Pick<Graded, 'state' | 'verdict'>>>();
  let turn: Promise<void> = Promise.resolve();

  const all = computed(() => rows.value.flatMap(({ cells }) => [...cells.values()]));

  function complain(problem: FileProblem): void {
    problems.value = [...problems.value, problem];
  }

  async function read(file: GivenFile): Promise<LearnerRow | undefined> {
    const bundle = await readBundle(file, complain);
    if (bundle === undefined) return undefined;
    for (const { at, code, field } of bundle.refused)
      complain({ file: file.name, code, detail: `${at}${field === undefined ? '' : `, ${field}`}` });
    const cells = new Map<string, Graded>();
    for (const answer of [...bundle.answers].sort((a, b) => (a.writtenAt ?? 0) - (b.writtenAt ?? 0))) {
      const exercise = known.get(answer.exercise);
      if (exercise === undefined) complain({ file: file.name, code: 'exercise-unknown', detail: answer.exercise });
      else cells.set(answer.exercise, { answer, state: 'waiting', isOutdated: answer.content !== exercise.content });
    }
    return { file: file.name, name: bundle.name, cells };
  }

  async function judgeRow(file: string): Promise<void> {
    const row = rows.value.find((one) => one.file === file);
    for (const [id, { answer }] of row?.cells ?? []) {
      const exercise = known.get(id);
      if (exercise === undefined) continue;
      const key = JSON.stringify([id, answer.answer]);
      const judged = verdicts.get(key) ?? judge(exercise.facts, answer.answer);
      verdicts.set(key, judged);
      const result = await judged;
      rows.value = rows.value.map((one) => (one.file === file ? { ...one, cells: withCell(one.cells, id, result) } : one));
    }
  }

  async function judge(exercise: Exercise, answer: Answer): Promise<Pick<Graded, 'state' | 'verdict'>> {
    try {
      const verdict = await check(exercise, answer);
      return verdict === undefined ? { state: 'stopped' } : { state: 'done', verdict };
    } catch (error) {
      if (error instanceof TypeError) return { state: 'misfit' };
      throw error;
    }
  }

  return {
    rows,
    columns: computed(() => exercises.filter(({ facts }) => rows.value.some(({ cells }) => cells.has(facts.id)))),
    problems,
    progress: computed(() => ({
      done: all.value.filter(({ state }) => state !== 'waiting').length,
      total: all.value.length,
    })),
    add(files) {
      turn = turn.then(async () => {
        for (const file of files) {
          if (rows.value.length >= MAX_FILES) {
            complain({ file: file.name, code: 'too-many' });
            continue;
          }
          const row = await read(file);
          if (row === undefined) continue;
          const same = rows.value.find((one) => one.file === row.file);
          if (same === undefined) rows.value = [...rows.value, row];
          else if (isSameWork(same, row)) complain({ file: file.name, code: 'again' });
          else rows.value = [...rows.value, { ...row, file: freeName(row.file, rows.value) }];
        }
        for (const { file } of rows.value) await judgeRow(file);
      });
      return turn;
    },
    clear() {
      rows.value = [];
      problems.value = [];
    },
    csv(words, options) {
      const columns = exercises.filter(({ facts }) => rows.value.some(({ cells }) => cells.has(facts.id)));
      const head = [words.name, words.file, ...columns.map(({ number, title }) => `${number} ${title}`), words.passed];
      const body = rows.value.map(({ name, file, cells }) => {
        const marks = columns.map(({ facts }) => markOf(cells.get(facts.id)));
        return [name, file, ...marks, marks.filter((mark) => mark === 1).length];
      });
      return formatCsv([head, ...body], options);
    },
  };
}

async function readBundle(file: GivenFile, complain: (problem: FileProblem) => void): Promise<ReadBundle | undefined> {
  try {
    if (file.size > MAX_BUNDLE_BYTES) throw new AnswerFileError('too-large');
    const text = await file.text();
    if (!text.includes('"camadas-answer"') || text.includes('"camadas-answers"')) return parseAnswerBundle(text);
    return { name: file.name.replace(/\.json$/i, ''), answers: [parseAnswerFile(text)], refused: [] };
  } catch (error) {
    if (!(error instanceof AnswerFileError)) throw error;
    complain({ file: file.name, code: error.code, ...(error.field === undefined ? {} : { detail: error.field }) });
    return undefined;
  }
}

function withCell(cells: LearnerRow['cells'], id: string, result: Pick<Graded, 'state' | 'verdict'>): LearnerRow['cells'] {
  return new Map([...cells].map(([key, cell]) => [key, key === id ? { ...cell, ...result } : cell]));
}

function isSameWork(a: LearnerRow, b: LearnerRow): boolean {
  const texts = ({ name, cells }: LearnerRow) => JSON.stringify([name, ...[...cells.values()].map(({ answer }) => answer)]);
  return texts(a) === texts(b);
}

/** `ana.json` beside another `ana.json` is `ana.json (2)`. */
function freeName(file: string, rows: readonly LearnerRow[]): string {
  const taken = new Set(rows.map((row) => row.file));
  let count = 2;
  while (taken.has(`${file} (${count})`)) count += 1;
  return `${file} (${count})`;
}

/** 1 passed, 0 not, empty where there is no answer or no verdict. */
function markOf(cell: Graded | undefined): number | string {
  if (cell?.verdict === undefined) return '';
  return cell.verdict.kind === 'passed' ? 1 : 0;
}
