/** What a browser gives to the engine: the site's registry, and hashing, unpacking and keeping beside the engine's own JavaScript. An outline needs none of it. */
import { labPorts } from '../../exercise/index.ts';
import { type BrowserPlatform, browserPlatform } from './browser-platform.ts';
import { createRegistryPort } from './registry-port.ts';

export interface SitePlace {
  /** where the built site's files lie, without a slash at the end */
  readonly site: string;
  /** where its registry answers, without a slash at the end */
  readonly host: string;
  readonly fetchHere: typeof fetch;
}

export function browserPorts({ site, host, fetchHere }: SitePlace) {
  const registry = createRegistryPort(host, fetchHere, async () => {
    const { openSiteRegistry } = await import('./site-registry.ts');
    return openSiteRegistry(`${site}/registry/`, fetchHere);
  });
  const platform: BrowserPlatform = browserPlatform();
  return { ...labPorts(registry), platform };
}
