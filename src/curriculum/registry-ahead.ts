/**
 * What a machine's start will ask the site's registry for under a digest: a page that knows it beforehand asks for all of it at once, and
 * not for one after the other answered (distribution specification, "Pulling manifests" and "Pulling blobs").
 */
import type { Machine, RegistryContent } from '../engine/index.ts';
import { describeMachine } from '../engine/index.ts';

interface Manifest {
  readonly manifests?: readonly { readonly digest: string; readonly platform?: { readonly architecture?: string } }[];
  readonly config?: { readonly digest: string };
  readonly layers?: readonly { readonly digest: string }[];
}

/** @returns paths from the site's root, manifests first, no layer twice; of images that came from elsewhere none */
export async function listAhead(machine: Machine, content: RegistryContent): Promise<readonly string[]> {
  const small: string[] = [];
  const layers = new Map<string, string>();
  for (const { digests } of describeMachine(machine).images) {
    for (const reference of digests) {
      const [name = '', digest = ''] = reference.split('@');
      const repository = `/v2/${name.includes('/') ? name : `library/${name}`}`;
      const top = await readManifest(content, digest);
      const one = top?.manifests?.find(({ platform }) => platform?.architecture === 'amd64')?.digest;
      const manifest = one === undefined ? top : await readManifest(content, one);
      if (manifest?.config === undefined) continue;
      if (one !== undefined) small.push(`${repository}/manifests/${one}`);
      small.push(`${repository}/blobs/${manifest.config.digest}`);
      for (const layer of manifest.layers ?? [])
        if (!layers.has(layer.digest)) layers.set(layer.digest, `${repository}/blobs/${layer.digest}`);
    }
  }
  return [...new Set([...small, ...layers.values()])];
}

async function readManifest(content: RegistryContent, digest: string): Promise<Manifest | undefined> {
  const bytes = await content.blob(digest);
  return bytes === undefined ? undefined : JSON.parse(new TextDecoder().decode(bytes));
}
