/** Everything may be read but the pages that are there for tests. */
import type { APIRoute } from 'astro';

export const GET: APIRoute = ({ site }) => {
  const map = site === undefined ? '' : `Sitemap: ${new URL('/sitemap.xml', site).href}\n`;
  return new Response(`User-agent: *\nDisallow: /lab/\nDisallow: /solutions/\n${map}`);
};
