/**
 * The site's part of localStorage: the theme, marks of progress that are shown before the first paint, what a closing page could not
 * write any more, and the work of learners who were here before there was a database.
 */
export type Backing = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export const PREFIX = 'camadas.';

/** Reading the property alone may throw where storage is forbidden. */
export function findLocalStorage(): Backing | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** Without the prefix. */
export function listKeys(backing: Backing | undefined): string[] {
  return (
    attempt(() => {
      const keys = Array.from({ length: backing?.length ?? 0 }, (_, index) => backing?.key(index) ?? '');
      return keys.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
    }) ?? []
  );
}

/** Undefined for what is not there or no JSON. */
export function readJson(backing: Backing | undefined, key: string): unknown {
  return attempt((): unknown => JSON.parse(backing?.getItem(PREFIX + key) ?? 'null') ?? undefined);
}

/** @returns whether it is there now */
export function writeJson(backing: Backing | undefined, key: string, value: unknown): boolean {
  return attempt(() => backing?.setItem(PREFIX + key, JSON.stringify(value)) ?? backing !== undefined) ?? false;
}

export function removeKey(backing: Backing | undefined, key: string): void {
  attempt(() => backing?.removeItem(PREFIX + key));
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
