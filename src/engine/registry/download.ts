/** Addresses that `docker import`, ADD and `docker build` are given. The simulated internet holds registries, and nothing that these could use. */
import type { EngineContext } from '../cas/content-store.ts';
import { HttpUnreachable } from '../ports.ts';

/** Why there is nothing to be had there, in Go's words; undefined where somebody answers. */
export async function findDownloadProblem(ctx: Pick<EngineContext, 'ports'>, url: string): Promise<string | undefined> {
  if (/^https?:\/\/(?:[/?#]|$)/.test(url)) return `Get "${url.replace(/\/\/$/, '')}": http: no Host in request URL`;
  try {
    await ctx.ports.http.fetch({ method: 'GET', url, headers: {} });
    return undefined;
  } catch (error) {
    if (error instanceof HttpUnreachable) return `Get "${url}": ${error.message}`;
    throw error;
  }
}
