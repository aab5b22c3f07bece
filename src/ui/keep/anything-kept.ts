/** Whether this browser may have a learner's work at all: whoever comes for the first time needs none of the code that keeps it. */
import { type Backing, listKeys } from './old-storage.ts';

export const DATABASE = 'camadas';

/** What a page remembers without anybody having worked on anything. */
const SETTINGS: ReadonlySet<string> = new Set(['theme', 'shortcuts', 'editor', 'letters']);

/** @returns true where it cannot be known: a browser that does not list its databases, or forbids them */
export async function isAnythingKept(
  backing: Backing | undefined,
  databases: Pick<IDBFactory, 'databases'> | undefined,
): Promise<boolean> {
  if (listKeys(backing).some((key) => !SETTINGS.has(key))) return true;
  try {
    return (await databases?.databases())?.some(({ name }) => name === DATABASE) ?? true;
  } catch {
    return true;
  }
}
