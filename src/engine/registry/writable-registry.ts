/**
 * A registry that one can push to (distribution-spec 1.1, "Push"): what is pushed lies over the content that it began with, in memory,
 * as long as this registry lives. It is another computer than the learner's machine, so undoing a command does not undo a push.
 *
 * Blobs come whole (`POST`, then `PUT ?digest=`) or in parts (`PATCH` between them). A manifest is taken when all it names is there.
 */
import { concatContents, contentOf, readContent } from '../bytes/content.ts';
import { utf8 } from '../bytes/utf8.ts';
import { EngineError } from '../errors.ts';
import { type Digest, digestBytes, isDigest } from '../oci/digest.ts';
import { decodeManifest } from '../oci/manifest.ts';
import type { HttpPort, HttpRequest, HttpResponse } from '../ports.ts';
import type { RegistryContent, Repository } from './registry-content.ts';
import { serveRegistry, splitUrl } from './serve-registry.ts';

const API_VERSION = { 'docker-distribution-api-version': 'registry/2.0' };
const NOTHING: Repository = { tags: new Map(), manifests: new Map(), blobs: new Set(), tagOrder: [] };
const NO_BYTES = new Uint8Array();

export function createWritableRegistry(content: RegistryContent): HttpPort {
  return portOf(new Pushed(content));
}

function portOf(pushed: Pushed): HttpPort {
  return { fetch: (request) => pushed.answer(request), fork: () => portOf(pushed.copy()) };
}

class Pushed {
  private readonly base: RegistryContent;
  private readonly repositories: Map<string, Repository>;
  private readonly blobs: Map<string, Uint8Array>;
  private readonly uploads: Map<string, Uint8Array>;
  private started: number;

  constructor(base: RegistryContent, before?: Pushed) {
    this.base = base;
    this.repositories = new Map(before?.repositories ?? base.repositories);
    this.blobs = new Map(before?.blobs);
    this.uploads = new Map(before?.uploads);
    this.started = before?.started ?? 0;
  }

  /** Bytes and repositories are never written into: the maps alone are copied. */
  copy(): Pushed {
    return new Pushed(this.base, this);
  }

  async answer(request: HttpRequest): Promise<HttpResponse> {
    const { path, query } = splitUrl(request.url);
    const upload = /^\/v2\/([a-z0-9._/-]+)\/blobs\/uploads\/([a-z0-9]*)$/.exec(path);
    if (upload !== null) return this.upload(request, upload[1] ?? '', upload[2] ?? '', query);
    const manifest = /^\/v2\/([a-z0-9._/-]+)\/manifests\/([^/]+)$/.exec(path);
    if (manifest !== null && request.method === 'PUT') return this.putManifest(request, manifest[1] ?? '', manifest[2] ?? '');
    return serveRegistry({ repositories: this.repositories, blob: (digest) => this.blob(digest) }, request);
  }

  private async blob(digest: string): Promise<Uint8Array | undefined> {
    return this.blobs.get(digest) ?? this.base.blob(digest);
  }

  private async upload(request: HttpRequest, name: string, id: string, query: ReadonlyMap<string, string>): Promise<HttpResponse> {
    const body = request.body ?? NO_BYTES;
    if (request.method === 'POST' && id === '') return this.startUpload(name, body, query);
    const before = this.uploads.get(id);
    if (before === undefined) return refuse(404, 'BLOB_UPLOAD_UNKNOWN', 'blob upload unknown to registry');
    const all = body.length === 0 ? before : await readContent(concatContents([contentOf(before), contentOf(body)]));
    if (request.method === 'PATCH') {
      this.uploads.set(id, all);
      return accepted(name, id, all.length);
    }
    if (request.method !== 'PUT') return refuse(405, 'UNSUPPORTED', 'The operation is unsupported.');
    return this.finishUpload(name, id, all, query.get('digest') ?? '');
  }

