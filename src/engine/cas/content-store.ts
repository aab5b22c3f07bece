/**
 * Blobs by digest, append-only and shared by all the machines of one session: that is why undoing a `docker rmi` costs nothing.
 * `put` trusts its caller (who has just computed or verified the digest); `validateMachine` does not.
 */
import type { Content } from '../bytes/content.ts';
import { InvariantError } from '../errors.ts';
import type { DiffId, Digest, ImageId } from '../oci/digest.ts';
import type { Ports } from '../ports.ts';

export interface ContentStore {
  /** another one whose blobs this one has, too */
  readonly below?: ContentStore | undefined;
  has(digest: Digest | DiffId | ImageId): boolean;
  find(digest: Digest | DiffId | ImageId): Content | undefined;
  /** @throws InvariantError where the digest is unknown */
  get(digest: Digest | DiffId | ImageId): Content;
  /** The first content put under a digest stays. */
  put(digest: Digest | DiffId | ImageId, content: Content): void;
}

/** What every operation is handed beside the machine. */
export interface EngineContext {
  readonly ports: Ports;
  readonly store: ContentStore;
  /** lines are a script's: bash does not announce the numbers of its jobs */
  readonly isScript?: boolean;
  /** `timeout 5 docker …`: the program is told to end then */
  readonly timeout?: Timeout | undefined;
}

export interface Timeout {
  /** milliseconds since 1970 */
  readonly at: number;
  readonly signal: number;
}

/** @param below stays as it is: what is put into this one goes with it */
export function createContentStore(below?: ContentStore): ContentStore {
  const blobs = new Map<string, Content>();
  const find: ContentStore['find'] = (digest) => blobs.get(digest) ?? below?.find(digest);
  return {
    below,
    has: (digest) => find(digest) !== undefined,
    find,
    get(digest) {
      const content = find(digest);
      if (content === undefined) throw new InvariantError(`no blob ${digest}`);
      return content;
    },
    put(digest, content) {
      if (find(digest) === undefined) blobs.set(digest, content);
    },
  };
}
