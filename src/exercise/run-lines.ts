/** Runs commands one by one and keeps what each printed, which calls of docker it made, and the machine after it. */
import { createSession, type Machine, PartError, type SessionOptions, splitLines } from '../engine/index.ts';
import { captureOutput } from './capture-output.ts';
import type { DockerCall, Step } from './outcome.ts';

export interface Recorder {
  readonly machine: Machine;
  /**
   * Lines as in an editor: a command may take several of them. A failed command does not stop the rest.
   * @throws PartError where a part of the engine could not be fetched: what came of the lines says nothing then
   */
  run(lines: readonly string[]): Promise<Step[]>;
}

/** @param breathe waited for between lines, where somebody else has to be heard meanwhile */
export function createRecorder(options: Omit<SessionOptions, 'onProgram'>, breathe?: () => Promise<void>): Recorder {
  let calls: DockerCall[] = [];
  const session = createSession({
    ...options,
    onProgram({ program, args, status }) {
      if (program === 'docker') calls.push({ args, status });
    },
  });

  async function runLine(line: string): Promise<Step> {
    calls = [];
    const captured = captureOutput();
    const { status, stopped } = await session.run(line, captured.sink);
    if (stopped instanceof PartError) throw stopped;
    const printed = { stdout: captured.stdout(), stderr: captured.stderr(), output: captured.output() };
    const step: Step = { line, status, ...printed, calls, after: session.machine };
    return stopped === undefined ? step : { ...step, stopped };
  }

  return {
    get machine() {
      return session.machine;
    },
    async run(lines) {
      const steps: Step[] = [];
      for (const line of await splitLines(lines.join('\n'))) {
        steps.push(await runLine(line));
        if (breathe !== undefined) await breathe();
      }
      return steps;
    },
  };
}
