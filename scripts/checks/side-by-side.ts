/** Puts the steps of a run beside each other where they do not need each other. */

export interface Task {
  readonly name: string;
  /** Names of those that it needs finished; who is not in the list is not waited for. */
  readonly after?: readonly string[];
  /** What it measures would be disturbed by others: it waits for all that stand before it, and all that stand behind it wait. */
  readonly isAlone?: true;
  run(): Promise<void>;
}

/**
 * In the order of the list, at most `width` at once; where the next one has to wait, one behind it that need not goes first.
 *
 * @throws what a task throws, when those that were under way have ended; none is begun after it
 * @throws Error where tasks wait for each other
 */
export async function runSideBySide(tasks: readonly Task[], width: number): Promise<void> {
  const left = [...tasks];
  const running = new Map<Task, Promise<void>>();
  const failures: unknown[] = [];
  while (failures.length === 0 && left.length > 0) {
    const next = running.size < width ? findNext(left, [...running.keys()]) : undefined;
    if (next === undefined && running.size === 0)
      throw new Error(`they wait for each other: ${left.map(({ name }) => name).join(', ')}`);
    if (next === undefined) {
      await Promise.race(running.values());
      continue;
    }
    left.splice(left.indexOf(next), 1);
    const ended = next
      .run()
      .catch((error: unknown) => void failures.push(error))
      .finally(() => running.delete(next));
    running.set(next, ended);
  }
  await Promise.all(running.values());
  if (failures.length > 0) throw failures[0];
}

function findNext(left: readonly Task[], running: readonly Task[]): Task | undefined {
  if (running.some(({ isAlone }) => isAlone)) return undefined;
  const open = new Set([...left, ...running].map(({ name }) => name));
  const wall = left.findIndex(({ isAlone }) => isAlone);
  if (wall === 0 && running.length === 0) return left[0];
  const free = wall === -1 ? left : left.slice(0, wall);
  return free.find(({ after = [] }) => !after.some((name) => open.has(name)));
}
