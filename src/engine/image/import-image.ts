/** `docker import`: a tar of files becomes an image of one layer, with no settings but those of `-c` (SEMANTICS section 7). */
import type { Content } from '../bytes/content.ts';
import type { EngineContext } from '../cas/content-store.ts';
import { placeLayer } from '../layer/create-layer.ts';
import { readLayer } from '../layer/read-layer.ts';
import { drawTimestamp } from '../machine/draw-timestamp.ts';
import { recordImageEvent } from '../machine/events.ts';
import type { Image, MachineRef } from '../machine/machine.ts';
import { withEntry } from '../machine/shared-map.ts';
import { chainIdOf } from '../oci/digest.ts';
import type { ImageConfig, RunConfig } from '../oci/image-config.ts';
import { familiarString, parseReference, withDefaultTag } from '../reference/reference.ts';
import { addImageConfig } from './add-image-config.ts';
import { DOCKER_VERSION } from './child-image.ts';
import { setTag } from './tag-image.ts';
import { importing, readingLayer, unpacking } from './unpack.ts';

export interface ImportOptions {
  /** `repository[:tag]`, which the client has parsed already */
  readonly reference?: string;
  /** `Imported from -` where left out or empty: the client sends every file as its standard input */
  readonly message?: string;
  /** what the `-c` instructions make of empty settings */
  readonly change?: (config: RunConfig) => RunConfig;
}

/** Where the name is refused, the image stays without one. @throws ImageError `image.archive`, `image.unsupportedCompression`, `image.ambiguousTag`; InvalidReferenceError */
export async function importImage(
  ctx: EngineContext,
  ref: MachineRef,
  archive: Content,
  options: ImportOptions = {},
): Promise<Image> {
  const machine = ref.current;
  const asked = options.reference === undefined ? undefined : parseReference(options.reference);
  const config = options.change?.({}) ?? {};
  ctx.ports.watch?.begin(archive.size);
  const layer = await importing(async () =>
    readingLayer('-', async () => {
      const read = await unpacking('-', () => readLayer(ctx, archive, { isUnpacking: true }));
      return machine.layers.get(chainIdOf(undefined, read.diffId)) ?? placeLayer(ctx, machine.layers, undefined, read, machine.now);
    }),
  );
  const drawn = drawTimestamp(ctx, { ...machine, layers: withEntry(machine.layers, layer.chainId, layer) });
  const comment = options.message || 'Imported from -';
  const image: ImageConfig = {
    architecture: 'amd64',
    os: 'linux',
    created: drawn.created,
    comment,
    docker_version: DOCKER_VERSION,
    container_config: {},
    config,
    history: [{ created: drawn.created, comment }],
    rootfs: { type: 'layers', diff_ids: [layer.diffId] },
  };
  const added = addImageConfig(ctx, drawn.machine, image);
  ref.current = added.machine;
  const tagged =
    asked === undefined ? added.machine : setTag(added.machine, added.image.id, withDefaultTag(asked), familiarString(asked));
  ref.current = recordImageEvent(tagged, added.image.id, 'import');
  return ref.current.images.get(added.image.id) ?? added.image;
}