  /** A blob that another repository has is only named here, too (`?mount=…&from=…`). */
  private startUpload(name: string, body: Uint8Array, query: ReadonlyMap<string, string>): HttpResponse {
    const mount = query.get('mount');
    if (mount !== undefined && this.repositories.get(query.get('from') ?? '')?.blobs.has(mount) === true) {
      this.nameBlob(name, mount);
      return created(`/v2/${name}/blobs/${mount}`, mount);
    }
    this.started += 1;
    const id = `upload${this.started}`;
    this.uploads.set(id, NO_BYTES);
    const digest = query.get('digest');
    return digest === undefined ? accepted(name, id, 0) : this.finishUpload(name, id, body, digest);
  }

  private finishUpload(name: string, id: string, bytes: Uint8Array, digest: string): HttpResponse {
    if (!isDigest(digest) || digestBytes(bytes) !== digest) {
      return refuse(400, 'DIGEST_INVALID', 'provided digest did not match uploaded content');
    }
    this.uploads.delete(id);
    this.blobs.set(digest, bytes);
    this.nameBlob(name, digest);
    return created(`/v2/${name}/blobs/${digest}`, digest);
  }

  private putManifest(request: HttpRequest, name: string, reference: string): HttpResponse {
    const bytes = request.body ?? NO_BYTES;
    const digest = digestBytes(bytes);
    if (isDigest(reference) && reference !== digest)
      return refuse(400, 'DIGEST_INVALID', 'provided digest did not match uploaded content');
    const mediaType = request.headers['content-type'] ?? '';
    const needed = neededBy(bytes, mediaType);
    if (needed === undefined) return refuse(400, 'MANIFEST_INVALID', 'manifest invalid');
    const repository = this.repositories.get(name) ?? NOTHING;
    const missing = needed.find((one) => !repository.blobs.has(one) && !repository.manifests.has(one));
    if (missing !== undefined) return refuse(400, 'MANIFEST_BLOB_UNKNOWN', 'blob unknown to registry');
    const isTag = !isDigest(reference);
    this.blobs.set(digest, bytes);
    this.repositories.set(name, {
      ...repository,
      manifests: new Map(repository.manifests).set(digest, mediaType),
      tags: isTag ? new Map(repository.tags).set(reference, digest) : repository.tags,
      tagOrder: isTag && !repository.tagOrder.includes(reference) ? [...repository.tagOrder, reference] : repository.tagOrder,
    });
    return created(`/v2/${name}/manifests/${digest}`, digest);
  }

  private nameBlob(name: string, digest: string): void {
    const repository = this.repositories.get(name) ?? NOTHING;
    this.repositories.set(name, { ...repository, blobs: new Set(repository.blobs).add(digest) });
  }
}

/** What has to be there before the manifest; undefined where it is none. */
function neededBy(bytes: Uint8Array, mediaType: string): readonly Digest[] | undefined {
  try {
    const manifest = decodeManifest(bytes, mediaType);
    const parts = manifest.kind === 'index' ? manifest.manifests : [manifest.config, ...manifest.layers];
    return parts.map((part) => part.digest);
  } catch (error) {
    if (error instanceof EngineError) return undefined;
    throw error;
  }
}

function accepted(name: string, id: string, size: number): HttpResponse {
  const headers = { location: `/v2/${name}/blobs/uploads/${id}`, range: `0-${Math.max(0, size - 1)}`, 'docker-upload-uuid': id };
  return { status: 202, headers: { ...API_VERSION, ...headers, 'content-length': '0' }, body: NO_BYTES };
}

function created(location: string, digest: string): HttpResponse {
  return {
    status: 201,
    headers: { ...API_VERSION, location, 'docker-content-digest': digest, 'content-length': '0' },
    body: NO_BYTES,
  };
}

function refuse(status: number, code: string, message: string): HttpResponse {
  const body = utf8(`${JSON.stringify({ errors: [{ code, message, detail: null }] })}\n`);
  const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': String(body.length) };
  return { status, headers: { ...API_VERSION, ...headers }, body };
}
