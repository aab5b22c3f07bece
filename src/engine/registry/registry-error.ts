/** What a pull or push meets. Codes are permanent; the words for them are in `cli/errors.ts`. */
import { EngineError } from '../errors.ts';
import type { Digest } from '../oci/digest.ts';

export interface RegistryErrorData {
  /**
   * The registry's own error in answer to a manifest or tag request. `cause` is its text: `<code in lower case, blanks for _>: <message>`,
   * so `manifest unknown: manifest unknown`.
   *  * DENIED: `pull access denied for <name>, repository does not exist or may require 'docker login': <cause>`
   *  * MANIFEST_UNKNOWN: `manifest for <reference> not found: <cause>`
   *  * NAME_UNKNOWN: `repository <name> not found: <cause>`
   */
  readonly 'registry.refused': {
    readonly kind: 'DENIED' | 'MANIFEST_UNKNOWN' | 'NAME_UNKNOWN';
    /** familiar forms, without and with tag or digest */
    readonly name: string;
    readonly reference: string;
    readonly cause: string;
  };
  /** any other error of the registry: `<cause>` */
  readonly 'registry.failed': { readonly url: string; readonly status: number; readonly cause: string };
  /** `Get "<url>": <cause>`, `cause` in Go's words: `dial tcp 127.0.0.1:5999: connect: connection refused` */
  readonly 'registry.unreachable': {
    readonly method: 'Get' | 'Head' | 'Post' | 'Put' | 'Patch';
    readonly url: string;
    readonly cause: string;
  };
  /**
   * What came is not what was asked for. layer: `filesystem layer verification failed for digest <expected>`; config: `image config verification
   * failed for digest <expected>`; manifest: `manifest verification failed for digest <expected>`
   */
  readonly 'registry.verification': {
    readonly what: 'layer' | 'config' | 'manifest';
    readonly expected: Digest;
    readonly actual: Digest;
  };
  /** `layers from manifest don't match image configuration` */
  readonly 'registry.layerMismatch': { readonly expected: number; readonly actual: number };
  /** `no matching manifest for linux/amd64 in the manifest list entries` */
  readonly 'registry.noPlatform': { readonly platforms: readonly string[] };
  /** a manifest that is none, or of a kind that this engine does not read: `unsupported manifest media type <mediaType>` */
  readonly 'registry.unsupportedManifest': { readonly mediaType: string };
  /** a layer packed with something else than gzip */
  readonly 'registry.unsupportedLayer': { readonly mediaType: string; readonly digest: Digest };
  /** a layer whose tar or gzip is damaged although its digest is right */
  readonly 'registry.badLayer': { readonly digest: Digest; readonly cause: string };
  /** a push that the registry does not take: `<cause>`, so `denied: requested access to the resource is denied` */
  readonly 'registry.pushRefused': { readonly cause: string };
  /** `tag does not exist: <reference>` */
  readonly 'registry.noSuchTag': { readonly reference: string };
  /** `An image does not exist locally with the tag: <name>` */
  readonly 'registry.nothingToPush': { readonly name: string };
  /** `cannot push a digest reference` */
  readonly 'registry.pushDigest': { readonly reference: string };
  /** `tag can't be used with --all-tags/-a` */
  readonly 'registry.tagWithAllTags': { readonly reference: string };
}

export type RegistryErrorCode = keyof RegistryErrorData;

export class RegistryError<Code extends RegistryErrorCode = RegistryErrorCode> extends EngineError<Code, RegistryErrorData[Code]> {}

/** Narrows by code, so that `data` has its own type. */
export function isRegistryError<Code extends RegistryErrorCode>(error: unknown, code: Code): error is RegistryError<Code> {
  return error instanceof RegistryError && error.code === code;
}
