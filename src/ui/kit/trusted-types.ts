/**
 * Trusted Types (W3C, "Trusted Types", sections 2 and 3): the server's policy lets no plain text become markup or the address of a script.
 * Two ways are open: colours of code (`trusted-colours.ts`), and scripts of this site. Monaco has its own policies.
 */
export interface Policy {
  createHTML(text: string): unknown;
}
interface Factory {
  readonly defaultPolicy: unknown;
  createPolicy(name: string, rules: { createHTML?(text: string): string; createScriptURL?(address: string): string }): Policy;
}

/** @returns undefined where the browser has no such thing */
export function trustedTypes(): Factory | undefined {
  return (globalThis as { readonly trustedTypes?: Factory }).trustedTypes;
}

/** For `new Worker` and the service worker, Pagefind's among them. A page has this policy once, whichever of its scripts is the first. */
export function allowOwnScripts(): void {
  const own = trustedTypes();
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
