/** The site's own folder, which need not be the root of its host: `base.astro` says where it is, as seen from the page. */
export function siteRoot(): URL {
  return new URL(document.documentElement.dataset['root'] ?? '/', document.baseURI);
}
