/** What a class is shown of a machine on this page: its steps up to the first that only this browser can take. */
import type { ShownMachine } from '../../../server/domain/shown-machine.ts';
import type { LabPlace } from '../../lab/lab-place.ts';
import type { SessionModel } from '../../lab/session.model.ts';

/** as the server takes them */
const MAX_STEPS = 200;
const MAX_SHOWN_BYTES = 48_000;

export interface ShownSteps {
  readonly machine: ShownMachine;
  /** why some are left out: a file of the instructor's own is read, or they are too many */
  readonly cut?: 'archive' | 'tooMany';
}

/** The start of a machine that is no exercise's is commands alone: they are the first steps of what is shown. */
export function shownSteps(
  { exercise, start }: Pick<LabPlace, 'exercise' | 'start'>,
  { entries, at }: Pick<SessionModel, 'entries' | 'at'>,
): ShownSteps {
  const taken = entries.value.filter(({ step }) => step !== undefined);
  const archiveAt = taken.findIndex(({ archive }) => archive !== undefined);
  const own = archiveAt < 0 ? taken : taken.slice(0, archiveAt);
  const before = exercise === undefined ? start.commands.map((line) => ({ line })) : [];
  let steps = [...before, ...own.map(({ line, files }) => (files === undefined ? { line } : { line, files }))];
  const whole = steps.length;
  const of = exercise === undefined ? {} : { exercise: exercise.id };
  const make = (): ShownMachine => ({ ...of, steps, at: Math.min(before.length + at.value, steps.length) });
  while (steps.length > MAX_STEPS || (steps.length > 0 && sizeOf(make()) > MAX_SHOWN_BYTES)) steps = steps.slice(0, -1);
  const machine = make();
  if (steps.length < whole) return { machine, cut: 'tooMany' };
  return archiveAt < 0 ? { machine } : { machine, cut: 'archive' };
}

function sizeOf(machine: ShownMachine): number {
  return new TextEncoder().encode(JSON.stringify(machine)).length;
}
