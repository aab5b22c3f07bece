/** Docker's words for what a pull or push meets (moby 20.10 `distribution/errors.go`; transcripts 49 to 51). */
import type { RegistryError, RegistryErrorData } from '../../registry/registry-error.ts';
import { daemonSays } from './daemon-words.ts';

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
  'registry.noPlatform': () => 'no matching manifest for linux/amd64 in the manifest list entries',
  'registry.unsupportedManifest': ({ mediaType }) =>
    daemonSays(`unsupported manifest media type and no default available: ${mediaType}`),
  'registry.unsupportedLayer': ({ mediaType }) => `camadas: a layer of the type ${mediaType} is not read here`,
  'registry.badLayer': ({ digest, cause }) =>
    `failed to register layer: Error processing tar file(exit status 1): ${cause} (${digest})`,
  'registry.pushRefused': ({ cause }) => cause,
  'registry.noSuchTag': ({ reference }) => `tag does not exist: ${reference}`,
  'registry.nothingToPush': ({ name }) => `An image does not exist locally with the tag: ${name}`,
  'registry.pushDigest': () => 'cannot push a digest reference',
  'registry.tagWithAllTags': () => "tag can't be used with --all-tags/-a",
};

const VERIFIED = { layer: 'filesystem layer', config: 'image config', manifest: 'manifest' } as const;

export function registryProblem<Code extends keyof RegistryErrorData>(error: RegistryError<Code>): string {
  return WORDS[error.code](error.data);
}
