/** From an address to its route: `/api/classes/:class/pace`. */
import { Refusal } from '../domain/refusal.ts';

const PART = /^[A-Za-z0-9_-]{1,100}$/;

/** @throws Refusal where there is none, or none for the method */
export function matchRoute<T extends { readonly method: string; readonly path: string }>(
  routes: readonly T[],
  method: string,
  path: string,
): { readonly route: T; readonly params: Readonly<Record<string, string>> } {
  let isKnown = false;
  for (const route of routes) {
    const params = matchPath(route.path, path);
    if (params === undefined) continue;
    isKnown = true;
    if (route.method === method) return { route, params };
  }
  throw new Refusal(isKnown ? 'method-refused' : 'address-unknown');
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, want] of wanted.entries()) {
    const part = given[index] ?? '';
    if (!want.startsWith(':')) {
      if (want !== part) return undefined;
    } else if (PART.test(part)) params[want.slice(1)] = part;
    else return undefined;
  }
  return params;
}
