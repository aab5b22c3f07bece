/**
 * The machine that whoever leads is showing: the commands that led to it, which every page plays on an engine of its own. The log has only
 * what changed; a page that comes late gets the whole with its view.
 */
export interface ShownStep {
  readonly line: string;
  /** saved before the line runs, by path */
  readonly files?: Readonly<Record<string, string>>;
}

export interface ShownMachine {
  /** on whose start the commands run; absent: on an empty machine */
  readonly exercise?: string;
  readonly steps: readonly ShownStep[];
  /** after how many of them it is looked at */
  readonly at: number;
}

export type ShowEvent =
  /** `keep` of the steps before stay, then come `steps`; on another start none stays */
  ({ readonly kind: 'show.changed'; readonly keep: number } & ShownMachine) | { readonly kind: 'show.ended' };

export function applyShow(shown: ShownMachine | undefined, event: ShowEvent): ShownMachine | undefined {
  if (event.kind === 'show.ended') return undefined;
  const { kind: _, keep, steps, ...rest } = event;
  return { ...rest, steps: [...(shown?.steps.slice(0, keep) ?? []), ...steps] };
}

/** What leads from one to the other; undefined where nothing has changed. */
export function changeOf(shown: ShownMachine | undefined, next: ShownMachine): ShowEvent | undefined {
  const keep = shown === undefined || shown.exercise !== next.exercise ? 0 : countEqual(shown.steps, next.steps);
  const isSame = shown !== undefined && shown.exercise === next.exercise && shown.at === next.at;
  if (isSame && keep === next.steps.length && keep === shown.steps.length) return undefined;
  return { ...next, kind: 'show.changed', keep, steps: next.steps.slice(keep) };
}

/** Steps that both begin with. */
export function countEqual(some: readonly ShownStep[], others: readonly ShownStep[]): number {
  const differs = some.findIndex((step, index) => !isEqualStep(step, others[index]));
  return differs < 0 ? some.length : differs;
}

function isEqualStep(one: ShownStep, other: ShownStep | undefined): boolean {
  if (one.line !== other?.line) return false;
  const [files, others] = [one.files ?? {}, other.files ?? {}];
  const paths = Object.keys(files);
  return paths.length === Object.keys(others).length && paths.every((path) => files[path] === others[path]);
}
