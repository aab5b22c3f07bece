/** What Docker refuses about images. Codes are permanent; the words for them are in `cli/errors.ts`. */
import type { UnreadCompression } from '../bytes/decompress.ts';
import type { GzipDamage } from '../bytes/gunzip.ts';
import { EngineError } from '../errors.ts';
import type { LayerProblem } from '../layer/layer-problem.ts';
import type { ContainerId, ImageId } from '../oci/digest.ts';
import type { TimeProblem } from '../oci/go-time.ts';
import type { JsonProblem } from '../oci/json-problem.ts';
import type { JsonKind } from '../oci/json-shape.ts';
import type { ReferenceErrorCode, ReferenceErrorData } from '../reference/reference-error.ts';
import type { TarProblem } from '../tar/read-tar.ts';

/** The five conflicts of `docker rmi` (SEMANTICS section 2). */
export type ImageConflict =
  /** `unable to remove repository reference "<argument>" (must force) - container <c> is using its referenced image <i>` */
  | { readonly kind: 'reference-in-use'; readonly argument: string; readonly imageId: ImageId; readonly containerId: ContainerId }
  /** `(cannot be forced) - image has dependent child images` */
  | { readonly kind: 'children'; readonly imageId: ImageId }
  /** `(cannot be forced) - image is being used by running container <c>` */
  | { readonly kind: 'running-container'; readonly imageId: ImageId; readonly containerId: ContainerId }
  /** `(must be forced) - image is referenced in multiple repositories` */
  | { readonly kind: 'references'; readonly imageId: ImageId }
  /** `(must be forced) - image is being used by stopped container <c>` */
  | { readonly kind: 'stopped-container'; readonly imageId: ImageId; readonly containerId: ContainerId };

/** What is wrong with an archive handed to `docker load` or `docker import`. Docker unpacks it into `/var/lib/docker/tmp/docker-import-<9 digits>`. */
export type ArchiveProblem =
  /** `Error processing tar file(exit status 1): unexpected EOF` or `… archive/tar: invalid tar header` */
  | ({ readonly kind: 'not-a-tar' } & TarProblem)
  /** packed and damaged; of gzip: `Error processing tar file(flate: corrupt input before offset 1): `, `gzip: invalid checksum` or `unexpected EOF` */
  | { readonly kind: 'bad-compression'; readonly compression: 'zstd' }
  | { readonly kind: 'bad-compression'; readonly compression: 'gzip'; readonly damage: GzipDamage }
  /** folders with a `json` each and no manifest: docker 1.9 and before */
  | { readonly kind: 'legacy' }
  /** `open <tmp>/<path>: no such file or directory`; what is no image archive at all ends here, too: at `<folder>/json`, or at `repositories` */
  | { readonly kind: 'missing-file'; readonly path: string }
  /** `evalSymlinksInScope: <path> is not in <tmp>`: a path that climbs out, as typed */
  | { readonly kind: 'outside'; readonly path: string }
  /** `evalSymlinksInScope: too many links in <tmp>/<path>` */
  | { readonly kind: 'too-many-links'; readonly path: string }
  /** `read <tmp>/<path>: is a directory`; the archive itself where the path is empty */
  | { readonly kind: 'is-folder'; readonly path: string }
  /** `invalid reference format`, with docker's reason */
  | { readonly kind: 'bad-reference'; readonly code: ReferenceErrorCode; readonly data: ReferenceErrorData }
  /** JSON that is none (`problem`), or of another shape: `got` stands `at` a path of keys inside */
  | {
      readonly kind: 'bad-json';
      readonly path: string;
      readonly at: string;
      readonly problem?: JsonProblem;
      readonly got?: JsonKind;
      readonly time?: TimeProblem;
    }
  /** `invalid image JSON, no RootFS key` */
  | { readonly kind: 'no-rootfs' }
  /** `invalid tag "<tag>"` */
  | { readonly kind: 'bad-tag'; readonly tag: string }
  /** `invalid manifest, layers length mismatch: expected <manifest>, got <config>` */
  | { readonly kind: 'layer-count'; readonly manifest: number; readonly config: number }
  /** `invalid diffID for layer <index>: expected "<expected>", got "<actual>"` */
  | { readonly kind: 'layer-digest'; readonly index: number; readonly expected: string; readonly actual: string }
  /** a layer that is no tar, or one with entries that cannot be unpacked */
  | { readonly kind: 'bad-layer'; readonly path: string; readonly problem: LayerProblem }
  /** a blob of an OCI layout whose bytes are not what its name says */
  | { readonly kind: 'blob-digest'; readonly path: string; readonly actual: string }
  /** nothing for linux/amd64 in the index */
  | { readonly kind: 'no-platform'; readonly platforms: readonly string[] }
  /** `image <parent> is not a valid parent for <image>` */
  | { readonly kind: 'bad-parent'; readonly parentId: string; readonly imageId: string }
  /** `cannot load <os> image on linux` */
  | { readonly kind: 'other-os'; readonly os: string };

export interface ImageErrorData {
  readonly 'image.conflict': ImageConflict;
  /** `No such image: <shown>`; `shown` has the tag that was looked for, or the full ID */
  readonly 'image.notFound': { readonly argument: string; readonly shown: string };
  /** `failed to get digest <id>: open …/imagedb/content/sha256/<hex>: no such file or directory` */
  readonly 'image.contentMissing': { readonly imageId: ImageId };
  /** `reference does not exist` (save of an unknown name with a tag) */
  readonly 'image.referenceMissing': { readonly argument: string };
  /** `image with reference <argument> was found but does not match the specified platform: wanted linux/arm64, actual: linux/amd64` */
  readonly 'image.otherPlatform': { readonly argument: string; readonly wanted: string; readonly actual: string };
  /** what is wrong with a moment, in Go's words; without them there were several */
  readonly 'image.invalidUntil': { readonly problem?: string };
  /** `Invalid filter '<name>'` or `'<name>=[<values>]'` */
  readonly 'image.invalidFilter': { readonly name: string; readonly values?: readonly string[] };
  /** `syntax error in pattern` */
  readonly 'image.badPattern': Readonly<Record<string, never>>;
  /** `refusing to create an ambiguous tag using digest algorithm as name` */
  readonly 'image.ambiguousTag': { readonly reference: string };
  /** `refusing to create a tag with a digest reference` */
  readonly 'image.tagWithDigest': { readonly reference: string };
  /** `importing`: it is the daemon's answer to `docker import`, with `Error response from daemon: ` in front; `load` has nothing there */
  readonly 'image.archive': ArchiveProblem & { readonly importing?: true };
  /** packed in a way that this engine does not read */
  readonly 'image.unsupportedCompression': { readonly compression: UnreadCompression; readonly path: string };
  /** `empty export - not implemented` */
  readonly 'image.emptyExport': { readonly imageId: ImageId };
  /** `too many non-empty layers in History section` */
  readonly 'image.badHistory': { readonly imageId: ImageId };
}

export type ImageErrorCode = keyof ImageErrorData;

export class ImageError<Code extends ImageErrorCode = ImageErrorCode> extends EngineError<Code, ImageErrorData[Code]> {}

/** Narrows by code, so that `data` has its own type. */
export function isImageError<Code extends ImageErrorCode>(error: unknown, code: Code): error is ImageError<Code> {
  return error instanceof ImageError && error.code === code;
}
