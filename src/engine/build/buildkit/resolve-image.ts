/**
 * The image of a FROM or a `--from`: one in the store, else (or with `--pull`) one from its registry. What is fetched is no image of the
 * store: only its layers come, and the cache holds them.
 */
import { EngineError } from '../../errors.ts';
import { findImage } from '../../image/find-image.ts';
import type { Image } from '../../machine/machine.ts';
import { familiarString, formatReference, parseReference, type Reference, withDefaultTag } from '../../reference/reference.ts';
import { type PullProgress, pullImage } from '../../registry/pull-image.ts';
import { isRegistryError } from '../../registry/registry-error.ts';
import { holdImage } from './base-records.ts';
import { BuildFailure, type SourceLines } from './build-failure.ts';
import type { Conversion } from './conversion.ts';
import type { BaseImage } from './operations.ts';
import { formatTransfer } from './transfer-size.ts';

/** @throws BuildFailure */
export async function resolveImage(conversion: Conversion, name: string, lines: SourceLines): Promise<BaseImage> {
  const reference = parseStageName(name, lines);
  const full = formatReference(reference);
  const known = conversion.images.get(full);
  if (known !== undefined) return known;
  const { ref, log, options } = conversion;
  const vertex = log.begin(`[internal] load metadata for ${full}`, ref.current.now);
  const local = options.pull ? undefined : findImage(ref.current, familiarString(reference));
  try {
    const image =
      local === undefined
        ? await fetchImage(conversion, reference)
        : { name: full.replace(/:latest$/, ''), config: local.config, chain: local.chain };
    vertex.done(ref.current.now);
    conversion.images.set(full, image);
    return image;
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const reason = describeRefusal(error, reference) ?? conversion.out.describe(error);
    vertex.fail(reason, ref.current.now);
    throw new BuildFailure(`${name}: failed to resolve source metadata for ${full}: ${reason}`, lines, vertex);
  }
}

function parseStageName(name: string, lines: SourceLines): Reference {
  try {
    return withDefaultTag(parseReference(name, 'client'));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const repository = /^(?:[^/]*[.:][^/]*\/|localhost\/)?([^:@]*)/.exec(name)?.[1] ?? name;
    const isUpper = repository.toLowerCase() !== repository;
    const shown = repository.includes('/') ? repository : `library/${repository}`;
    const reason = isUpper ? `invalid reference format: repository name (${shown}) must be lowercase` : 'invalid reference format';
    throw new BuildFailure(`failed to parse stage name "${name}": ${reason}`, lines);
  }
}

async function fetchImage(conversion: Conversion, reference: Reference): Promise<BaseImage> {
  const { ctx, ref } = conversion;
  const before = ref.current;
  const report: PullProgress[] = [];
  const { machine } = await pullImage(ctx, before, reference, (progress) => report.push(progress));
  const id = machine.references.get(formatReference(reference));
  const image = id === undefined ? undefined : machine.images.get(id);
  if (image === undefined) throw new BuildFailure(`${formatReference(reference)}: not found`);
  const digest = report.find((progress) => progress.kind === 'digest')?.digest;
  const plain = formatReference(reference);
  const name = digest === undefined || reference.digest !== undefined ? plain : `${plain}@${digest}`;
  const stored = { ...machine, images: before.images, references: before.references };
  const held = holdImage(ctx, stored, image.chain, `pulled from ${name}`);
  for (const { key } of held.added) conversion.used.add(key);
  ref.current = held.machine;
  return { name, config: image.config, chain: image.chain, fetched: describeDownload(report, image) };
}

/** What came, if anything did: the config, then layers as they are unpacked. */
function describeDownload(report: readonly PullProgress[], image: Image): readonly string[] {
  const layers = report.flatMap((progress) => (progress.kind === 'complete' ? [progress] : []));
  if (layers.length === 0) return [];
  const line = (digest: string, bytes: number): string => `${digest} ${formatTransfer(bytes)} / ${formatTransfer(bytes)} done`;
  return [
    line(image.id, image.configBytes.length),
    ...layers.map(({ digest, size }) => line(digest, size)),
    ...layers.map(({ digest }) => `extracting ${digest} done`),
  ];
}

/** containerd's words, which BuildKit passes on. */
function describeRefusal(error: EngineError, reference: Reference): string | undefined {
  if (isRegistryError(error, 'registry.refused')) {
    return error.data.kind === 'DENIED'
      ? 'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed'
      : `${formatReference(reference)}: not found`;
  }
  if (!isRegistryError(error, 'registry.unreachable')) return undefined;
  const [origin = ''] = /^[a-z]+:\/\/[^/]+/.exec(error.data.url) ?? [];
  const url = `${origin}/v2/${reference.path}/manifests/${reference.digest ?? reference.tag ?? 'latest'}`;
  return `failed to do request: Head "${url}": ${error.data.cause}`;
}
