/**
 * What a registry serves: repositories with their tags, and blobs by digest. On disk it is a folder with `refs.json` and
 * `blobs/sha256/<hex>` (the teaching images and the recordings' fixtures have the same form).
 */
import { EngineError } from '../errors.ts';
import { isDigest } from '../oci/digest.ts';

export interface Repository {
  /** tag to the digest of its manifest or list */
  readonly tags: ReadonlyMap<string, string>;
  /** digest of a manifest to its media type */
  readonly manifests: ReadonlyMap<string, string>;
  /** digests of configs and layers that may be fetched under this name */
  readonly blobs: ReadonlySet<string>;
  /** the order in which this registry lists its tags, which is what `docker pull -a` goes by */
  readonly tagOrder: readonly string[];
}

export interface RegistryContent {
  readonly repositories: ReadonlyMap<string, Repository>;
  /** bytes of a manifest, config or layer; undefined where they are not there */
  blob(digest: string): Promise<Uint8Array | undefined>;
}

/**
 * Reads `refs.json`: `{ "<repository>": { "tags": { "<tag>": "<digest>" }, "manifests": { "<digest>": "<media type>" }, "blobs": ["<digest>"],
 * "tag_list_order": ["<tag>"] } }`.
 * @throws EngineError `registry.badRefs` with the place
 */
export function parseRegistryRefs(json: string): ReadonlyMap<string, Repository> {
  const repositories = new Map<string, Repository>();
  for (const [name, value] of fieldsOf(parseJson(json), '')) {
    const fields = new Map(fieldsOf(value, name));
    const tags = new Map(
      fieldsOf(fields.get('tags'), `${name}.tags`).map(([tag, digest]) => [tag, digestOf(digest, `${name}.tags.${tag}`)]),
    );
    const manifests = fieldsOf(fields.get('manifests'), `${name}.manifests`).map(([digest, type]): [string, string] => [
      digestOf(digest, `${name}.manifests`),
      textOf(type, `${name}.manifests.${digest}`),
    ]);
    const blobs = listOf(fields.get('blobs'), `${name}.blobs`).map((digest) => digestOf(digest, `${name}.blobs`));
    const order = fields.get('tag_list_order');
    const tagOrder =
      order === undefined
        ? [...tags.keys()].sort()
        : listOf(order, `${name}.tag_list_order`).map((tag) => textOf(tag, `${name}.tag_list_order`));
    repositories.set(name, { tags, manifests: new Map(manifests), blobs: new Set(blobs), tagOrder });
  }
  return repositories;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw bad('', 'JSON');
  }
}

function fieldsOf(value: unknown, at: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad(at, 'an object');
  return Object.entries(value);
}

function listOf(value: unknown, at: string): unknown[] {
  if (!Array.isArray(value)) throw bad(at, 'a list');
  return value;
}

function textOf(value: unknown, at: string): string {
  if (typeof value !== 'string') throw bad(at, 'a text');
  return value;
}

function digestOf(value: unknown, at: string): string {
  if (typeof value !== 'string' || !isDigest(value)) throw bad(at, 'a sha256 digest');
  return value;
}

function bad(at: string, wanted: string): EngineError {
  return new EngineError('registry.badRefs', { at, wanted });
}
