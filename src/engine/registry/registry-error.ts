/** What a pull or push meets. Codes are permanent; the words for them are in `cli/errors.ts`. */
import type { UnreadCompression } from '../bytes/decompress.ts';
import { EngineError } from '../errors.ts';
import type { LayerProblem } from '../layer/layer-problem.ts';
import type { ConfigProblem } from '../oci/config-problem.ts';
import type { Digest } from '../oci/digest.ts';
import type { JsonProblem } from '../oci/json-problem.ts';

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
   * What came is not what was asked for. layer: `filesystem layer verification failed for digest <expected>`; config: `error pulling image
   * configuration: image config verification failed for digest <expected>`; manifest: `manifest verification failed for digest <expected>`
   */
  readonly 'registry.verification': {
    readonly what: 'layer' | 'config' | 'manifest';
    readonly expected: Digest;
    readonly actual: Digest;
  };
  /** `layers from manifest don't match image configuration` */
  readonly 'registry.layerMismatch': { readonly expected: number; readonly actual: number };
  /** `no matching manifest for <wanted> in the manifest list entries` */
  readonly 'registry.noPlatform': { readonly wanted: string; readonly platforms: readonly string[] };
  /** `'scratch' is a reserved name` */
  readonly 'registry.reserved': { readonly name: string };
  /** a manifest that is no JSON: Go's words. `chosen`: of the one image that a list names; what is told then comes in the stream of the answer */
  readonly 'registry.badManifest': { readonly problem: JsonProblem; readonly chosen: boolean };
  /** a manifest that is none, or of a kind that this engine does not read: `unsupported manifest media type <mediaType>` */
  readonly 'registry.unsupportedManifest': { readonly mediaType: string };
  /** `missing signature key`: what is of no known type is taken for a manifest of schema 1, which is signed */
  readonly 'registry.unsigned': { readonly mediaType: string };
  /** a list in a list: `unsupported manifest format` */
  readonly 'registry.nestedList': { readonly mediaType: string };
  /** `mediaType in manifest should be '<expected>' not '<actual>'` */
  readonly 'registry.manifestType': { readonly expected: string; readonly actual: string };
  /** no image but a chart, say, by the type of its config or of a layer: `unsupported media type <mediaType>` */
  readonly 'registry.unsupportedType': { readonly mediaType: string };
  /** the same in a manifest of docker's own kind: `Encountered remote "<mediaType>"(unknown) when fetching`, `(plugin)` where it is one */
  readonly 'registry.unknownConfig': { readonly mediaType: string };
  /** `invalid rootfs in image configuration`, or Go's words where it is no JSON or has another shape */
  readonly 'registry.badConfig': ConfigProblem;
  /** `image operating system "<os>" cannot be used on this platform` */
  readonly 'registry.otherOs': { readonly os: string };
  /** a blob that the manifest names is not there: `unknown blob` */
  readonly 'registry.blobUnknown': { readonly what: 'layer' | 'config'; readonly digest: Digest };
  /** a layer packed in a way that this engine does not read */
  readonly 'registry.unreadLayer': { readonly compression: UnreadCompression; readonly digest: Digest };
  /** a layer that is damaged although its digest is right, or has entries that cannot be unpacked */
  readonly 'registry.badLayer': { readonly digest: Digest; readonly problem: LayerProblem };
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
