/**
 * `docker save` in the form of docker 20.10 (moby `image/tarexport/save.go`), byte for byte: every docker reads it.
 *
 * A folder per layer with `VERSION`, `json` and `layer.tar`, named by an ID of the kind that images had before 1.10: the hash of what
 * such an image's JSON would be. Only the top layer's has the image's settings, so the layers below have the same folder in every
 * image that shares them. Where a layer appears under a second ID its tar is a link to the first.
 */
import { type Content, contentOf } from '../bytes/content.ts';
import { sha256Hex } from '../bytes/sha256.ts';
import { utf8 } from '../bytes/utf8.ts';
import type { EngineContext } from '../cas/content-store.ts';
import { createdAt } from '../machine/image-created.ts';
import { compareBytes, listReferences } from '../machine/image-references.ts';
import { getLayer } from '../machine/layer-sizes.ts';
import { lookupPrefix, lookupReference } from '../machine/lookup-image.ts';
import type { Image, Machine } from '../machine/machine.ts';
import { normaliseTimestamp } from '../machine/normalise-timestamp.ts';
import { type ChainId, type DiffId, hexOf } from '../oci/digest.ts';
import { runConfigJson } from '../oci/encode-image-config.ts';
import { formatGoJson, type Json } from '../oci/go-json.ts';
import { parseAnyReference } from '../reference/any-reference.ts';
import { familiarName, familiarString, type Reference } from '../reference/reference.ts';
import { type TarEntry, tarEntry } from '../tar/entry.ts';
import { writeTar } from '../tar/write-tar.ts';
import { ImageError } from './image-error.ts';

interface Chosen {
  readonly image: Image;
  readonly tags: Reference[];
}

/**
 * A name with a tag stores that tag, a name alone all tags of the repository, an ID none. The first argument that means nothing ends
 * all; nothing is written then.
 * @throws ImageError `image.notFound`, `image.referenceMissing`, `image.contentMissing`, `image.emptyExport`; InvalidReferenceError
 */
export function saveImages(ctx: Pick<EngineContext, 'store'>, machine: Machine, names: readonly string[]): Content {
  const archive = new Archive(ctx, machine);
  const chosen = chooseImages(machine, names);
  for (const one of chosen) archive.addImage(one, chosen);
  return archive.write();
}

function chooseImages(machine: Machine, names: readonly string[]): Chosen[] {
  const chosen = new Map<string, Chosen>();
  const add = (image: Image, reference?: Reference): void => {
    const one = chosen.get(image.id) ?? { image, tags: [] };
    chosen.set(image.id, one);
    if (reference?.tag === undefined || one.tags.some((tag) => familiarString(tag) === familiarString(reference))) return;
    one.tags.push(reference);
  };
  for (const name of names) {
    const parsed = parseAnyReference(name);
    if (parsed.kind === 'id') {
      const image = machine.images.get(parsed.id);
      if (image === undefined) throw new ImageError('image.contentMissing', { imageId: parsed.id });
      add(image);
      continue;
    }
    const { reference } = parsed;
    const isBare = reference.tag === undefined && reference.digest === undefined;
    const named = isBare ? listRepository(machine, reference) : [];
    for (const one of named) add(one.image, one.reference);
    if (named.length > 0) continue;
    if (isBare || familiarName(reference) === 'sha256') add(getByPrefix(machine, name));
    else {
      const id = lookupReference(machine, reference);
      const image = id === undefined ? undefined : machine.images.get(id);
      if (image === undefined) throw new ImageError('image.referenceMissing', { argument: name });
      add(image, reference.digest === undefined ? reference : undefined);
    }
  }
  return [...chosen.values()];
}

function listRepository(machine: Machine, repository: Reference): { image: Image; reference: Reference }[] {
  const found = [...machine.images.values()].flatMap((image) =>
    listReferences(machine, image.id)
      .filter(({ reference }) => reference.domain === repository.domain && reference.path === repository.path)
      .map(({ full, reference }) => ({ full, image, reference })),
  );
  return found.sort((a, b) => compareBytes(a.full, b.full));
}

function getByPrefix(machine: Machine, name: string): Image {
  const image = lookupPrefix(machine, name);
  if (image === undefined) throw new ImageError('image.notFound', { argument: name, shown: name });
  return image;
}

class Archive {
  private readonly ctx: Pick<EngineContext, 'store'>;
  private readonly machine: Machine;
  private readonly entries: TarEntry[] = [];
  private readonly manifest: Json[] = [];
  private readonly repositories = new Map<string, Map<string, Json>>();
  private readonly folders = new Set<string>();
  /** where a layer's tar lies */
  private readonly tars = new Map<DiffId, string>();

