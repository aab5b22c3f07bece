/**
 * What is kept of a learner's work, as models see it: by exercise id and without the language, so that changing the language changes
 * nothing else. Every value carries the version of its shape; one of another version counts as absent. What outlives the page is in
 * `keep/keeper.ts`.
 */
export interface Kept {
  readonly version: number;
}

export interface Storage {
  read<T extends Kept>(key: string, version: T['version']): T | undefined;
  write<T extends Kept>(key: string, value: T): void;
  remove(key: string): void;
  /** Calls when the value was changed elsewhere: in another tab. Not when it was written or removed here. */
  watch(key: string, onChange: () => void): void;
}

/** Lives as long as the page, for machines that nobody wants back and for pages that are built. */
export function createStorage(): Storage {
  const values = new Map<string, Kept>();
  return {
    read<T extends Kept>(key: string, version: T['version']): T | undefined {
      const value = values.get(key);
      return value?.version === version ? (value as T) : undefined;
    },
    write: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
    watch: () => undefined,
  };
}
