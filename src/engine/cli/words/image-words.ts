/** Docker's words for what it refuses about images: the whole line that the client prints. */
import { InvariantError } from '../../errors.ts';
import type { ArchiveProblem, ChangeProblem, ImageConflict, ImageError, ImageErrorData } from '../../image/image-error.ts';
import { shortId } from '../../oci/digest.ts';
import { quote } from '../text/quote.ts';
import { daemonSays, importFolder } from './daemon-words.ts';

type Words = { readonly [Code in keyof ImageErrorData]: (data: ImageErrorData[Code]) => string };

const WORDS: Words = {
  'image.conflict': (conflict) => daemonSays(`conflict: ${conflictWords(conflict)}`),
  'image.notFound': ({ shown }) => daemonSays(`No such image: ${shown}`),
  'image.contentMissing': ({ imageId }) =>
    daemonSays(`failed to get digest ${imageId}: open ${contentPath(imageId)}: no such file or directory`),
  'image.referenceMissing': () => daemonSays('reference does not exist'),
  'image.invalidFilter': ({ name, values }) =>
    daemonSays(`Invalid filter '${name}${values === undefined ? '' : `=[${values.join(' ')}]`}'`),
  'image.ambiguousTag': () => daemonSays('refusing to create an ambiguous tag using digest algorithm as name'),
  'image.tagWithDigest': () => 'refusing to create a tag with a digest reference',
  'image.archive': archiveWords,
  'image.unsupportedCompression': ({ compression, path }) =>
    `camadas: the layer ${path} is packed with ${compression}, which is not read here`,
  'image.emptyExport': () => daemonSays('empty export - not implemented'),
  'image.badHistory': () => daemonSays('too many non-empty layers in History section'),
  'image.invalidChange': (problem) => daemonSays(changeWords(problem)),
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
      return `Error processing tar file(exit status 1): ${problem.truncated ? 'unexpected EOF' : 'archive/tar: invalid tar header'}`;
    case 'no-manifest':
      return `open ${importFolder()}/repositories: no such file or directory`;
    case 'missing-file':
      return `open ${importFolder()}/${problem.path}: no such file or directory`;
    case 'bad-json':
      return 'invalid character looking for beginning of value';
    case 'bad-path':
      return `evalSymlinksInScope: ${problem.path} is not in ${importFolder()}`;
    case 'layer-count':
      return `invalid manifest, layers length mismatch: expected ${problem.manifest}, got ${problem.config}`;
    case 'layer-digest':
      return `invalid diffID for layer ${problem.path}: expected "${problem.expected}", got "${problem.actual}"`;
    case 'blob-digest':
      return `invalid blob ${problem.path}: expected "${problem.expected}", got "${problem.actual}"`;
    case 'no-platform':
      return 'no match for platform in manifest: not found';
    case 'legacy':
      return 'camadas: an archive of docker 1.9 or older is not read here';
    default:
      return unknownKind(problem);
  }
}

function changeWords(problem: ChangeProblem): string {
  switch (problem.kind) {
    case 'not-valid':
      return `${problem.instruction.toLowerCase()} is not a valid change command`;
    case 'no-instructions':
      return 'file with no instructions';
    case 'needs':
      return `${problem.instruction} ${NEEDS[problem.arguments]}`;
    case 'no-equals':
      return `Syntax error - can't find = in "${problem.word}". Must be of the form: name=value`;
    case 'blank-name':
      return `${problem.instruction} names can not be blank`;
    case 'port':
      return `Invalid containerPort: ${problem.port}`;
    case 'empty-volume':
      return 'VOLUME specified can not be an empty string';
    case 'onbuild-chain':
      return "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed";
    case 'onbuild-trigger':
      return `${problem.instruction} isn't allowed as an ONBUILD trigger`;
    case 'healthcheck-type':
      return `Unknown type ${quote(problem.type)} in HEALTHCHECK (try CMD)`;
    case 'healthcheck-command':
      return 'Missing command after HEALTHCHECK CMD';
    case 'healthcheck-none':
      return 'HEALTHCHECK NONE takes no arguments';
    case 'unknown-flag':
      return `Unknown flag: ${problem.flag}`;
    case 'syntax':
      return problem.detail;
    default:
      return unknownKind(problem);
  }
}

const NEEDS = {
  'at-least-one': 'requires at least one argument',
  'exactly-one': 'requires exactly one argument',
  two: 'must have two arguments',
} as const;

/** where the classic store keeps an image's config */
function contentPath(imageId: string): string {
  return `/var/lib/docker/image/overlay2/imagedb/content/sha256/${imageId.slice('sha256:'.length)}`;
}

function unknownKind(kind: never): string {
  throw new InvariantError(`no words for ${JSON.stringify(kind)}`);
}