  constructor(ctx: Pick<EngineContext, 'store'>, machine: Machine) {
    this.ctx = ctx;
    this.machine = machine;
  }

  addImage({ image, tags }: Chosen, all: readonly Chosen[]): void {
    if (image.chain.length === 0) throw new ImageError('image.emptyExport', { imageId: image.id });
    const mtime = Math.max(0, Math.floor(createdAt(image) / 1000));
    const folders: string[] = [];
    for (const [index, chainId] of image.chain.entries()) {
      const isTop = index === image.chain.length - 1;
      folders.push(this.addLayer(chainId, isTop ? topFields(image) : lowerFields(image), folders.at(-1), mtime));
    }
    const config = `${hexOf(image.id)}.json`;
    this.addFile(config, contentOf(image.configBytes), mtime);
    const hasParent = image.parent !== undefined && all.some((other) => other.image.id === image.parent);
    this.manifest.push({
      Config: config,
      RepoTags: tags.length === 0 ? null : tags.map(familiarString),
      Layers: folders.map((folder) => `${folder}/layer.tar`),
      Parent: hasParent ? image.parent : undefined,
    });
    for (const tag of tags) {
      const name = familiarName(tag);
      this.repositories.set(
        name,
        (this.repositories.get(name) ?? new Map<string, Json>()).set(tag.tag ?? '', folders.at(-1) ?? ''),
      );
    }
  }

  write(): Content {
    if (this.repositories.size > 0) this.addFile('repositories', contentOf(`${formatGoJson(this.repositories)}\n`), 0);
    this.addFile('manifest.json', contentOf(`${formatGoJson(this.manifest)}\n`), 0);
    return writeTar([...this.entries].sort((a, b) => compareBytes(a.name, b.name)));
  }

  /** Returns its folder. */
  private addLayer(chainId: ChainId, fields: V1Fields, parent: string | undefined, mtime: number): string {
    const layer = getLayer(this.machine, chainId);
    const folder = v1Id(fields.hashed, chainId, parent);
    if (this.folders.has(folder)) return folder;
    this.folders.add(folder);
    this.addEntry({ name: `${folder}/`, type: 'dir', mode: 0o755, mtime });
    this.addFile(`${folder}/VERSION`, contentOf('1.0'), mtime);
    this.addFile(`${folder}/json`, contentOf(formatGoJson({ id: folder, parent, ...fields.written })), mtime);
    const known = this.tars.get(layer.diffId);
    if (known === undefined) {
      this.tars.set(layer.diffId, folder);
      this.addFile(`${folder}/layer.tar`, this.ctx.store.get(layer.diffId), mtime);
    } else this.addEntry({ name: `${folder}/layer.tar`, type: 'symlink', mode: 0o777, linkname: `../${known}/layer.tar`, mtime });
    return folder;
  }

  private addFile(name: string, content: Content, mtime: number): void {
    this.addEntry({ name, content, mtime });
  }

  private addEntry(entry: Pick<TarEntry, 'name'> & Partial<TarEntry>): void {
    this.entries.push(tarEntry({ uname: 'root', gname: 'root', typeBits: true, ...entry }));
  }
}

type Fields = Readonly<Record<string, Json | undefined>>;
interface V1Fields {
  /** of these the ID is the hash */
  readonly hashed: Fields;
  readonly written: Fields;
}

/** Layers below the top: what any image would have. */
function lowerFields(image: Image): V1Fields {
  const hashed: Fields = { created: '1970-01-01T00:00:00Z', container_config: runConfigJson({}) };
  return { hashed, written: { ...hashed, os: image.config.os || undefined } };
}

/** In the order of moby's `V1Image`. */
function topFields(image: Image): V1Fields {
  const { config } = image;
  const fields: Fields = {
    comment: config.comment || undefined,
    created: normaliseTimestamp(config.created ?? '0001-01-01T00:00:00Z'),
    container: config.container || undefined,
    container_config: runConfigJson(config.container_config ?? {}),
    docker_version: config.docker_version || undefined,
    author: config.author || undefined,
    config: config.config === undefined || config.config === null ? undefined : runConfigJson(config.config),
    architecture: config.architecture || undefined,
    variant: config.variant || undefined,
    os: config.os || undefined,
  };
  return { hashed: fields, written: fields };
}

function v1Id(fields: Fields, chainId: ChainId, parent: string | undefined): string {
  const map = new Map<string, Json>();
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) map.set(key, value);
  map.set('layer_id', chainId);
  if (parent !== undefined) map.set('parent', `sha256:${parent}`);
  return sha256Hex(utf8(formatGoJson(map)));
}
