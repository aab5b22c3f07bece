/** Docker's words for what a pull or push meets (moby 20.10 `distribution/errors.go`; transcripts 49 to 51). */

import { badLayerWords } from '../../build/layer-words.ts';
import { goQuote } from '../../go/quote.ts';
import type { ConfigProblem } from '../../oci/config-problem.ts';
import { DOCKER_LIST, DOCKER_MANIFEST, OCI_INDEX, OCI_MANIFEST } from '../../oci/media-types.ts';
import type { RegistryError, RegistryErrorData } from '../../registry/registry-error.ts';
import { daemonSays } from './daemon-words.ts';
import { jsonSyntaxWords, jsonWords } from './json-words.ts';

type Words = { readonly [Code in keyof RegistryErrorData]: (data: RegistryErrorData[Code]) => string };

const WORDS: Words = {
  'registry.refused': ({ kind, name, reference, cause }) => {
    if (kind === 'DENIED')
      return daemonSays(`pull access denied for ${name}, repository does not exist or may require 'docker login': ${cause}`);
    if (kind === 'MANIFEST_UNKNOWN') return daemonSays(`manifest for ${reference} not found: ${cause}`);
    return daemonSays(`repository ${name} not found: ${cause}`);
  },
  'registry.failed': ({ cause }) => daemonSays(cause),
  'registry.unreachable': ({ method, url, cause }) => daemonSays(`${method} "${url}": ${cause}`),
  'registry.verification': ({ what, expected }) => `${VERIFIED[what]} verification failed for digest ${expected}`,
  'registry.layerMismatch': () => `layers from manifest don't match image configuration`,
  'registry.noPlatform': ({ wanted }) => `no matching manifest for ${wanted} in the manifest list entries`,
  'registry.reserved': ({ name }) => daemonSays(`'${name}' is a reserved name`),
  'registry.badManifest': ({ problem, chosen }) => (chosen ? jsonSyntaxWords(problem) : daemonSays(jsonSyntaxWords(problem))),
  'registry.unsupportedManifest': ({ mediaType }) =>
    daemonSays(`unsupported manifest media type and no default available: ${mediaType}`),
  'registry.unsigned': () => daemonSays('missing signature key'),
  'registry.nestedList': () => 'unsupported manifest format',
  'registry.manifestType': ({ expected, actual }) =>
    daemonSays(`${TYPE_OF[expected] ?? 'mediaType in manifest'} should be '${expected}' not '${actual}'`),
  'registry.unsupportedType': ({ mediaType }) => `unsupported media type ${mediaType}`,
  'registry.unknownConfig': ({ mediaType }) =>
    daemonSays(`Encountered remote ${goQuote(mediaType)}(${mediaType === PLUGIN ? 'plugin' : 'unknown'}) when fetching`),
  'registry.badConfig': badConfigWords,
  'registry.otherOs': ({ os }) => `image operating system ${goQuote(os)} cannot be used on this platform`,
  'registry.blobUnknown': ({ what }) =>
    what === 'layer' ? 'unknown blob' : 'error pulling image configuration: download failed after attempts=1: unknown blob',
  'registry.unreadLayer': ({ compression, digest }) =>
    `camadas: the layer ${digest} is packed with ${compression}, which is not read here`,
  'registry.badLayer': ({ problem }) => `failed to register layer: ${badLayerWords(problem)}`,
  'registry.pushRefused': ({ cause }) => cause,
  'registry.noSuchTag': ({ reference }) => `tag does not exist: ${reference}`,
  'registry.nothingToPush': ({ name }) => `An image does not exist locally with the tag: ${name}`,
  'registry.pushDigest': () => 'cannot push a digest reference',
  'registry.tagWithAllTags': () => "tag can't be used with --all-tags/-a",
};

/** A digest that is none never fits what was downloaded. */
function badConfigWords({ at, got, ...found }: ConfigProblem): string {
  if (got === 'string' && /^rootfs\.diff_ids\[\d+\]$/.test(at)) return "layers from manifest don't match image configuration";
  const hasNoRoot = (at === 'rootfs' || at === '') && (got === 'nothing' || got === 'null');
  if (hasNoRoot || at === 'rootfs.type') return 'invalid rootfs in image configuration';
  return jsonWords({ kind: 'bad-json', path: 'the config', at, ...(got === undefined ? {} : { got }), ...found });
}

const PLUGIN = 'application/vnd.docker.plugin.v1+json';
const VERIFIED = {
  layer: 'filesystem layer',
  config: 'error pulling image configuration: image config',
  manifest: 'manifest',
} as const;
const TYPE_OF: Readonly<Record<string, string>> = {
  [DOCKER_MANIFEST]: 'mediaType in manifest',
  [DOCKER_LIST]: 'mediaType in manifest list',
  [OCI_MANIFEST]: 'if present, mediaType in manifest',
  [OCI_INDEX]: 'if present, mediaType in image index',
};

export function registryProblem<Code extends keyof RegistryErrorData>(error: RegistryError<Code>): string {
  return WORDS[error.code](error.data);
}
