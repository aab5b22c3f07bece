/**
 * `docker image prune` (moby 20.10 `daemon/images/image_prune.go`; SEMANTICS section 8).
 *
 * Each image is removed as by `docker rmi` without force, one name at a time, and what is refused is passed over. So of an image in use with several
 * names `--all` untags all but the last.
 */
import { type Filters, matchesPruneLabels, NO_FILTERS } from '../machine/filters.ts';
import { createdAt } from '../machine/image-created.ts';
import { listChildren, listReferences } from '../machine/image-references.ts';
import type { Image, Machine } from '../machine/machine.ts';
import { readMoment } from '../machine/moments.ts';
import type { ChainId } from '../oci/digest.ts';
import { ImageError } from './image-error.ts';
import { type RemovalLine, removeImage } from './remove-image.ts';

export interface PruneImagesOptions {
  /** `-a`: every image that no container uses, not only those without a tag */
  readonly all?: boolean;
  /** `until`, `label`, `label!`; `dangling=false` is `all`, which the client adds as one more value of it */
  readonly filters?: Filters;
}

const ACCEPTED = new Set(['dangling', 'label', 'label!', 'until']);

/** @throws ImageError `image.invalidFilter`, `image.invalidUntil` */
export function pruneImages(
  machine: Machine,
  options: PruneImagesOptions = {},
): { machine: Machine; report: RemovalLine[]; reclaimed: number } {
  const filters = options.filters ?? NO_FILTERS;
  for (const name of filters.keys()) if (!ACCEPTED.has(name)) throw new ImageError('image.invalidFilter', { name });
  const until = readUntil(machine, filters);
  const all = options.all === true || filters.get('dangling')?.some((value) => value === 'false' || value === '0') === true;
  const isChosen = (image: Image): boolean => {
    const isLeaf = listChildren(machine, image.id).length === 0;
    if (!isLeaf && (!all || listReferences(machine, image.id).length === 0)) return false;
    if (until !== undefined && createdAt(image) > until) return false;
    return (
      image.config.config === undefined || image.config.config === null || matchesPruneLabels(filters, image.config.config.Labels)
    );
  };
  let current = machine;
  const report: RemovalLine[] = [];
  for (const image of [...machine.images.values()].filter(isChosen)) {
    for (const argument of listArguments(current, image, all)) {
      const result = tryRemove(current, argument);
      current = result.machine;
      report.push(...result.report);
    }
  }
  let reclaimed = 0;
  for (const line of report) if (line.kind === 'deleted') reclaimed += machine.layers.get(line.id as ChainId)?.size ?? 0;
  return { machine: current, report, reclaimed };
}

/** The names to take away one by one; an image without any goes by its ID. */
function listArguments(machine: Machine, image: Image, all: boolean): string[] {
  if (!machine.images.has(image.id)) return [];
  const references = listReferences(machine, image.id);
  if (references.length === 0) return [image.id];
  return all || references.every((one) => one.reference.tag === undefined) ? references.map((one) => one.full) : [];
}

function tryRemove(machine: Machine, argument: string): { machine: Machine; report: RemovalLine[] } {
  try {
    return removeImage(machine, argument);
  } catch (error) {
    if (error instanceof ImageError) return { machine, report: [] };
    throw error;
  }
}

function readUntil(machine: Machine, filters: Filters): number | undefined {
  const values = filters.get('until');
  if (values === undefined) return undefined;
  const [value = '', ...more] = values;
  if (more.length > 0) throw new ImageError('image.invalidUntil', {});
  const until = readMoment(value, machine.now);
  if ('problem' in until) throw new ImageError('image.invalidUntil', { problem: until.problem });
  return until.at;
}
