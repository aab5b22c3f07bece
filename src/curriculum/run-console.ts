/**
 * The outputs in a lesson are not written: its commands run on the engine when the site is built. What docker refuses is part of the
 * lesson; an error of ours, or a start that fails, breaks the build and names the lesson's file and line.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRecorder, EMPTY_START, type PreparedStart, StartError, type Step } from '../exercise/index.ts';
import { findCommandLine } from './command-blocks.ts';
import { ContentError } from './content-error.ts';
import { projectPath } from './content-files.ts';
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
  /** As it is written: `content/lessons/removing/pt-BR.mdx:48`. */
  const placeOf = (command?: string) => {
    const line = findLine(file, { start, run }, command);
    return line === undefined ? file : `${file}:${line}`;
  };
  const commands = { start: linesOf(start, placeOf), run: linesOf(run, placeOf) };
  const { starts } = await openLab();
  const prepared = await starts.prepare({ ...EMPTY_START, commands: commands.start }).catch((error: unknown) => {
    if (!(error instanceof StartError)) throw error;
    throw commandError(placeOf(error.line), 'start', error.message);
  });
  const recorder = createRecorder({ ports: prepared.ports, store: prepared.store, machine: prepared.machine });
  const steps = await recorder.run(commands.run);
  for (const step of steps) failOnOwnError(placeOf(step.line), step);
  return {
    steps: steps.map(({ line, output, stderr, status }) => ({ command: line, output, stderr, status })),
    machine: recorder.machine,
  };
}

function findLine(file: string, block: { readonly start: string; readonly run: string }, command?: string): number | undefined {
  const place = projectPath(file);
  return existsSync(place) ? findCommandLine(readFileSync(place, 'utf8'), block, command) : undefined;
}

function linesOf(script: string, placeOf: (line: string) => string): string[] {
  const lines = script.trim().split('\n');
  return lines.map((line) => {
    try {
      return fillTemplate(line);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw commandError(placeOf(line), line, error.message);
    }
  });
}

function commandError(file: string, key: string, found: string): ContentError {
  return new ContentError([{ file, key, found, allowed: 'commands that the engine runs', todo: 'correct the commands' }]);
}

function failOnOwnError(file: string, { line, stopped }: Step): void {
  if (stopped === undefined) return;
  const todo = 'this is a mistake of the engine, not of the lesson: mend it there';
  throw new ContentError([{ file, key: line, found: stopped.stack ?? stopped.message, allowed: 'an answer of docker', todo }]);
}
