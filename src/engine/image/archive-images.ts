/**
 * What a `docker load` archive says it holds, in each form that there is:
 *
 *  - `manifest.json`, written by docker since 1.10: a folder per layer (until 24), or an OCI layout beside it (since 25);
 *  - an OCI layout alone, `index.json` and blobs (buildah, skopeo, `docker buildx build -o type=oci`). Blobs are checked against their names,
 *    layers when they are read. Of an index for several platforms it is linux/amd64.
 */
import type { Content } from '../bytes/content.ts';
import { hashContent } from '../bytes/sha256.ts';
import type { EngineContext } from '../cas/content-store.ts';
import { EngineError } from '../errors.ts';
import type { Digest, ImageId } from '../oci/digest.ts';
import { hexOf, isDigest } from '../oci/digest.ts';
import { valueAt } from '../oci/json-shape.ts';
import { decodeManifest, findManifest, type Manifest, type ManifestDescriptor, type ManifestList } from '../oci/manifest.ts';
import type { ArchiveFiles } from './archive-files.ts';
import { badShape, parseArchiveJson } from './archive-json.ts';
import type { ImageError } from './image-error.ts';
import { archiveError } from './unpack.ts';

export interface ArchiveImage {
  /** path of the config */
  readonly config: string;
  /** as they stand in the archive */
  readonly repoTags: readonly string[];
  /** bottom first */
  readonly layers: readonly ArchiveLayer[];
  readonly parent?: ImageId;
}

export interface ArchiveLayer {
  readonly path: string;
  /** what its bytes must hash to, where that is said */
  readonly digest?: Digest;
}

const ARCHITECTURE = 'amd64';
const OS = 'linux';
/** containerd puts the whole name here, and only the tag into OCI's own annotation. */
const NAME_ANNOTATIONS = ['io.containerd.image.name', 'org.opencontainers.image.ref.name'];

/** @throws ImageError `image.archive` */
export async function listArchiveImages(ctx: EngineContext, files: ArchiveFiles): Promise<ArchiveImage[]> {
  if (files.find('manifest.json') !== undefined || files.isFolder('manifest.json'))
    return readDockerManifest(await files.readFirstJson('manifest.json'));
  if (files.find('index.json') !== undefined) return new OciLayout(ctx, files).list();
  const folder = files.firstFolder();
  if (folder !== undefined && files.find(`${folder}/json`) !== undefined) throw archiveError({ kind: 'legacy' });
  throw archiveError({ kind: 'missing-file', path: folder === undefined ? 'repositories' : `${folder}/json` });
}

function readDockerManifest(json: unknown): ArchiveImage[] {
  if (json !== null && !Array.isArray(json)) throw badShape('manifest.json', '', json);
  const items: readonly unknown[] = json ?? [];
  return items.map((item, i) => {
    const at = `[${i}]`;
    const fields = objectAt(item ?? {}, 'manifest.json', at);
    const parent = fields.get('Parent');
    return {
      config: stringAt(fields.get('Config') ?? '', 'manifest.json', `${at}.Config`),
      repoTags: stringsAt(fields.get('RepoTags'), 'manifest.json', `${at}.RepoTags`),
      layers: stringsAt(fields.get('Layers'), 'manifest.json', `${at}.Layers`).map((path) => ({ path })),
      ...(typeof parent === 'string' && isDigest(parent) ? { parent: parent as string as ImageId } : {}),
    };
  });
}

class OciLayout {
  private readonly ctx: EngineContext;
  private readonly files: ArchiveFiles;

  constructor(ctx: EngineContext, files: ArchiveFiles) {
    this.ctx = ctx;
    this.files = files;
  }

  async list(): Promise<ArchiveImage[]> {
    const path = 'index.json';
    const index = this.decode(await this.files.readBytes(path), path);
    if (index.kind !== 'index') throw badShape(path, 'manifests', undefined);
    const names = readAnnotations(await this.files.readJson(path));
    const roots = index.manifests.map((descriptor, i) => ({ descriptor, names: names[i] ?? [] }));
    const chosen = isOneImage(index) ? roots.filter(({ descriptor }) => descriptor === this.choose(index)) : roots;
    const images: ArchiveImage[] = [];
    for (const { descriptor, names: repoTags } of chosen) images.push(await this.readImage(descriptor, repoTags));
    return images;
  }

