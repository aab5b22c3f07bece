/**
 * `docker images` (moby `daemon/images/images.go`; SEMANTICS section 4): which images, in which order, and the rows that each is.
 *
 * Listed are images with a name, and those without one that nothing was made from; `all` adds the others. A `reference` filter
 * hides the names that do not match, not only the images.
 */
import { type Filters, matchesLabels, NO_FILTERS } from '../machine/filters.ts';
import { createdAt, createdSecond } from '../machine/image-created.ts';
import { compareBytes, listReferences, parentsOf } from '../machine/image-references.ts';
import type { Image, Machine } from '../machine/machine.ts';
import { familiarName, familiarString, isSameRepository, type Reference } from '../reference/reference.ts';
import { getImage } from './find-image.ts';
import { ImageError } from './image-error.ts';
import { imageSize } from './image-size.ts';
import { isMalformedPattern, matchesPattern } from './match-pattern.ts';

export interface ImageSummary {
  readonly image: Image;
  /** those that the filter let through, in the store's order */
  readonly references: readonly Reference[];
  /** seconds since 1970 */
  readonly created: number;
  readonly size: number;
}

export interface ListImagesOptions {
  readonly all?: boolean;
  /** `dangling`, `before`, `since`, `label`, `reference` */
  readonly filters?: Filters;
}

const ACCEPTED = new Set(['dangling', 'label', 'before', 'since', 'reference']);

/** Newest first; of one second, the last to come first. @throws ImageError `image.invalidFilter`, `image.badPattern`, `image.notFound` */
export function listImages(machine: Machine, options: ListImagesOptions = {}): ImageSummary[] {
  const filters = options.filters ?? NO_FILTERS;
  for (const name of filters.keys()) if (!ACCEPTED.has(name)) throw new ImageError('image.invalidFilter', { name });
  const dangling = readDangling(filters);
  const before = lastCreated(machine, filters.get('before'));
  const since = lastCreated(machine, filters.get('since'));
  const summaries: ImageSummary[] = [];
  const parents = parentsOf(machine);
  for (const image of machine.images.values()) {
    const created = createdAt(image);
    if (before !== undefined && created >= before) continue;
    if (since !== undefined && created <= since) continue;
    if (filters.has('label') && !matchesLabels(filters, image.config.config?.Labels)) continue;
    const isLeaf = !parents.has(image.id);
    if (dangling === true && !isLeaf) continue;
    const references = matchingReferences(machine, image, filters.get('reference'));
    if (references.length === 0) {
      if (!(options.all === true || isLeaf) || dangling === false || filters.has('reference')) continue;
    } else if (dangling === true && references.some((one) => one.tag !== undefined)) continue;
    summaries.push({ image, references, created: createdSecond(image), size: imageSize(machine, image) });
  }
  return summaries.reverse().sort((a, b) => b.created - a.created);
}

export interface ImageRow {
  /** absent: `<none>` */
  readonly repository?: string;
  readonly tag?: string;
  readonly digest?: string;
}

/**
 * One row per repository and tag, with `digests` one per tag and digest; a repository without a tag has a row of its own (with
 * `digests`: one per digest). Docker's client gives one image's repositories in no fixed order; here they are sorted.
 */
export function listImageRows(summary: Pick<ImageSummary, 'references'>, digests: boolean): ImageRow[] {
  const [first, second] = summary.references;
  if (first === undefined) return [{}];
  if (second === undefined && first.tag !== undefined) return [{ repository: familiarName(first), tag: first.tag }];
  const repositories: Repository[] = [];
  let own: Repository | undefined;
  let before: Reference | undefined;
  // those of one repository stand together in the store's order
  for (const reference of summary.references) {
    if (own === undefined || before === undefined || !isSameRepository(reference, before)) {
      own = { name: familiarName(reference), tags: [], digests: [] };
      repositories.push(own);
    }
    if (reference.tag !== undefined) own.tags.push(reference.tag);
    if (reference.digest !== undefined) own.digests.push(reference.digest);
    before = reference;
  }
  if (repositories.length > 1) repositories.sort((a, b) => compareBytes(a.name, b.name));
  return repositories.flatMap((repository) => rowsOf(repository, digests));
}

interface Repository {
  readonly name: string;
  readonly tags: string[];
  readonly digests: string[];
}

function rowsOf({ name: repository, tags, digests: known }: Repository, digests: boolean): ImageRow[] {
  if (!digests || known.length === 0) return tags.length === 0 ? [{ repository }] : tags.map((tag) => ({ repository, tag }));
  if (tags.length === 0) return known.map((digest) => ({ repository, digest }));
  return tags.flatMap((tag) => known.map((digest) => ({ repository, tag, digest })));
}

function matchingReferences(machine: Machine, image: Image, patterns: readonly string[] | undefined): Reference[] {
  const references = listReferences(machine, image.id).map((one) => one.reference);
  if (patterns === undefined) return references;
  // only with a name to compare it to
  if (references.length > 0 && patterns.some(isMalformedPattern)) throw new ImageError('image.badPattern', {});
  return references.filter((one) =>
    patterns.some((pattern) => matchesPattern(pattern, familiarString(one)) || matchesPattern(pattern, familiarName(one))),
  );
}

function readDangling(filters: Filters): boolean | undefined {
  const values = filters.get('dangling');
  if (values === undefined) return undefined;
  if (values.includes('true')) return true;
  if (values.includes('false')) return false;
  throw new ImageError('image.invalidFilter', { name: 'dangling', values });
}

function lastCreated(machine: Machine, names: readonly string[] | undefined): number | undefined {
  let created: number | undefined;
  for (const name of names ?? []) created = createdAt(getImage(machine, name));
  return created;
}
