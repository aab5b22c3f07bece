/** Runs commands one by one and keeps what each printed, which calls of docker it made, and the machine after it. */
import {
  createSession,
  type Machine,
  PartError,
  type Session,
  type SessionOptions,
  type Sink,
  splitLines,
} from '../engine/index.ts';
import { captureOutput } from './capture-output.ts';
import type { DockerCall, Step } from './outcome.ts';

export interface LineRunner {
  readonly session: Session;
  /**
   * One line, as a shell takes it. A failed command is a step like any other.
   * @param live hears at once what the line prints
   * @throws PartError where a part of the engine could not be fetched: what came of the line says nothing then
   */
  run(line: string, live?: Sink): Promise<Step>;
}

export interface Recorder {
  readonly machine: Machine;
  /**
   * Lines as in an editor: a command may take several of them. A failed command does not stop the rest, nor does it take those along that
   * stood behind it for a terminal in a container.
   * @throws PartError as `LineRunner.run`
   */
  run(lines: readonly string[]): Promise<Step[]>;
}

type RunnerOptions = Omit<SessionOptions, 'onProgram'>;

export function createLineRunner(options: RunnerOptions): LineRunner {
  let calls: DockerCall[] = [];
  const session = createSession({
    ...options,
    onProgram({ program, args, status }) {
      if (program === 'docker') calls.push({ args, status });
    },
  });
  return {
    session,
    async run(line, live) {
      calls = [];
      const captured = captureOutput();
      const { status, stopped, left } = await session.run(line, live === undefined ? captured.sink : both(captured.sink, live));
      if (stopped instanceof PartError) throw stopped;
      const printed = { stdout: captured.stdout(), stderr: captured.stderr(), output: captured.output() };
      const step: Step = { line, status, ...printed, calls, after: session.machine };
      if (left !== undefined) return { ...step, line: line.slice(0, line.indexOf('\n')), left };
      return stopped === undefined ? step : { ...step, stopped };
    },
  };
}

/** @param breathe waited for between lines, where somebody else has to be heard meanwhile */
export function createRecorder(options: RunnerOptions, breathe?: () => Promise<void>): Recorder {
  const runner = createLineRunner(options);
  return {
    get machine() {
      return runner.session.machine;
    },
    async run(lines) {
      const steps: Step[] = [];
      const waiting = await splitLines(lines.join('\n'));
      for (let line = waiting.shift(); line !== undefined; line = waiting.shift()) {
        const step = await runner.run(line);
        steps.push(step);
        if (step.left !== undefined) waiting.unshift(...(await splitLines(step.left)));
        if (breathe !== undefined) await breathe();
      }
      return steps;
    },
  };
}

function both(one: Sink, other: Sink): Sink {
  return {
    write(fd, bytes) {
      one.write(fd, bytes);
      other.write(fd, bytes);
    },
    progress(row, text) {
      one.progress(row, text);
      other.progress(row, text);
    },
  };
}
