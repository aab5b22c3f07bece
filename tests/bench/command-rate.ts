/** Commands per second, typed line by line as a learner or a handed-in answer does; and of a real shell on this machine. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLab } from '../../src/curriculum/lab.ts';
import { createRecorder, EMPTY_START } from '../../src/exercise/index.ts';
import { median, timed } from './timing.ts';

const START = ['docker pull -q alpine:3.13', 'docker pull -q hello-world', 'docker run -d --name box alpine:3.13 sleep 999999'];
const ROUNDS = 7;
/** The engine is large: V8 compiles the last of it after some seconds. */
const WARM_UP_MS = 8000;
const FIRST_MS = 1000;
const ROUND_MS = 300;
/** Asking for the time takes some, more on a busy machine: not after each. */
const PASSES_AT_ONCE = 10;

export interface CommandRates {
  /** in the first second */
  readonly first: number;
  /** when all is compiled: the median of some rounds */
  readonly warm: number;
}

/**
 * `script` gives the lines of one pass. Each round begins on the same machine, so that what a pass leaves behind does not add up.
 * @throws Error where a command fails
 */
export async function commandsPerSecond(script: (pass: number) => readonly string[]): Promise<CommandRates> {
  const lab = await openLab();
  const start = await lab.starts.prepare({ ...EMPTY_START, commands: START });
  const runFor = async (milliseconds: number): Promise<number> => {
    const recorder = createRecorder(start);
    let commands = 0;
    let taken = 0;
    for (let pass = 0; taken < milliseconds; pass += PASSES_AT_ONCE) {
      const passes = Array.from({ length: PASSES_AT_ONCE }, (_, more) => script(pass + more));
      taken += await timed(async () => {
        for (const lines of passes)
          for (const { line, status, output } of await recorder.run(lines)) {
            if (status !== 0) throw new Error(`${line} ended with ${status}: ${output}`);
            commands += 1;
          }
      });
    }
    return commands / (taken / 1000);
  };
  const first = await runFor(FIRST_MS);
  await runFor(WARM_UP_MS - FIRST_MS);
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rates.push(await runFor(ROUND_MS));
  return { first, warm: median(rates) };
}

/** Lines per second of processor time, each of which starts one program: what a real terminal takes, without any Docker behind it. */
export function realShellRate(line: string): number {
  const lines = 500;
  const cwd = mkdtempSync(join(tmpdir(), 'camadas-bench-'));
  try {
    const rates: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const { status, error, stdout } = spawnSync('/bin/sh', ['-s'], {
        cwd,
        input: `${`${line}\n`.repeat(lines)}times\n`,
        encoding: 'utf8',
      });
      if (status !== 0) throw error ?? new Error(`/bin/sh ended with ${status}`);
      rates.push(lines / readTimes(stdout));
    }
    return median(rates);
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

/** Seconds of what `times` prints: user and system time of the shell, then of its children (`0m0.012000s`). */
function readTimes(printed: string): number {
  let seconds = 0;
  for (const [, minutes, rest] of printed.matchAll(/(\d+)m([\d.]+)s/g)) seconds += Number(minutes) * 60 + Number(rest);
  return seconds;
}
