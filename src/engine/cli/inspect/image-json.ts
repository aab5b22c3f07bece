/** What the daemon 20.10 tells of an image (moby `daemon/images/image_inspect.go`, `types.ImageInspect`). */
import { imageSize } from '../../image/image-size.ts';
import { listReferences } from '../../machine/image-references.ts';
import type { Image, Machine } from '../../machine/machine.ts';
import { normaliseTimestamp } from '../../machine/normalise-timestamp.ts';
import { formatTimestamp } from '../../machine/timestamps.ts';
import { runConfigJson } from '../../oci/encode-image-config.ts';
import type { Json } from '../../oci/go-json.ts';
import { familiarString } from '../../reference/reference.ts';
import { ZERO_TIME } from '../text/times.ts';
import { imageGraphDriver } from './graph-driver.ts';

export function imageJson(machine: Machine, image: Image): Json {
  const { config } = image;
  const references = listReferences(machine, image.id).map((one) => one.reference);
  const size = imageSize(machine, image);
  const layers = config.rootfs.diff_ids ?? [];
  return {
    Id: image.id,
    RepoTags: references.filter((one) => one.digest === undefined).map(familiarString),
    RepoDigests: references.filter((one) => one.digest !== undefined).map(familiarString),
    Parent: image.parent ?? '',
    Comment: commentOf(image),
    Created: normaliseTimestamp(config.created ?? ZERO_TIME),
    Container: config.container ?? '',
    ContainerConfig: runConfigJson(config.container_config ?? {}),
    DockerVersion: config.docker_version ?? '',
    Author: config.author ?? '',
    Config: config.config === undefined || config.config === null ? null : runConfigJson(config.config),
    Architecture: config.architecture ?? '',
    Variant: config.variant || undefined,
    Os: config.os ?? 'linux',
    Size: size,
    VirtualSize: size,
    GraphDriver: imageGraphDriver(image.chain),
    RootFS: { Type: config.rootfs.type, Layers: layers.length === 0 ? undefined : layers },
    Metadata: { LastTagTime: image.lastTagged === undefined ? ZERO_TIME : formatTimestamp(image.lastTagged) },
  };
}

/** Its own, or that of its last row of history. */
function commentOf({ config }: Image): string {
  return config.comment || (config.history?.at(-1)?.comment ?? '');
}
