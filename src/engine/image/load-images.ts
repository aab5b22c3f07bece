/**
 * `docker load` (moby 20.10 `image/tarexport/load.go`; SEMANTICS section 6). A layer whose chain ID is in the store is not even
 * read. Pull learns nothing from it: what it knows are digests of *compressed* layers.
 */
import type { Content } from '../bytes/content.ts';
import type { EngineContext } from '../cas/content-store.ts';
import { EngineError } from '../errors.ts';
import { unpackPlain } from '../layer/apply-layer.ts';
import { placeLayer } from '../layer/create-layer.ts';
import { ReadAhead } from '../layer/read-ahead.ts';
import type { ReadLayer } from '../layer/read-layer.ts';
import { recordImageEvent } from '../machine/events.ts';
import type { Image, Machine } from '../machine/machine.ts';
import { withEntry } from '../machine/shared-map.ts';
import { findConfigProblem } from '../oci/config-problem.ts';
import { type ChainId, chainIdOf, type DiffId, type ImageId } from '../oci/digest.ts';
import { decodeImageConfig, type ImageConfig } from '../oci/image-config.ts';
import { familiarString, formatReference, parseReference, type Reference } from '../reference/reference.ts';
import { InvalidReferenceError } from '../reference/reference-error.ts';
import { readTar } from '../tar/read-tar.ts';
import { addImage } from './add-image.ts';
import { ArchiveFiles } from './archive-files.ts';
import { type ArchiveImage, type ArchiveLayer, listArchiveImages, verifyBlob } from './archive-images.ts';
import { isImageError } from './image-error.ts';
import { pointReference } from './tag-image.ts';
import { archiveError, readingArchive, readingLayer, unpack, unpacking } from './unpack.ts';

/** In the order in which docker prints them. */
export type LoadLine =
  /** `<diff ID>: Loading layer  <size>/<size>`; `size` is that of the file in the archive */
  | { readonly kind: 'layer'; readonly diffId: DiffId; readonly size: number }
  /** `The image <reference> already exists, renaming the old one with ID <oldId> to empty string` */
  | { readonly kind: 'renamed'; readonly reference: string; readonly oldId: ImageId }
  /** `Loaded image: <reference>` */
  | { readonly kind: 'tag'; readonly reference: string; readonly imageId: ImageId }
  /** `Loaded image ID: <id>` */
  | { readonly kind: 'id'; readonly imageId: ImageId }
  /** an empty line: there was no image in it */
  | { readonly kind: 'nothing' };

/**
 * @param report filled as it goes, so that it can be shown where this throws, too
 * @throws ImageError `image.archive`, `image.unsupportedCompression`, `image.badHistory`; InvalidReferenceError
 */
export async function loadImages(
  ctx: EngineContext,
  machine: Machine,
  archive: Content,
  report: LoadLine[] = [],
): Promise<{ machine: Machine; report: LoadLine[] }> {
  ctx.ports.watch?.begin(archive.size);
  const tar = await unpack(ctx, archive, '');
  if (tar !== archive) ctx.ports.watch?.begin(tar.size);
  const entries = await readingArchive(() => readTar(tar, ctx.ports.limits));
  // docker unpacks the whole archive before it looks into it: what cannot be unpacked is refused here
  await readingLayer('', () => Promise.resolve(unpackPlain(entries)));
  const files = new ArchiveFiles(entries);
  const load = new Load(ctx, machine, files, report);
  const items = await listArchiveImages(ctx, files);
  for (const item of items) await load.addImage(item);
  load.linkParents();
  load.finish();
  return { machine: load.machine, report };
}

interface MissingLayer {
  readonly index: number;
  readonly parent: ChainId | undefined;
  readonly chainId: ChainId;
  readonly expected: DiffId;
  readonly file: ArchiveLayer;
}

class Load {
  machine: Machine;
  private readonly ctx: EngineContext;
  private readonly files: ArchiveFiles;
  private readonly report: LoadLine[];
  private readonly loaded: { readonly id: ImageId; readonly parent: ImageId | undefined }[] = [];
  private tagsOfLast = 0;

  constructor(ctx: EngineContext, machine: Machine, files: ArchiveFiles, report: LoadLine[]) {
    this.report = report;
    this.ctx = ctx;
    this.machine = machine;
    this.files = files;
  }

  async addImage(item: ArchiveImage): Promise<void> {
    const bytes = await this.files.readBytes(item.config);
    const config = decodeConfig(bytes, item.config);
    if (config.os !== undefined && config.os !== '' && config.os !== 'linux')
      throw archiveError({ kind: 'other-os', os: config.os });
    const diffIds = config.rootfs.diff_ids ?? [];
    if (diffIds.length !== item.layers.length) {
      throw archiveError({ kind: 'layer-count', manifest: item.layers.length, config: diffIds.length });
    }
    await this.addLayers(diffIds, item.layers);
    const added = addImage(this.ctx, this.machine, bytes);
    this.machine = added.machine;
    this.tagsOfLast = 0;
    for (const tag of item.repoTags) this.addTag(tag, added.image.id);
    this.loaded.push({ id: added.image.id, parent: item.parent });
    this.machine = recordImageEvent(this.machine, added.image.id, 'load');
  }

