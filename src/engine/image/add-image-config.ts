/** Puts an image that was made here into the store. */
import { utf8 } from '../bytes/utf8.ts';
import type { EngineContext } from '../cas/content-store.ts';
import type { Image, Machine } from '../machine/machine.ts';
import type { ImageId } from '../oci/digest.ts';
import type { ImageConfig } from '../oci/image-config.ts';
import { writeOwnImageConfig } from '../oci/own-image-config.ts';
import { addImage } from './add-image.ts';

/** As `addImage`. */
export function addImageConfig(
  ctx: EngineContext,
  machine: Machine,
  config: ImageConfig,
  parent?: ImageId,
): { machine: Machine; image: Image; isNew: boolean } {
  const own = writeOwnImageConfig(config);
  return addImage(ctx, machine, utf8(own.json), parent, () => own.read());
}
