/** `docker manifest inspect`: the client asks the registry itself (docker/cli 28 `cli/command/manifest/inspect.go`, `registryclient/fetcher.go`). */
import { formatBase64 } from '../../bytes/base64.ts';
import { text } from '../../bytes/utf8.ts';
import { type Digest, digestBytes } from '../../oci/digest.ts';
import { formatGoJson, type Json } from '../../oci/go-json.ts';
import { decodeImageConfig } from '../../oci/image-config.ts';
import { type Descriptor, decodeManifest, type Manifest, type Platform } from '../../oci/manifest.ts';
import { DOCKER_LIST, OCI_INDEX, OCI_MANIFEST } from '../../oci/media-types.ts';
import { familiarString, formatReference, parseReference, type Reference, withDefaultTag } from '../../reference/reference.ts';
import { openRepository, type RegistryClient } from '../../registry/registry-client.ts';
import { RegistryError } from '../../registry/registry-error.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';

interface Found {
  readonly reference: string;
  readonly digest: Digest;
  readonly bytes: Uint8Array;
  readonly manifest: Manifest;
  readonly platform: Platform;
}

const ON_THIS_COMPUTER = /^(localhost|127\.[\d.]+)(:\d+)?$/;

export async function manifestInspect({ ctx, io, flags, args }: CommandCall): Promise<number> {
  const [first = '', second] = args;
  const reference = withDefaultTag(parseReference(first, 'client'));
  // a list that was put together here: there is none
  if (second !== undefined)
    throw new CommandFailure(`No such manifest: ${formatReference(withDefaultTag(parseReference(second, 'client')))}`);
  // who speaks plain http is asked only where that is allowed
  if (ON_THIS_COMPUTER.test(reference.domain) && !flags.bool('insecure')) throw notThere(reference);
  try {
    const client = await openRepository(ctx, reference);
    const top = await client.manifest(reference.digest ?? reference.tag ?? '');
    const decoded = decodeManifest(top.bytes, top.mediaType);
    if (decoded.kind === 'manifest') {
      const found = await complete(client, decoded, formatReference(reference), top.bytes);
      const shown = flags.bool('verbose')
        ? formatGoJson(verbose(found), '\t')
        : JSON.stringify(JSON.parse(text(top.bytes)), undefined, '\t');
      io.write(1, `${shown}\n`);
      return 0;
    }
    const all: Found[] = [];
    for (const { digest, platform } of decoded.manifests) {
      const { bytes, mediaType } = await client.manifest(digest);
      const manifest = decodeManifest(bytes, mediaType);
      if (manifest.kind !== 'manifest') throw new CommandFailure(`unsupported manifest type: ${manifest.mediaType}`);
      const found = await complete(client, manifest, `${formatReference(reference)}@${digest}`, bytes);
      all.push(platform === undefined ? found : { ...found, platform });
    }
    io.write(1, flags.bool('verbose') ? formatGoJson(all.map(verbose), '\t') : `${formatGoJson(list(all), '   ')}\n`);
    return 0;
  } catch (error) {
    throw error instanceof RegistryError ? worded(error, reference) : error;
  }
}

async function complete(client: RegistryClient, manifest: Manifest, reference: string, bytes: Uint8Array): Promise<Found> {
  const config = decodeImageConfig(await client.blob(manifest.config.digest, 'config'));
  const platform = { architecture: config.architecture ?? '', os: config.os ?? '' };
  return { reference, digest: digestBytes(bytes), bytes, manifest, platform };
}

function notThere(reference: Reference): CommandFailure {
  return new CommandFailure(`no such manifest: ${familiarString(reference)}`);
}

function worded(error: RegistryError, reference: Reference): Error {
  const { code, data } = error as { readonly code: string; readonly data: Readonly<Record<string, unknown>> };
  if (code === 'registry.refused' && data['kind'] === 'DENIED')
    return new CommandFailure(
      'errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required\n',
    );
  if (code === 'registry.refused') return notThere(reference);
  if (code !== 'registry.unreachable') return error;
  // it tries https first everywhere, and tells of that
  const cause = `${data['method']} "${String(data['url']).replace(/^http:/, 'https:')}": ${data['cause']}`;
  return new CommandFailure(`failed to configure transport: error pinging v2 registry: ${cause}`);
}

/** Built anew of what was fetched: what else the registry's own list says is left out. */
function list(all: readonly Found[]): Json {
  const isOci = all[0]?.manifest.mediaType === OCI_MANIFEST;
  return {
    schemaVersion: 2,
    mediaType: isOci ? OCI_INDEX : DOCKER_LIST,
    manifests: all.map(({ manifest, bytes, digest, platform }) => ({
      mediaType: manifest.mediaType,
      size: bytes.length,
      digest,
      platform: { ...platform },
    })),
  };
}

function verbose({ reference, manifest, bytes, digest, platform }: Found): Json {
  const content: Json = {
    schemaVersion: 2,
    mediaType: manifest.mediaType,
    config: descriptor(manifest.config),
    layers: manifest.layers.map(descriptor),
  };
  return {
    Ref: reference,
    Descriptor: { mediaType: manifest.mediaType, digest, size: bytes.length, platform: { ...platform } },
    Raw: formatBase64(bytes),
    ...(manifest.mediaType === OCI_MANIFEST ? { OCIManifest: content } : { SchemaV2Manifest: content }),
  };
}

function descriptor({ mediaType, size, digest }: Descriptor): Json {
  return { mediaType, size, digest };
}
