import type { Field } from '../../exercise/index.ts';
import { parseDecimal } from '../../i18n/format-number.ts';

export type FieldProblem = 'empty' | 'number';

/** Why what was typed is no prediction yet; undefined where it is one, right or wrong. */
export function fieldProblem({ input }: Field, typed: string | undefined): FieldProblem | undefined {
  if (typed === undefined || typed.trim() === '') return 'empty';
  return input.kind === 'number' && parseDecimal(typed) === undefined ? 'number' : undefined;
}

/** Sizes are foretold in MB; nothing else has a unit. */
export function unitOf({ measure }: Field): string | undefined {
  return measure.kind === 'disk' || measure.kind === 'image-size' ? 'MB' : undefined;
}