  private async readImage(descriptor: ManifestDescriptor, repoTags: readonly string[]): Promise<ArchiveImage> {
    const path = await this.verified(descriptor.digest);
    const manifest = this.decode(await this.files.readBytes(path), path, descriptor.mediaType);
    if (manifest.kind === 'index') return this.readImage(this.choose(manifest), repoTags);
    const layers = manifest.layers.map(({ digest: layer }) => ({ path: blobPath(layer), digest: layer }));
    for (const layer of layers) this.files.get(layer.path);
    return { config: await this.verified(manifest.config.digest), repoTags, layers };
  }

  private choose(list: ManifestList): ManifestDescriptor {
    const platforms = list.manifests.flatMap(({ platform }) =>
      platform === undefined ? [] : [`${platform.os}/${platform.architecture}`],
    );
    const found = findManifest(list, ARCHITECTURE, OS) ?? (platforms.length === 0 ? list.manifests[0] : undefined);
    if (found === undefined) throw archiveError({ kind: 'no-platform', platforms });
    return found;
  }

  /** The path of a small blob. */
  private async verified(digest: Digest): Promise<string> {
    const path = blobPath(digest);
    await verifyBlob(this.ctx, this.files.get(path), digest);
    return path;
  }

  private decode(bytes: Uint8Array, path: string, mediaType?: string): Manifest | ManifestList {
    try {
      return decodeManifest(bytes, mediaType);
    } catch (error) {
      if (error instanceof EngineError && error.code === 'manifest.invalid')
        throw notAsExpected(bytes, path, String((error.data as { at?: string }).at ?? ''));
      throw error;
    }
  }
}

function blobPath(digest: Digest): string {
  return `blobs/sha256/${hexOf(digest)}`;
}

/** @throws ImageError where the bytes are not what their name says */
export async function verifyBlob(ctx: EngineContext, content: Content, digest: Digest): Promise<void> {
  const actual = await hashContent(ctx.ports, content);
  if (actual !== digest) throw archiveError({ kind: 'blob-digest', path: blobPath(digest), actual });
}

/** An index whose entries are one image for several platforms (crane, `buildx -o type=oci`), not several images. */
function isOneImage(index: ManifestList): boolean {
  return index.manifests.length > 1 && index.manifests.every(({ platform }) => platform !== undefined);
}

/** Per entry of the index; a bare tag is no name. */
function readAnnotations(json: unknown): string[][] {
  const manifests = objectAt(json, 'index.json', '').get('manifests');
  return (Array.isArray(manifests) ? manifests : []).map((item: unknown, i) => {
    const annotations = objectAt(item, 'index.json', `manifests[${i}]`).get('annotations');
    if (typeof annotations !== 'object' || annotations === null) return [];
    const fields = new Map<string, unknown>(Object.entries(annotations));
    const name = NAME_ANNOTATIONS.map((key) => fields.get(key)).find((value) => typeof value === 'string' && /[:/]/.test(value));
    return typeof name === 'string' ? [name] : [];
  });
}

function objectAt(value: unknown, path: string, at: string): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw badShape(path, at, value);
  return new Map(Object.entries(value));
}

function stringAt(value: unknown, path: string, at: string): string {
  if (typeof value !== 'string') throw badShape(path, at, value);
  return value;
}

function stringsAt(value: unknown, path: string, at: string): string[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) throw badShape(path, at, value);
  return value.map((item: unknown, i) => stringAt(item, path, `${at}[${i}]`));
}

/** @param at where; '' also for what is no JSON at all */
function notAsExpected(bytes: Uint8Array, path: string, at: string): ImageError<'image.archive'> {
  return badShape(path, at, valueAt(parseArchiveJson(bytes, path), at));
}
