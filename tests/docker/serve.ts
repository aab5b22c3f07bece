/** Registries over real HTTP: the site's own way of serving `/v2/`, and a port through which the engine reaches it. */

import { createHash } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type HttpPort, HttpUnreachable, type RegistryContent, type Repository } from '../../src/engine/index.ts';
import { createSiteServer } from '../../src/server/create-server.ts';
import { createRegistryRoute } from '../../src/server/registry-route.ts';
import { openSiteFiles } from '../../src/server/site-files.ts';

export interface Served {
  /** `localhost:PORT`, as it stands in front of an image's name */
  readonly host: string;
  close(): Promise<void>;
}

/** The site without its pages. */
export async function serveContent(content: RegistryContent): Promise<Served> {
  const files = openSiteFiles('', { sources: '', folder: '', hasEditor: false, files: {} });
  return listen(createSiteServer({ files, registry: createRegistryRoute(content) }));
}

export async function listen(server: Server): Promise<Served> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    host: `localhost:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** The network as it is, with Go's words where there is nobody. */
export const realHttp: HttpPort = {
  async fetch({ method, url, headers, body }) {
    const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body: new Uint8Array(body) }) }).catch(
      () => {
        throw new HttpUnreachable(`dial tcp 127.0.0.1:${new URL(url).port}: connect: connection refused`);
      },
    );
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: new Uint8Array(await response.arrayBuffer()),
    };
  },
};

/** A registry's content put together by hand. */
export class ContentBuilder implements RegistryContent {
  readonly repositories = new Map<string, Repository>();
  private readonly blobs = new Map<string, Uint8Array>();

  blob(digest: string): Promise<Uint8Array | undefined> {
    return Promise.resolve(this.blobs.get(digest));
  }

  add(bytes: Uint8Array): string {
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    this.blobs.set(digest, bytes);
    return digest;
  }

  /** Other bytes under a digest that stays. */
  tamper(digest: string, bytes: Uint8Array): void {
    this.blobs.set(digest, bytes);
  }

  /** @param manifests digest to media type */
  tag(name: string, tag: string, digest: string, manifests: Readonly<Record<string, string>>, blobs: readonly string[]): void {
    const old = this.repositories.get(name);
    const tags = new Map(old?.tags).set(tag, digest);
    this.repositories.set(name, {
      tags,
      manifests: new Map([...(old?.manifests ?? []), ...Object.entries(manifests)]),
      blobs: new Set([...(old?.blobs ?? []), ...blobs]),
      tagOrder: [...tags.keys()],
    });
  }
}
