/** For tests: a machine and short ways to put small images and containers on it. Every step leaves a machine without problems. */
import { contentOf } from '../../src/engine/bytes/content.ts';
import { utf8 } from '../../src/engine/bytes/utf8.ts';
import { createContentStore, type EngineContext } from '../../src/engine/cas/content-store.ts';
import { createContainer } from '../../src/engine/container/create-container.ts';
import { addImageConfig } from '../../src/engine/image/add-image-config.ts';
import { loadImages } from '../../src/engine/image/load-images.ts';
import { setTag } from '../../src/engine/image/tag-image.ts';
import { createLayer } from '../../src/engine/layer/create-layer.ts';
import type { CacheRecord } from '../../src/engine/machine/build-cache.ts';
import type { Container, ContainerState, RunningProcess } from '../../src/engine/machine/container.ts';
import { createMachine } from '../../src/engine/machine/create-machine.ts';
import type { Image, Machine } from '../../src/engine/machine/machine.ts';
import { validateMachine } from '../../src/engine/machine/validate-machine.ts';
import { type ChainId, type DiffId, digestBytes } from '../../src/engine/oci/digest.ts';
import type { RunConfig } from '../../src/engine/oci/image-config.ts';
import { DEFAULT_LIMITS, type HttpPort } from '../../src/engine/ports.ts';
import { parseReference, withDefaultTag } from '../../src/engine/reference/reference.ts';
import { tarEntry } from '../../src/engine/tar/entry.ts';
import { writeTar } from '../../src/engine/tar/write-tar.ts';
import { readFixture } from './recorded-images.ts';

/** 2026-01-01T00:00:00Z */
export const LAB_EPOCH = 1_767_225_600_000;

export interface LabImage {
  /** path to content, one object a layer, bottom first; a path with a slash at its end is a folder */
  readonly layers?: readonly Readonly<Record<string, string>>[];
  readonly tags?: readonly string[];
  /** seconds after the lab's start */
  readonly created?: number;
  readonly parent?: Image;
  readonly config?: RunConfig;
}

export class MachineLab {
  readonly ctx: EngineContext;
  machine: Machine;

  constructor(http: HttpPort = { fetch: () => Promise.reject(new Error('no network in this test')) }) {
    this.ctx = { ports: { epoch: LAB_EPOCH, seed: 'lab', limits: DEFAULT_LIMITS, http }, store: createContentStore() };
    this.machine = createMachine(this.ctx.ports, { cwd: '/' });
  }

  /** A recorded archive of tests/truth/fixtures. */
  async load(file: string): Promise<void> {
    this.machine = (await loadImages(this.ctx, this.machine, readFixture(file))).machine;
  }

  async image({ layers = [{}], tags = [], created = 0, parent, config = { Cmd: ['sh'] } }: LabImage): Promise<Image> {
    let top: ChainId | undefined;
    const diffIds: DiffId[] = [];
    for (const files of layers) {
      const entries = Object.entries(files).map(([name, text]) =>
        tarEntry(name.endsWith('/') ? { name, type: 'dir' } : { name, content: contentOf(utf8(text)) }),
      );
      const layer = await createLayer(this.ctx, this.machine.layers, top, writeTar(entries));
      this.machine = { ...this.machine, layers: new Map(this.machine.layers).set(layer.chainId, layer) };
      top = layer.chainId;
      diffIds.push(layer.diffId);
    }
    const time = new Date(LAB_EPOCH + created * 1000).toISOString().replace('.000Z', 'Z');
    const history = layers.map((_, i) => ({ created: time, created_by: `step ${i + 1}` }));
    const made = {
      architecture: 'amd64',
      os: 'linux',
      created: time,
      config,
      history,
      rootfs: { type: 'layers' as const, diff_ids: diffIds },
    };
    const added = addImageConfig(this.ctx, this.machine, made, parent?.id);
    this.machine = added.machine;
    for (const tag of tags) this.machine = setTag(this.machine, added.image.id, withDefaultTag(parseReference(tag)));
    return added.image;
  }

  container(image: string, name: string, status: ContainerState['status'] = 'exited'): Container {
    const made = createContainer(this.ctx, this.machine, { image, name });
    const { container } = made;
    const state: ContainerState = { ...container.state, status, ...(status === 'created' ? {} : { startedAt: this.machine.now }) };
    const runs = status === 'running' || status === 'paused';
    const process: RunningProcess = {
      startedAt: this.machine.now,
      startTree: container.tree,
      startMounts: [],
      inputs: [],
      appliedUntil: this.machine.now,
    };
    const next: Container = { ...container, state, ...(runs ? { process } : {}) };
    this.machine = { ...made.machine, containers: new Map(made.machine.containers).set(next.id, next) };
    return next;
  }

  /** Puts a change into a container's own layer. */
  change(container: Container, edit: (container: Container) => Container['tree']): Container {
    const current = this.machine.containers.get(container.id) ?? container;
    const next = { ...current, tree: edit(current) };
    this.machine = { ...this.machine, containers: new Map(this.machine.containers).set(next.id, next) };
    return next;
  }

  /** A record of BuildKit's cache that holds these layers. */
  cache(name: string, chain: readonly ChainId[], size = 0): void {
    const key = digestBytes(utf8(name));
    const record: CacheRecord = {
      key,
      definition: key,
      id: name,
      type: 'regular',
      description: '',
      chain,
      made: true,
      createdAt: this.machine.now,
      lastUsedAt: this.machine.now,
      usageCount: 1,
      size,
    };
    this.machine = {
      ...this.machine,
      buildCache: { ...this.machine.buildCache, records: new Map(this.machine.buildCache.records).set(key, record) },
    };
  }

  problems(): Promise<string[]> {
    return validateMachine(this.ctx, this.machine);
  }
}
