/** Futures that a session left: running a line at an earlier step, undoing, replaying. Each is all of its steps from the start. */
import type { StepInput } from './protocol.ts';

export type Branch = readonly StepInput[];

/** The oldest go first. */
const MAX_BRANCHES = 20;

/** Keeps `left`, which is no more what the session does; what only begins like another says nothing of its own. */
export function addBranch(branches: readonly Branch[], left: Branch): readonly Branch[] {
  if (left.length === 0 || branches.some((branch) => beginsWith(branch, left))) return branches;
  return [...branches.filter((branch) => !beginsWith(left, branch)), left].slice(-MAX_BRANCHES);
}

/** Those that lead elsewhere than the session has gone. */
export function otherBranches(branches: readonly Branch[], steps: Branch): readonly Branch[] {
  return branches.filter((branch) => !beginsWith(steps, branch));
}

/** How many steps they have in common from the start. */
export function commonSteps(one: Branch, other: Branch): number {
  const differs = one.findIndex((step, at) => !isSameStep(step, other[at]));
  return differs < 0 ? one.length : differs;
}

function beginsWith(whole: Branch, start: Branch): boolean {
  return commonSteps(start, whole) === start.length;
}

function isSameStep(one: StepInput, other: StepInput | undefined): boolean {
  if (other === undefined || one.line !== other.line || one.archive?.blob !== other.archive?.blob) return false;
  const names = new Set([...Object.keys(one.files ?? {}), ...Object.keys(other.files ?? {})]);
  return [...names].every((name) => one.files?.[name] === other.files?.[name]);
}
