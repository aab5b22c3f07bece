/** Docker's words for what it refuses about images: the whole line that the client prints. */

import { badLayerWords, badTarWords, gzipWords, ZSTD_WORDS } from '../../build/layer-words.ts';
import { cleanPath } from '../../container/clean-path.ts';
import { InvariantError } from '../../errors.ts';
import { goQuote } from '../../go/quote.ts';
import type { ArchiveProblem, ImageConflict, ImageError, ImageErrorData } from '../../image/image-error.ts';
import { shortId } from '../../oci/digest.ts';
import { daemonSays, importFolder, untilWords } from './daemon-words.ts';
import { jsonWords } from './json-words.ts';
import { otherPlatformWords } from './platform-words.ts';
import { referenceProblem } from './reference-words.ts';

type Words = { readonly [Code in keyof ImageErrorData]: (data: ImageErrorData[Code]) => string };

const WORDS: Words = {
  'image.conflict': (conflict) => daemonSays(`conflict: ${conflictWords(conflict)}`),
  'image.notFound': ({ shown }) => daemonSays(`No such image: ${shown}`),
  'image.contentMissing': ({ imageId }) =>
    daemonSays(`failed to get digest ${imageId}: open ${contentPath(imageId)}: no such file or directory`),
  'image.referenceMissing': () => daemonSays('reference does not exist'),
  'image.invalidFilter': ({ name, values }) =>
    daemonSays(`Invalid filter '${name}${values === undefined ? '' : `=[${values.join(' ')}]`}'`),
  'image.badPattern': () => daemonSays('syntax error in pattern'),
  'image.invalidUntil': untilWords,
  'image.otherPlatform': (mismatch) => daemonSays(otherPlatformWords(mismatch)),
  'image.ambiguousTag': () => daemonSays('refusing to create an ambiguous tag using digest algorithm as name'),
  'image.tagWithDigest': () => 'refusing to create a tag with a digest reference',
  'image.archive': (problem) => (problem.importing === true ? daemonSays(archiveWords(problem)) : archiveWords(problem)),
  'image.unsupportedCompression': ({ compression, path }) =>
    `camadas: ${path === '' ? 'the archive' : `the layer ${path}`} is packed with ${compression}, which is not read here`,
  'image.emptyExport': () => daemonSays('empty export - not implemented'),
  'image.badHistory': () => 'too many non-empty layers in History section',
};

export function imageProblem<Code extends keyof ImageErrorData>(error: ImageError<Code>): string {
  return WORDS[error.code](error.data);
}

function conflictWords(conflict: ImageConflict): string {
  const image = shortId(conflict.imageId);
  switch (conflict.kind) {
    case 'reference-in-use':
      return `unable to remove repository reference "${conflict.argument}" (must force) - container ${shortId(conflict.containerId)} is using its referenced image ${image}`;
    case 'children':
      return `unable to delete ${image} (cannot be forced) - image has dependent child images`;
    case 'running-container':
      return `unable to delete ${image} (cannot be forced) - image is being used by running container ${shortId(conflict.containerId)}`;
    case 'references':
      return `unable to delete ${image} (must be forced) - image is referenced in multiple repositories`;
    case 'stopped-container':
      return `unable to delete ${image} (must be forced) - image is being used by stopped container ${shortId(conflict.containerId)}`;
    default:
      return unknownKind(conflict);
  }
}

/** Of `docker load`: what comes in the stream of its answer has no `Error response from daemon` in front. */
function archiveWords(problem: ArchiveProblem): string {
  switch (problem.kind) {
    case 'not-a-tar':
      return badTarWords(problem);
    case 'bad-compression':
      return problem.compression === 'gzip' ? gzipWords(problem.damage) : ZSTD_WORDS;
    case 'legacy':
      return 'camadas: an archive of docker 1.9 or older is not read here';
    case 'missing-file':
      return `open ${importFolder()}/${problem.path}: no such file or directory`;
    case 'bad-reference':
      return referenceProblem(problem);
    case 'outside':
      return `evalSymlinksInScope: ${cleanPath(`${importFolder()}/${problem.path}`)} is not in ${importFolder()}`;
    case 'too-many-links':
      return `evalSymlinksInScope: too many links in ${importFolder()}/${problem.path}`;
    case 'is-folder':
      return `read ${importFolder()}${problem.path === '' ? '' : `/${problem.path}`}: is a directory`;
    case 'bad-json':
      return jsonWords(problem);
    case 'no-rootfs':
      return 'invalid image JSON, no RootFS key';
    case 'bad-tag':
      return `invalid tag ${goQuote(problem.tag)}`;
    case 'layer-count':
      return `invalid manifest, layers length mismatch: expected ${problem.manifest}, got ${problem.config}`;
    case 'layer-digest':
      return `invalid diffID for layer ${problem.index}: expected ${goQuote(problem.expected)}, got ${goQuote(problem.actual)}`;
    case 'bad-layer':
      return badLayerWords(problem.problem);
    case 'blob-digest':
      return `invalid blob ${problem.path}: its digest is ${problem.actual}`;
    case 'no-platform':
      return `no image for linux/amd64 in the archive (${problem.platforms.join(', ')})`;
    case 'bad-parent':
      return `image ${problem.parentId} is not a valid parent for ${problem.imageId}`;
    case 'other-os':
      return `cannot load ${problem.os} image on linux`;
    default:
      return unknownKind(problem);
  }
}

/** where the classic store keeps an image's config */
function contentPath(imageId: string): string {
  return `/var/lib/docker/image/overlay2/imagedb/content/sha256/${imageId.slice('sha256:'.length)}`;
}

function unknownKind(kind: never): string {
  throw new InvariantError(`no words for ${JSON.stringify(kind)}`);
}
