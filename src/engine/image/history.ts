/**
 * `docker history` (moby `daemon/images/image_history.go`; SEMANTICS section 7): the config's history, newest first, each row that made
 * a layer with that layer's size. The IMAGE column goes down the parent links, one row per image, and then is `<missing>`.
 */
import { listReferences } from '../machine/image-references.ts';
import { getLayer } from '../machine/layer-sizes.ts';
import type { Image, Machine } from '../machine/machine.ts';
import type { ChainId, ImageId } from '../oci/digest.ts';
import { familiarString } from '../reference/reference.ts';

export interface HistoryRow {
  /** absent: `<missing>` */
  readonly imageId?: ImageId;
  /** the layer that the row made */
  readonly layer?: ChainId;
  /** RFC 3339 as the config has it; absent where it has none (docker then shows 1970-01-01 or the year 1) */
  readonly created?: string;
  readonly createdBy: string;
  readonly size: number;
  readonly comment: string;
  /** of the row's image, in the familiar form */
  readonly tags: readonly string[];
}

export function listHistory(machine: Machine, image: Image): HistoryRow[] {
  const rows: HistoryRow[] = [];
  let height = 0;
  for (const entry of image.config.history ?? []) {
    const layer = entry.empty_layer === true ? undefined : image.chain[height];
    if (layer !== undefined) height += 1;
    rows.push({
      ...(layer === undefined ? {} : { layer }),
      ...(entry.created === undefined ? {} : { created: entry.created }),
      createdBy: entry.created_by ?? '',
      size: layer === undefined ? 0 : getLayer(machine, layer).size,
      comment: entry.comment ?? '',
      tags: [],
    });
  }
  rows.reverse();
  let current: Image | undefined = image;
  return rows.map((row) => {
    const { id, parent } = current ?? {};
    current = parent === undefined ? undefined : machine.images.get(parent);
    return id === undefined ? row : { ...row, imageId: id, tags: listTags(machine, id) };
  });
}

function listTags(machine: Machine, id: ImageId): string[] {
  const tagged = listReferences(machine, id).filter((one) => one.reference.tag !== undefined);
  return tagged.map((one) => familiarString(one.reference));
}
