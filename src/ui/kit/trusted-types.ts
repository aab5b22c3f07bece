/**
 * Trusted Types (W3C, "Trusted Types", sections 2 and 3): the server's policy lets no plain text become markup or the address of a script.
 * Two ways are open: colours of code, which are nothing but `<span class>`, and scripts of this site. Monaco has its own policies.
 */
interface Policy {
  createHTML(text: string): unknown;
}
interface Factory {
  readonly defaultPolicy: unknown;
  createPolicy(name: string, rules: { createHTML?(text: string): string; createScriptURL?(address: string): string }): Policy;
}

function factory(): Factory | undefined {
  return (globalThis as { readonly trustedTypes?: Factory }).trustedTypes;
}

let colours: Policy | undefined;

/**
 * @param html of highlighted code
 * @returns the same as the page's policy wants it
 * @throws TypeError where there is any other element in it
 */
export function trustColours(html: string): string {
  colours ??= factory()?.createPolicy('camadas', { createHTML: onlySpans });
  return colours === undefined ? html : (colours.createHTML(html) as string);
}

export function onlySpans(html: string): string {
  if (/<(?!\/span>|span(?: class="[\w -]*")?>)/.test(html)) throw new TypeError('coloured code is spans and nothing else');
  return html;
}

/** For `new Worker` and the service worker, Pagefind's among them. A page has this policy once, whichever of its scripts is the first. */
export function allowOwnScripts(): void {
  const own = factory();
  if (own === undefined || own.defaultPolicy !== null) return;
  own.createPolicy('default', { createScriptURL: (address) => ownScript(address, location.href) });
}

/** @throws TypeError where it is not a script of this site */
export function ownScript(address: string, base: string): string {
  const { origin, pathname } = new URL(address, base);
  if (origin !== new URL(base).origin || !/\/(_astro\/[^/]+\.worker-[^/]+|pagefind\/pagefind-worker|sw)\.js$/.test(pathname))
    throw new TypeError(`${address} is no script of this site`);
  return address;
}
