/**
 * Facts of the engine in texts: `{{id:alpine:3.13}}` becomes the image's short ID. Nothing that is computed is written down.
 *
 *   {{id:NAME}}        first 12 digits of the image ID
 *   {{digest:NAME}}    digest of what the tag points to, in full
 *   {{layer:N:NAME}}   first 12 digits of compressed layer N, 1 the lowest
 *   {{diff:N:NAME}}    first 12 digits of that layer's diff ID
 *   {{mb:SUM}}         size on disk in MB, four digits, a point: `5.6`. SUM = TERM { " + " TERM }; TERM = [ N " * " ] ( NAME | N )
 */
import { type CatalogImage, findCatalogImage } from './lab-catalog.ts';

/** Docker's own `{{.ID}}` and `{{json .Config}}` have no colon after a first word. */
const PLACE = /\{\{(\w+:[^{}]*)\}\}/g;

const MB = 1_000_000;

/** @throws RangeError that names the place where it cannot be filled */
export function fillTemplate(text: string): string {
  return text.replace(PLACE, (place, inside: string) => {
    const value = findValue(inside);
    if (value === undefined) throw new RangeError(`${place} names nothing in the lab's registry`);
    return value;
  });
}

/** Fills every string of a plain value. */
export function fillTemplates<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, inside: unknown) => (typeof inside === 'string' ? fillTemplate(inside) : inside));
}

function findValue(inside: string): string | undefined {
  const plain = /^(id|digest):(.+)$/.exec(inside);
  if (plain !== null) {
    const image = findCatalogImage(plain[2] ?? '');
    return plain[1] === 'id' ? short(image?.id) : image?.digest;
  }
  const sum = /^mb:(.+)$/.exec(inside);
  if (sum !== null) return megabytes(sum[1] ?? '');
  const ofLayer = /^(layer|diff):(\d+):(.+)$/.exec(inside);
  if (ofLayer === null) return undefined;
  const list: keyof CatalogImage = ofLayer[1] === 'layer' ? 'layers' : 'diffIds';
  return short(findCatalogImage(ofLayer[3] ?? '')?.[list][Number(ofLayer[2]) - 1]);
}

/** `10 * node:alpine3.13 + 5` → `1135` */
function megabytes(sum: string): string | undefined {
  const terms = sum.split(' + ').map((term) => {
    const [value = '', times = '1'] = term.split(' * ').reverse();
    const megabytesEach = Number.isNaN(Number(value)) ? (findCatalogImage(value)?.size ?? Number.NaN) / MB : Number(value);
    return Number(times) * megabytesEach;
  });
  const total = terms.reduce((left, right) => left + right, 0);
  return Number.isNaN(total) ? undefined : String(Number(total.toPrecision(4)));
}

function short(digest: string | undefined): string | undefined {
  return digest?.slice('sha256:'.length, 'sha256:'.length + 12);
}
