/**
 * What the browser keeps of a learner's work: by exercise id and without the language, so that changing the language changes nothing
 * else. Every value carries the version of its shape; one of another version, or damaged, counts as absent.
 *
 * Where the browser refuses to store (private mode, full), the work lives as long as the page.
 */
const PREFIX = 'camadas.';

export interface Kept {
  readonly version: number;
}

export interface Storage {
  read<T extends Kept>(key: string, version: T['version']): T | undefined;
  write<T extends Kept>(key: string, value: T): void;
  remove(key: string): void;
}

export type Backing = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function createStorage(backing: Backing | undefined): Storage {
  const memory = new Map<string, string>();
  const attempt = <R>(action: (store: Backing) => R): R | undefined => {
    try {
      return backing === undefined ? undefined : action(backing);
    } catch {
      return undefined;
    }
  };
  return {
    read<T extends Kept>(key: string, version: T['version']): T | undefined {
      const text = attempt((store) => store.getItem(PREFIX + key)) ?? memory.get(key);
      if (text === undefined || text === null) return undefined;
      try {
        const value: unknown = JSON.parse(text);
        const isCurrent = typeof value === 'object' && value !== null && 'version' in value && value.version === version;
        return isCurrent ? (value as T) : undefined;
      } catch {
        return undefined;
      }
    },
    write(key, value) {
      const text = JSON.stringify(value);
      memory.set(key, text);
      attempt((store) => store.setItem(PREFIX + key, text));
    },
    remove(key) {
      memory.delete(key);
      attempt((store) => store.removeItem(PREFIX + key));
    },
  };
}

/** The page's own; reading the property alone may throw where storage is forbidden. */
export function browserStorage(): Storage {
  try {
    return createStorage(globalThis.localStorage);
  } catch {
    return createStorage(undefined);
  }
}
