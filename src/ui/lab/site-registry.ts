/**
 * The site's registry without a server that knows what a registry is: offline, and on hosts that only hand out files. The images lie
 * there as files, and the answers are made here by the same code that answers on the server.
 */
import { type HttpPort, loadRegistryServing } from '../../engine/index.ts';

/** @param folder address of the images' folder, with a slash at the end */
export async function openSiteRegistry(folder: string, fetchHere: typeof fetch): Promise<HttpPort['fetch']> {
  const { parseRegistryRefs, serveRegistry } = await loadRegistryServing();
  const refs = await fetchHere(`${folder}refs.json`);
  if (!refs.ok) throw new Error(`no images at ${folder}`);
  const content = {
    repositories: parseRegistryRefs(await refs.text()),
    async blob(digest: string) {
      const response = await fetchHere(`${folder}blobs/sha256/${digest.replace('sha256:', '')}`);
      return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
    },
  };
  return (request) => serveRegistry(content, request);
}
