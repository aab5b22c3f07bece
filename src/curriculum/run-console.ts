/**
 * The outputs in a lesson are not written: its commands run on the engine when the site is built. What docker refuses is part of the
 * lesson; an error of ours, or a start that fails, breaks the build and names the lesson's file.
 */
import { createRecorder, EMPTY_START, type PreparedStart, type Step } from '../exercise/index.ts';
import { ContentError } from './content-error.ts';
import { fillTemplate } from './fill-template.ts';
import { openLab } from './lab.ts';

export interface ConsoleRun {
  /** Commands run unseen before; one per line. */
  readonly start?: string;
  readonly run: string;
  /** where it is written, for error messages: `content/lessons/removing/pt-BR.mdx` */
  readonly file: string;
}

export interface ConsoleResult {
  readonly steps: readonly ConsoleStep[];
  /** after the last command */
  readonly machine: PreparedStart['machine'];
}
/** `command` with the registry's facts filled in, `output` as a terminal shows it in the end, never translated. */
export interface ConsoleStep {
  readonly command: string;
  readonly output: string;
  /** the part of it that went to standard error */
  readonly stderr: string;
  readonly status: number;
}

/** @throws ContentError */
export async function runConsole({ start = '', run, file }: ConsoleRun): Promise<ConsoleResult> {
  const { starts } = await openLab();
  const prepared = await inFile(file, `start of ${run}`, () => starts.prepare({ ...EMPTY_START, commands: linesOf(start) }));
  const recorder = createRecorder({ ports: prepared.ports, store: prepared.store, machine: prepared.machine });
  const steps = await inFile(file, run, () => recorder.run(linesOf(run)));
  for (const step of steps) failOnOwnError(file, step);
  return {
    steps: steps.map(({ line, output, stderr, status }) => ({ command: line, output, stderr, status })),
    machine: recorder.machine,
  };
}

function linesOf(script: string): string[] {
  return fillTemplate(script.trim()).split('\n');
}

async function inFile<T>(file: string, key: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new ContentError([{ file, key, found, allowed: 'commands that the engine runs', todo: 'correct the commands' }]);
  }
}

function failOnOwnError(file: string, { line, stopped }: Step): void {
  if (stopped === undefined) return;
  const todo = 'this is a mistake of the engine, not of the lesson: mend it there';
  throw new ContentError([{ file, key: line, found: stopped.stack ?? stopped.message, allowed: 'an answer of docker', todo }]);
}
