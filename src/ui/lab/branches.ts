/** Branches that a session has left by undoing, replaying, or running a line at an earlier step. Each has all of its steps from the start. */
import type { StepInput } from './protocol.ts';

export type Branch = readonly StepInput[];

/** The oldest go first. */
const MAX_BRANCHES = 20;

/** Adds `left`, the steps that the session has just left. A branch that is only the beginning of another is not kept. */
export function addBranch(branches: readonly Branch[], left: Branch): readonly Branch[] {
  if (left.length === 0 || branches.some((branch) => beginsWith(branch, left))) return branches;
  return [...branches.filter((branch) => !beginsWith(left, branch)), left].slice(-MAX_BRANCHES);
}

/** The branches that are not simply the beginning of the session's own steps. */
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
