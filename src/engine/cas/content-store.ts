/**
 * Blobs by digest, append-only and shared by all the machines of one session: that is why undoing a `docker rmi` costs nothing.
 * `put` trusts its caller (who has just computed or verified the digest); `validateMachine` does not.
 */
import type { Content } from '../bytes/content.ts';
import type { DiffId, Digest, ImageId } from '../oci/digest.ts';

export interface ContentStore {
  has(digest: Digest | DiffId | ImageId): boolean;
  find(digest: Digest | DiffId | ImageId): Content | undefined;
  /** @throws InvariantError where the digest is unknown */
  get(digest: Digest | DiffId | ImageId): Content;
  put(digest: Digest | DiffId | ImageId, content: Content): void;
}

/** What every operation is handed beside the machine. */
export interface EngineContext {
  readonly ports: import('../ports.ts').Ports;
  readonly store: ContentStore;
}
