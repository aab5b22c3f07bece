/** What Docker refuses about images. Codes are permanent; the words for them are in `cli/errors.ts`. */
import { EngineError } from '../errors.ts';
import type { ContainerId, ImageId } from '../oci/digest.ts';

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

/** What is wrong with an archive handed to `docker load`. */
export type ArchiveProblem =
  /** not a tar, or cut off: `unexpected EOF`, `archive/tar: invalid tar header` */
  | { readonly kind: 'not-a-tar'; readonly truncated: boolean }
  /** neither manifest.json nor index.json nor repositories: `open …/manifest.json: no such file or directory` */
  | { readonly kind: 'no-manifest' }
  /** a file that the manifest names is missing */
  | { readonly kind: 'missing-file'; readonly path: string }
  /** JSON that is none, or of another shape */
  | { readonly kind: 'bad-json'; readonly path: string }
  /** path outside of the archive, or a link where a file must be */
  | { readonly kind: 'bad-path'; readonly path: string }
  /** number of layers and of diff IDs differ */
  | { readonly kind: 'layer-count'; readonly manifest: number; readonly config: number }
  /** a layer's bytes are not what the config says */
  | { readonly kind: 'layer-digest'; readonly path: string; readonly expected: string; readonly actual: string }
  /** a blob's bytes are not what its name says */
  | { readonly kind: 'blob-digest'; readonly path: string; readonly expected: string; readonly actual: string }
  /** nothing for linux/amd64 in the index */
  | { readonly kind: 'no-platform' }
  /** only parent layers of the oldest format, `VERSION`, `json`: docker 1.9 and before */
  | { readonly kind: 'legacy' };

export interface ImageErrorData {
  readonly 'image.conflict': ImageConflict;
  /** `No such image: <shown>`; `shown` has the tag that was looked for, or the full ID */
  readonly 'image.notFound': { readonly argument: string; readonly shown: string };
  /** `failed to get digest <id>: open …/imagedb/content/sha256/<hex>: no such file or directory` */
  readonly 'image.contentMissing': { readonly imageId: ImageId };
  /** `reference does not exist` (save of an unknown name with a tag) */
  readonly 'image.referenceMissing': { readonly argument: string };
  /** `Invalid filter '<name>'` or `'<name>=[<values>]'` */
  readonly 'image.invalidFilter': { readonly name: string; readonly values?: readonly string[] };
  /** `refusing to create an ambiguous tag using digest algorithm as name` */
  readonly 'image.ambiguousTag': { readonly reference: string };
  /** `refusing to create a tag with a digest reference` */
  readonly 'image.tagWithDigest': { readonly reference: string };
  readonly 'image.archive': ArchiveProblem;
  /** the archive's layers are packed in a way this version does not read */
  readonly 'image.unsupportedCompression': { readonly compression: 'zstd' | 'bzip2' | 'xz'; readonly path: string };
  /** `empty export - not implemented` */
  readonly 'image.emptyExport': { readonly imageId: ImageId };
  /** `too many non-empty layers in History section` */
  readonly 'image.badHistory': { readonly imageId: ImageId };
  /** a `-c` of commit or import (see `ChangeProblem`) */
  readonly 'image.invalidChange': ChangeProblem;
}

/** `instruction` is in upper case unless said otherwise. */
export type ChangeProblem =
  /** `<instruction> is not a valid change command`, in lower case */
  | { readonly kind: 'not-valid'; readonly instruction: string }
  /** `file with no instructions` */
  | { readonly kind: 'no-instructions' }
  /** `<I> requires at least one argument`, `<I> requires exactly one argument`, `<I> must have two arguments` */
  | { readonly kind: 'needs'; readonly instruction: string; readonly arguments: 'at-least-one' | 'exactly-one' | 'two' }
  /** `Syntax error - can't find = in "<word>". Must be of the form: name=value` */
  | { readonly kind: 'no-equals'; readonly word: string }
  /** `<I> names can not be blank` */
  | { readonly kind: 'blank-name'; readonly instruction: string }
  /** `Invalid containerPort: <port>` */
  | { readonly kind: 'port'; readonly port: string }
  /** `VOLUME specified can not be an empty string` */
  | { readonly kind: 'empty-volume' }
  /** ``Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed`` */
  | { readonly kind: 'onbuild-chain' }
  /** `<I> isn't allowed as an ONBUILD trigger` */
  | { readonly kind: 'onbuild-trigger'; readonly instruction: string }
  /** `Unknown type "<type>" in HEALTHCHECK (try CMD)` */
  | { readonly kind: 'healthcheck-type'; readonly type: string }
  /** `Missing command after HEALTHCHECK CMD` */
  | { readonly kind: 'healthcheck-command' }
  /** `HEALTHCHECK NONE takes no arguments` */
  | { readonly kind: 'healthcheck-none' }
  /** `Unknown flag: <flag>`, with its dashes left out */
  | { readonly kind: 'unknown-flag'; readonly flag: string }
  /** a quote or a `${` without its end, a duration that is none: `<detail>` as docker says it */
  | { readonly kind: 'syntax'; readonly detail: string };

export type ImageErrorCode = keyof ImageErrorData;

export class ImageError<Code extends ImageErrorCode = ImageErrorCode> extends EngineError<Code, ImageErrorData[Code]> {}

/** Narrows by code, so that `data` has its own type. */
export function isImageError<Code extends ImageErrorCode>(error: unknown, code: Code): error is ImageError<Code> {
  return error instanceof ImageError && error.code === code;
}
