/**
 * One layer of a push (moby 20.10 `distribution/push_v2.go` v2PushDescriptor.Upload). Before it is packed and sent the daemon asks, with
 * what it remembers of the layer: is it in this repository? Can it be mounted from another repository of this registry? How often it
 * asks depends on the size. So a base that was pulled from `localhost:5000/alpine` is `Mounted from alpine` in a push to
 * `localhost:5000/app`, and keeps the digest of its packed form.
 */
import { readContent } from '../bytes/content.ts';
import { gzip } from '../bytes/gzip.ts';
import type { EngineContext } from '../cas/content-store.ts';
import type { Layer } from '../layer/layer.ts';
import { addLayerSource, listLayerSources, removeLayerSource } from '../machine/layer-sources.ts';
import type { LayerSource, Machine } from '../machine/machine.ts';
import { type DiffId, type Digest, digestBytes } from '../oci/digest.ts';
import type { Descriptor } from '../oci/manifest.ts';
import { DOCKER_LAYER } from '../oci/media-types.ts';
import { parseReference } from '../reference/reference.ts';
import type { RegistryClient } from './registry-client.ts';

export type LayerPushed =
  /** `<diff ID>: Pushed`, `Layer already exists` */
  | { readonly kind: 'pushed' | 'exists'; readonly diffId: DiffId }
  /** `Mounted from <path>` */
  | { readonly kind: 'mounted'; readonly diffId: DiffId; readonly from: string };

const SMALL = 100 * 1024;
const MIDDLE = 10 * 1024 * 1024;

interface Attempts {
  readonly mounts: number;
  readonly checks: number;
  readonly checksOthers: boolean;
}

/** @param repository in full, without a tag: `localhost:5000/mine/node` */
export async function pushLayer(
  ctx: EngineContext,
  machine: Machine,
  client: RegistryClient,
  repository: string,
  layer: Layer,
  report: (progress: LayerPushed) => void,
): Promise<{ machine: Machine; descriptor: Descriptor }> {
  const push = new LayerPush(ctx, machine, client, repository, layer, report);
  const descriptor = await push.run();
  return { machine: push.machine, descriptor };
}

class LayerPush {
  machine: Machine;
  private readonly ctx: EngineContext;
  private readonly client: RegistryClient;
  private readonly repository: string;
  private readonly layer: Layer;
  private readonly report: (progress: LayerPushed) => void;
  private readonly checked = new Set<Digest>();

  constructor(
    ctx: EngineContext,
    machine: Machine,
    client: RegistryClient,
    repository: string,
    layer: Layer,
    report: (progress: LayerPushed) => void,
  ) {
    this.ctx = ctx;
    this.machine = machine;
    this.client = client;
    this.repository = repository;
    this.layer = layer;
    this.report = report;
  }

  async run(): Promise<Descriptor> {
    const { diffId, size } = this.layer;
    const sources = listLayerSources(this.machine, diffId);
    const attempts = attemptsFor(size);
    const here = await this.findHere(sources, 1, true);
    if (here !== undefined) return here;
    const mounted = await this.mount(sources, attempts.mounts);
    if (mounted !== undefined) return mounted;
    const left = attempts.checks - this.checked.size;
    const elsewhere = left > 0 ? await this.findHere(sources, left, attempts.checksOthers) : undefined;
    return elsewhere ?? (await this.upload());
  }

  /** In this repository under one of the digests that the layer had anywhere, or had here alone. */
  private async findHere(sources: readonly LayerSource[], attempts: number, anywhere: boolean): Promise<Descriptor | undefined> {
    const candidates = byLikeness(
      this.repository,
      sources.filter((source) => anywhere || source.repository === this.repository),
    );
    const digests = [...new Set(candidates.map(({ digest }) => digest))].filter((digest) => !this.checked.has(digest));
    for (const digest of digests.slice(0, attempts + 1)) {
      this.checked.add(digest);
      const size = await this.client.sizeOf(digest);
      if (size !== undefined) {
        this.remember(digest, size);
        this.report({ kind: 'exists', diffId: this.layer.diffId });
        return { mediaType: DOCKER_LAYER, size, digest };
      }
      for (const source of candidates) {
        if (source.digest === digest && source.repository === this.repository) this.forget(source);
      }
    }
    return undefined;
  }

  private async mount(sources: readonly LayerSource[], attempts: number): Promise<Descriptor | undefined> {
    const { domain } = parseReference(this.repository);
    const others = sources.filter(
      ({ repository }) => repository !== this.repository && parseReference(repository).domain === domain,
    );
    for (const source of byLikeness(this.repository, others).slice(0, attempts)) {
      const { path } = parseReference(source.repository);
      const isMounted = await this.client.mountBlob(source.digest, path);
      const size = isMounted ? await this.client.sizeOf(source.digest) : undefined;
      if (size === undefined) {
        this.forget(source);
        continue;
      }
      this.remember(source.digest, size);
      this.report({ kind: 'mounted', diffId: this.layer.diffId, from: path });
      return { mediaType: DOCKER_LAYER, size, digest: source.digest };
    }
    return undefined;
  }

  private async upload(): Promise<Descriptor> {
    const { diffId } = this.layer;
    const bytes = gzip(await readContent(this.ctx.store.get(diffId)));
    const digest = digestBytes(bytes);
    await this.client.pushBlob(digest, bytes);
    this.remember(digest, bytes.length);
    this.report({ kind: 'pushed', diffId });
    return { mediaType: DOCKER_LAYER, size: bytes.length, digest };
  }

  private remember(digest: Digest, size: number): void {
    const source = { digest, size, repository: this.repository, pushed: true };
    this.machine = addLayerSource(this.machine, this.layer.diffId, source);
  }

  private forget(source: LayerSource): void {
    this.machine = removeLayerSource(this.machine, this.layer.diffId, source);
  }
}

function attemptsFor(size: number): Attempts {
  if (size > MIDDLE) return { mounts: 4, checks: 3, checksOthers: true };
  if (size > SMALL) return { mounts: 3, checks: 1, checksOthers: false };
  return { mounts: 1, checks: 1, checksOthers: false };
}

/** What was pushed before what was pulled, then the longest common beginning of the name, then the youngest. */
function byLikeness(repository: string, sources: readonly LayerSource[]): LayerSource[] {
  return sources
    .toReversed()
    .sort(
      (a, b) =>
        Number(b.pushed) - Number(a.pushed) || commonParts(b.repository, repository) - commonParts(a.repository, repository),
    );
}

function commonParts(one: string, other: string): number {
  const parts = other.split('/');
  const differs = one.split('/').findIndex((part, at) => part !== parts[at]);
  return differs < 0 ? one.split('/').length : differs;
}
