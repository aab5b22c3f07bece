/** Lists in pages (distribution-spec 1.1, "Listing Tags"): `n` at most, those after `last`, and a further page is named in `Link`. */
import type { HttpResponse } from '../ports.ts';
import { json, refuse } from './registry-reply.ts';

const DEFAULT_PAGE = 1000;

export interface List {
  /** of this list, for `Link` */
  readonly path: string;
  readonly key: 'repositories' | 'tags';
  /** what stands in front of it in the answer */
  readonly head: object;
  readonly items: readonly string[];
}

export function listPage({ path, key, head, items }: List, query: ReadonlyMap<string, string>): HttpResponse {
  const asked = query.get('n');
  const n = asked === undefined ? DEFAULT_PAGE : Number(asked);
  if (!Number.isInteger(n) || n < 0 || asked === '')
    return refuse(400, 'PAGINATION_NUMBER_INVALID', 'invalid number of results requested', { n: asked });
  const from = findStart(items, query.get('last'));
  const page = items.slice(from, from + n);
  const end = page.at(-1);
  const link: Record<string, string> =
    end !== undefined && from + n < items.length ? { link: `<${path}?last=${encodeURIComponent(end)}&n=${n}>; rel="next"` } : {};
  return json(200, { ...head, [key]: page }, link);
}

/** `last` need not be there: it may be gone since, or a client wants to begin somewhere. */
function findStart(items: readonly string[], last: string | undefined): number {
  if (last === undefined) return 0;
  const at = items.indexOf(last);
  if (at >= 0) return at + 1;
  const next = items.findIndex((item) => compareNames(item, last) > 0);
  return next < 0 ? items.length : next;
}

/** "Lexical (i.e. case-insensitive alphanumeric) order" */
export function compareNames(a: string, b: string): number {
  const [lowA, lowB] = [a.toLowerCase(), b.toLowerCase()];
  if (lowA !== lowB) return lowA < lowB ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}
