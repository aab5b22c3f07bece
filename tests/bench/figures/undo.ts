/** A page's session of 1,000 commands, taken back step by step. */
import { openLab } from '../../../src/curriculum/lab.ts';
import { EMPTY_START } from '../../../src/exercise/index.ts';
import { type LabSession, openLabSession } from '../../../src/ui/lab/lab-session.ts';
import { createOutputRows } from '../../../src/ui/lab/output-rows.ts';
import { copyDeep } from '../copy-deep.ts';
import type { Figure } from '../figure.ts';
import { median, timed, usedMemory } from '../timing.ts';

const START = ['docker pull -q alpine:3.13', 'docker pull -q hello-world', 'docker run -d --name box alpine:3.13 sleep 999999'];
const STEPS = 1000;
const COPIES = 20;
const PASSES = 3;

function lineOf(step: number): string {
  const round = Math.floor(step / 10);
  switch (step % 10) {
    case 0:
      return `docker tag alpine:3.13 base:${round}`;
    case 1:
      return `docker run --name job${round} alpine:3.13 sh -c 'echo ${step} > /job'`;
    case 2:
      return `docker commit job${round} job:${round}`;
    case 3:
      return 'docker ps -a';
    case 4:
      return `echo ${step} >> notes.txt`;
    case 8:
      return 'docker images';
    case 9:
      return `docker rm job${round}`;
    default:
      return `docker exec box sh -c 'echo ${step} >> /note'`;
  }
}

export async function measure(): Promise<Figure[]> {
  const lab = await openLab();
  const session = await openLabSession(lab, { start: { ...EMPTY_START, commands: START }, steps: [] });
  for (let step = 0; step < 100; step += 1) await runAndShow(session, lineOf(step));
  session.goto(0);
  const before = usedMemory();
  for (let step = 0; step < STEPS; step += 1) await runAndShow(session, lineOf(step));
  const perStep = (usedMemory() - before) / STEPS / 1000;
  const copy = copyCost(session);
  const times = await timesOfGoingBack(session);
  const afterUndo: number[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    session.undo();
    if (step % 100 === 50)
      afterUndo.push(await timed(() => session.run({ line: 'docker exec box cat /note' }, createOutputRows())));
  }
  return [
    {
      name: 'undo',
      value: median(times),
      unit: 'ms',
      reference: { name: 'copying the machine', value: copy.milliseconds },
      target: { atMost: 5 },
    },
    {
      name: 'undo.slowest',
      value: Math.max(...times),
      unit: 'ms',
      reference: { name: 'copying the machine', value: copy.milliseconds },
      target: { atMost: 5 },
    },
    {
      name: 'undo.next-exec',
      value: median(afterUndo),
      unit: 'ms',
      reference: { name: 'copying the machine', value: copy.milliseconds },
      target: { atMost: 5 },
    },
    {
      name: 'undo.memory',
      value: perStep,
      unit: 'kB a step',
      reference: { name: 'a copy of the machine', value: copy.kilobytes },
      target: { atMost: 20 },
    },
  ];
}

/** What the page does for one line. */
async function runAndShow(session: LabSession, line: string): Promise<void> {
  await session.run({ line }, createOutputRows());
  await session.snapshot();
}

/**
 * What the page does for each click: go back, and describe the machine that it shows then. The whole way several times; of each step the best, as
 * what is compiled and collected meanwhile is not the step's own.
 */
async function timesOfGoingBack(session: LabSession): Promise<number[]> {
  const best: number[] = Array.from({ length: STEPS }, () => Number.POSITIVE_INFINITY);
  for (let pass = 0; pass < PASSES; pass += 1) {
    session.goto(STEPS);
    for (const [step, before] of best.entries()) {
      const time = await timed(async () => {
        session.goto(STEPS - step - 1);
        await session.snapshot();
      });
      best[step] = Math.min(before, time);
    }
  }
  session.goto(STEPS);
  return best;
}

/** Of one copy of the machine as it stands, its bytes shared. */
function copyCost(session: LabSession): { milliseconds: number; kilobytes: number } {
  const copies: unknown[] = [];
  const before = usedMemory();
  const started = process.cpuUsage();
  for (let count = 0; count < COPIES; count += 1) copies.push(copyDeep(session.machine));
  const { user, system } = process.cpuUsage(started);
  const kilobytes = (usedMemory() - before) / copies.length / 1000;
  return { milliseconds: (user + system) / 1000 / copies.length, kilobytes };
}
