/**
 * `docker commit` (moby 20.10 `daemon/commit.go`; SEMANTICS section 7): the container's own layer on top of its image, with the
 * container's settings. It needs the image's config, so it fails where that was removed (SEMANTICS section 3).
 */

import type { EngineContext } from '../cas/content-store.ts';
import { addImageConfig } from '../image/add-image-config.ts';
import { childImage } from '../image/child-image.ts';
import { ImageError } from '../image/image-error.ts';
import { setTag } from '../image/tag-image.ts';
import { createLayerOf } from '../layer/commit-layer.ts';
import { drawTimestamp } from '../machine/draw-timestamp.ts';
import { recordContainerEvent } from '../machine/events.ts';
import type { Image, MachineRef } from '../machine/machine.ts';
import { withEntry } from '../machine/shared-map.ts';
import type { RunConfig } from '../oci/image-config.ts';
import { familiarString, parseReference, withDefaultTag } from '../reference/reference.ts';
import { type Soon, wait } from '../soon.ts';
import { getContainer } from './find-container.ts';
import { mergeConfig } from './merge-config.ts';

export interface CommitOptions {
  /** `repository[:tag]`, which the client has parsed already */
  readonly reference?: string;
  readonly author?: string;
  readonly comment?: string;
  /** what the `-c` instructions make of the container's settings */
  readonly change?: (config: RunConfig) => RunConfig;
}

/**
 * An untouched container adds no layer, only settings and a row of history. Where the name is refused, the image stays without one.
 * @throws ContainerError `container.notFound`; ImageError `image.contentMissing`; InvalidReferenceError
 */
export function* commitContainer(ctx: EngineContext, ref: MachineRef, argument: string, options: CommitOptions = {}): Soon<Image> {
  const machine = ref.current;
  const container = getContainer(machine, argument);
  const config = options.change?.(container.config) ?? container.config;
  const parent = machine.images.get(container.imageId);
  if (parent === undefined) throw new ImageError('image.contentMissing', { imageId: container.imageId });
  const reference = options.reference === undefined ? undefined : withDefaultTag(parseReference(options.reference));
  const layer = yield* wait(createLayerOf(ctx, machine.layers, container.base, container.baseTree, container.tree));
  const layers = layer === undefined ? machine.layers : withEntry(machine.layers, layer.chainId, layer);
  const drawn = drawTimestamp(ctx, { ...machine, layers });
  const image = childImage(parent.config, {
    created: drawn.created,
    author: options.author ?? '',
    comment: options.comment ?? '',
    container: container.id,
    containerConfig: container.config,
    config: mergeConfig(config, container.config),
    ...(layer === undefined ? {} : { diffId: layer.diffId }),
  });
  const added = addImageConfig(ctx, drawn.machine, image, parent.id);
  ref.current = added.machine;
  const tagged = reference === undefined ? added.machine : setTag(added.machine, added.image.id, reference);
  ref.current = recordContainerEvent(tagged, container, 'commit', {
    comment: options.comment ?? '',
    imageID: added.image.id,
    imageRef: reference === undefined ? '' : familiarString(reference),
  });
  return ref.current.images.get(added.image.id) ?? added.image;
}
