/** Archives as `docker save` has written them since version 25: an OCI layout with a `manifest.json` beside it. */
import { type Content, contentOf } from '../../src/engine/bytes/content.ts';
import { hashContent } from '../../src/engine/bytes/sha256.ts';
import { type TarEntry, tarEntry } from '../../src/engine/tar/entry.ts';
import { writeTar } from '../../src/engine/tar/write-tar.ts';
import { nodePlatform } from '../../src/server/node-platform.ts';

export interface ImageLayer {
  /** not packed */
  readonly tar: Content;
  /** as it lies in the archive, where that is another */
  readonly packed?: Content;
}

const CREATED = '2023-11-14T22:13:20Z';
const CONFIG_TYPE = 'application/vnd.oci.image.config.v1+json';
const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';
const LAYER_TYPE = 'application/vnd.oci.image.layer.v1.tar';

/** @param name with its tag */
export async function writeImageArchive(name: string, layers: readonly ImageLayer[]): Promise<Content> {
  const blobs = new Map<string, Content>();
  async function add(content: Content, mediaType: string) {
    const digest = await hash(content);
    blobs.set(digest, content);
    return { mediaType, digest, size: content.size };
  }
  const descriptors = [];
  for (const { tar, packed } of layers)
    descriptors.push(await add(packed ?? tar, packed === undefined ? LAYER_TYPE : `${LAYER_TYPE}+gzip`));
  const config = await add(
    json({
      architecture: 'amd64',
      os: 'linux',
      created: CREATED,
      config: { Env: ['PATH=/usr/bin:/bin'], Cmd: ['/bin/true'] },
      rootfs: { type: 'layers', diff_ids: await Promise.all(layers.map(({ tar }) => hash(tar))) },
      history: layers.map((_, index) => ({ created: CREATED, created_by: `COPY layer ${index + 1}` })),
    }),
    CONFIG_TYPE,
  );
  const manifest = await add(json({ schemaVersion: 2, mediaType: MANIFEST_TYPE, config, layers: descriptors }), MANIFEST_TYPE);
  const annotations = { 'io.containerd.image.name': `docker.io/library/${name}` };
  const pathOf = ({ digest }: { readonly digest: string }): string => `blobs/sha256/${digest.slice('sha256:'.length)}`;
  const dockerManifest = [{ Config: pathOf(config), RepoTags: [name], Layers: descriptors.map(pathOf) }];
  return writeTar([
    ...['blobs/', 'blobs/sha256/'].map((folder) => tarEntry({ name: folder, type: 'dir' })),
    ...[...blobs].sort().map(([digest, content]) => tarEntry({ name: pathOf({ digest }), content })),
    file('index.json', { schemaVersion: 2, manifests: [{ ...manifest, annotations }] }),
    file('manifest.json', dockerManifest),
    file('oci-layout', { imageLayoutVersion: '1.0.0' }),
  ]);
}

function hash(content: Content): Promise<string> {
  return hashContent({ platform: nodePlatform }, content);
}

function json(value: unknown): Content {
  return contentOf(JSON.stringify(value));
}

function file(name: string, value: unknown): TarEntry {
  return tarEntry({ name, content: json(value) });
}
