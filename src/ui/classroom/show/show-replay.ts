/**
 * A machine that is shown, played on an engine of this page's own: what comes new is run, what was taken back is taken back. It is no
 * machine of the learner's: nothing of it is kept, and nothing of theirs is touched.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import { EMPTY_START } from '../../../exercise/index.ts';
import { countEqual, type ShownMachine } from '../../../server/domain/shown-machine.ts';
import { createStorage } from '../../kit/storage.ts';
import type { LabClient } from '../../lab/lab-client.ts';
import { createSessionModel, type SessionModel } from '../../lab/session.model.ts';
import type { ClassExercise } from '../class-data.ts';

export interface ShowReplay {
  readonly session: ReadonlySignal<SessionModel | undefined>;
  /** `failed`: this browser did not come to the same steps, or knows no such exercise */
  readonly state: ReadonlySignal<'playing' | 'there' | 'failed'>;
  /** Resolves when this machine has been played, or another one was asked for. */
  follow(machine: ShownMachine): Promise<void>;
}

const SESSION = 'shown';

export function createShowReplay(client: LabClient, exercises: readonly Pick<ClassExercise, 'facts'>[]): ShowReplay {
  const session = signal<SessionModel | undefined>(undefined);
  const state = signal<'playing' | 'there' | 'failed'>('playing');
  let isOf: { readonly exercise: string | undefined } | undefined;
  let wanted: ShownMachine | undefined;
  let turn: Promise<void> = Promise.resolve();

  function sessionOf(machine: ShownMachine): SessionModel | undefined {
    if (session.value !== undefined && isOf?.exercise === machine.exercise) return session.value;
    const facts = exercises.find(({ facts: { id } }) => id === machine.exercise)?.facts;
    if (machine.exercise !== undefined && facts === undefined) return undefined;
    isOf = { exercise: machine.exercise };
    const place = { id: SESSION, title: '', start: facts?.start ?? EMPTY_START };
    return createSessionModel({ place, client, storage: createStorage() });
  }

  async function play(machine: ShownMachine): Promise<void> {
    if (machine !== wanted) return;
    state.value = 'playing';
    const of = sessionOf(machine);
    session.value = of;
    if (of !== undefined) await playOn(of, machine, () => machine === wanted);
    if (machine !== wanted) return;
    state.value = of !== undefined && isThere(of, machine) ? 'there' : 'failed';
  }

  return {
    session,
    state,
    follow(machine) {
      wanted = machine;
      turn = turn.then(() => play(machine));
      return turn;
    },
  };
}

function stepsOf({ entries }: SessionModel) {
  return entries.value.filter(({ step }) => step !== undefined);
}

/** @param isWanted false as soon as another machine is */
async function playOn(session: SessionModel, { steps, at }: ShownMachine, isWanted: () => boolean): Promise<void> {
  await session.open();
  const keep = countEqual(stepsOf(session), steps);
  if (keep < steps.length) {
    if (session.at.value !== keep) await session.goto(keep);
    for (const [index, { line }] of steps.entries()) {
      if (index < keep) continue;
      if (!isWanted()) return;
      session.files.value = Object.assign({}, ...steps.slice(0, index + 1).map(({ files }) => files));
      await session.run(line);
      if (session.stepCount.value !== index + 1) return;
    }
  } else if (keep < session.stepCount.value) {
    // to take back is to look at the step after it, and forget that one with all that follow
    if (session.at.value !== keep + 1) await session.goto(keep + 1);
    await session.undo();
  }
  if (isWanted() && session.at.value !== at && at <= session.stepCount.value) await session.goto(at);
}

function isThere(session: SessionModel, { steps, at }: ShownMachine): boolean {
  return (
    session.at.value === at && session.stepCount.value === steps.length && countEqual(stepsOf(session), steps) === steps.length
  );
}
