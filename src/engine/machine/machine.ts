/**
 * The machine as a value: everything a learner's Docker knows at one moment. Operations take one and return another, so undo, the
 * time line, permalinks and grading are only a matter of keeping values.
 */
import type { Tree } from '../fs/node.ts';
import type { Layer } from '../layer/layer.ts';
import type { ChainId, ContainerId, DiffId, Digest, ImageId } from '../oci/digest.ts';
import type { ImageConfig } from '../oci/image-config.ts';
import type { BuildCache } from './build-cache.ts';
import type { Container } from './container.ts';
import type { Host } from './host.ts';
import type { Network } from './network.ts';

export interface Machine {
  /** the machine's clock, milliseconds since 1970 */
  readonly now: number;
  /** how many random IDs were drawn */
  readonly drawn: number;
  readonly images: ReadonlyMap<ImageId, Image>;
  /**
   * The reference store: full reference (`docker.io/library/alpine:3.13`, `localhost:5000/alpine@sha256:…`) to image. A name has a
   * tag or a digest, never both.
   */
  readonly references: ReadonlyMap<string, ImageId>;
  readonly layers: ReadonlyMap<ChainId, Layer>;
  /** What pull learned and keeps even when the image goes: digest of a compressed layer to its diff ID (SEMANTICS section 6). */
  readonly layerDigests: ReadonlyMap<Digest, DiffId>;
  /** oldest first; see `listLayerSources` */
  readonly layerSources: ReadonlyMap<DiffId, readonly LayerSource[]>;
  readonly containers: ReadonlyMap<ContainerId, Container>;
  readonly volumes: ReadonlyMap<string, Volume>;
  /** those that were made, by ID; see `listNetworks` */
  readonly networks: ReadonlyMap<string, Network>;
  /** The port that docker gave out last, by address, protocol and range: it goes on from there. */
  readonly lastPorts: ReadonlyMap<string, number>;
  /** Of docker's own pools of addresses the one that a network was given last: the search goes on behind it. */
  readonly lastPool?: string;
  readonly buildCache: BuildCache;
  readonly host: Host;
  /** newest first; see `listEvents` */
  readonly events: EventList | undefined;
  /** The last line opened a terminal in a container, and what runs there waits for what is typed next. */
  readonly visit?: Visit;
}

export interface Visit {
  readonly container: ContainerId;
  /** of the process that reads */
  readonly cwd: string;
}

export interface Image {
  readonly id: ImageId;
  /** the exact bytes that the ID is the hash of */
  readonly configBytes: Uint8Array;
  readonly config: ImageConfig;
  /** bottom first; empty for an image without layers */
  readonly chain: readonly ChainId[];
  /** only between images made here: classic build step, commit */
  readonly parent?: ImageId;
  /** milliseconds since 1970; absent for what was never tagged here (pull and load do not count) */
  readonly lastTagged?: number;
}

/** A registry had the layer in this form under this name. */
export interface LayerSource {
  /** of its packed form */
  readonly digest: Digest;
  /** bytes of its packed form */
  readonly size: number;
  /** in full, without a tag: `docker.io/library/alpine` */
  readonly repository: string;
  /** seen by a push of ours, not by a pull */
  readonly pushed: boolean;
}

export interface Volume {
  readonly name: string;
  readonly createdAt: number;
  readonly tree: Tree;
  readonly anonymous: boolean;
  /** absent: none */
  readonly labels?: Readonly<Record<string, string>>;
}

export interface MachineEvent {
  readonly at: number;
  readonly type: 'container' | 'image' | 'layer' | 'builder' | 'volume' | 'network';
  /** docker's word (`create`, `start`, `die`, `destroy`, `pull`, `tag`, `untag`, `delete`, …); `download` of a layer is ours */
  readonly action: string;
  /** container ID, image ID, layer digest */
  readonly id: string;
  /** name of the container, reference of the image */
  readonly name?: string;
  /** what `docker events` tells beside, by name; of an image only its labels */
  readonly attributes?: Readonly<Record<string, string>>;
}
export interface EventList {
  readonly event: MachineEvent;
  readonly before: EventList | undefined;
}

/** Holds the machine while one command line runs; each operation replaces the value whole. */
export interface MachineRef {
  current: Machine;
}
