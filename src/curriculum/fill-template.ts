/**
 * Facts of the engine in texts: `{{id:alpine:3.13}}` becomes the image's short ID. Nothing that is computed is written down.
 *
 *   {{id:NAME}}        first 12 digits of the image ID
 *   {{digest:NAME}}    digest of what the tag points to, in full
 *   {{layer:N:NAME}}   first 12 digits of compressed layer N, 1 the lowest
 *   {{diff:N:NAME}}    first 12 digits of that layer's diff ID
 */
import { type CatalogImage, findCatalogImage } from './lab-catalog.ts';

/** Docker's own `{{.ID}}` and `{{json .Config}}` have no colon after a first word. */
const PLACE = /\{\{(\w+:[^{}]*)\}\}/g;

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
  const ofLayer = /^(layer|diff):(\d+):(.+)$/.exec(inside);
  if (ofLayer === null) return undefined;
  const list: keyof CatalogImage = ofLayer[1] === 'layer' ? 'layers' : 'diffIds';
  return short(findCatalogImage(ofLayer[3] ?? '')?.[list][Number(ofLayer[2]) - 1]);
}

function short(digest: string | undefined): string | undefined {
  return digest?.slice('sha256:'.length, 'sha256:'.length + 12);
}