  /** A parent counts only where the archive has it, too, and the child's history goes on from its. */
  linkParents(): void {
    for (const { id, parent } of this.loaded) {
      if (parent === undefined || parent === id || !this.loaded.some((other) => other.id === parent)) continue;
      const image = this.machine.images.get(id);
      const above = this.machine.images.get(parent);
      if (image === undefined || above === undefined) continue;
      if (!continuesHistory(image, above)) throw archiveError({ kind: 'bad-parent', parentId: parent, imageId: id });
      this.machine = { ...this.machine, images: withEntry(this.machine.images, id, { ...image, parent }) };
    }
  }

  /** All the IDs are named at the end where the *last* image had no tag; docker counts no others. */
  finish(): void {
    if (this.loaded.length === 0) this.report.push({ kind: 'nothing' });
    if (this.tagsOfLast > 0) return;
    for (const { id } of this.loaded) this.report.push({ kind: 'id', imageId: id });
  }

  private async addLayers(diffIds: readonly DiffId[], files: readonly ArchiveLayer[]): Promise<void> {
    const missing: MissingLayer[] = [];
    let parent: ChainId | undefined;
    for (const [index, expected] of diffIds.entries()) {
      const chainId = chainIdOf(parent, expected);
      if (!this.machine.layers.has(chainId)) missing.push({ index, parent, chainId, expected, file: files[index] ?? { path: '' } });
      parent = chainId;
    }
    const ahead = new ReadAhead(
      this.ctx,
      missing.map(({ file: { path, digest } }) => ({ find: () => this.files.get(path), isHashingPacked: digest !== undefined })),
    );
    try {
      for (const layer of missing) await this.addLayer(layer, ahead);
    } finally {
      await ahead.stop();
    }
  }

  private async addLayer({ index, parent, chainId, expected, file }: MissingLayer, ahead: ReadAhead): Promise<void> {
    const read = await this.readLayer(expected, file, ahead);
    const layer = await readingLayer(file.path, async () =>
      placeLayer(this.ctx, this.machine.layers, parent, read, this.machine.now),
    );
    if (read.diffId !== expected) throw archiveError({ kind: 'layer-digest', index, expected, actual: read.diffId });
    this.machine = { ...this.machine, layers: withEntry(this.machine.layers, chainId, layer) };
  }

  /** Docker names the layer as soon as it begins to unpack it. */
  private async readLayer(expected: DiffId, { path, digest }: ArchiveLayer, ahead: ReadAhead): Promise<ReadLayer> {
    const file = this.files.get(path);
    const line: LoadLine = { kind: 'layer', diffId: expected, size: file.size };
    try {
      const read = await unpacking(path, () => readingLayer(path, () => ahead.next()));
      if (digest !== undefined) await verifyBlob(this.ctx, file, digest);
      this.report.push(line);
      return read;
    } catch (error) {
      // where the blob is not what its name says, whatever else is wrong follows from that
      if (digest !== undefined && error instanceof EngineError) await verifyBlob(this.ctx, file, digest);
      if (isImageError(error, 'image.archive') && error.data.kind === 'bad-layer') this.report.push(line);
      throw error;
    }
  }

  private addTag(tag: string, id: ImageId): void {
    const reference = parseTag(tag);
    if (reference.tag === undefined || reference.digest !== undefined) throw archiveError({ kind: 'bad-tag', tag });
    const name = familiarString(reference);
    const oldId = this.machine.references.get(formatReference(reference));
    if (oldId !== undefined && oldId !== id) this.report.push({ kind: 'renamed', reference: name, oldId });
    this.machine = pointReference(this.machine, id, reference);
    this.report.push({ kind: 'tag', reference: name, imageId: id });
    this.tagsOfLast += 1;
  }
}

function parseTag(tag: string): Reference {
  try {
    return parseReference(tag);
  } catch (error) {
    if (!(error instanceof InvalidReferenceError)) throw error;
    const { code, data } = error;
    throw archiveError({ kind: 'bad-reference', code, data });
  }
}

function continuesHistory(image: Image, parent: Image): boolean {
  const own = image.config.history ?? [];
  const above = parent.config.history ?? [];
  if (own.length === 0 && above.length === 0) return true;
  return own.length === above.length + 1 && above.every((row, i) => JSON.stringify(row) === JSON.stringify(own[i]));
}

function decodeConfig(bytes: Uint8Array, path: string): ImageConfig {
  try {
    return decodeImageConfig(bytes);
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'imageConfig.invalid') throw error;
    const found = findConfigProblem(bytes, String((error.data as { at?: string }).at ?? ''));
    const isMissing = found.at === 'rootfs' && (found.got === 'nothing' || found.got === 'null');
    throw archiveError(isMissing ? { kind: 'no-rootfs' } : { kind: 'bad-json', path, ...found });
  }
}
