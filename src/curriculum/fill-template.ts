/**
 * Facts of the engine in texts: `{{id:alpine:3.13}}` becomes the image's short ID. Nothing that is computed is written down.
 *
 *   {{id:NAME}}        first 12 digits of the image ID
 *   {{digest:NAME}}    digest of what the tag points to, in full
 *   {{layer:N:NAME}}   first 12 digits of compressed layer N, 1 the lowest
 *   {{diff:N:NAME}}    first 12 digits of that layer's diff ID
 *   {{start:PLACE}}    the first four digits of one of these, without `sha256:`: `{{start:digest:alpine:3.13}}`
 *   {{size:NAME}}      as docker prints it: `5.6MB`
 *   {{mb:SUM}}         size in MB, four digits, with the decimal mark of the text's language: `5.6`, `5,6`.
 *                      SUM = TERM { " + " TERM }; TERM = [ N " * " ] ( NAME | N )
 *   {{disk:NAMES}}     MB of these images on disk together, each layer once. NAMES = NAME { " " NAME } [ " without " NAME { " " NAME } ]:
 *                      layers that the images behind `without` have are left out
 */
import type { Locale } from '../i18n/index.ts';
import { type CatalogImage, findCatalogImage } from './lab-catalog.ts';

/** Docker's own `{{.ID}}` and `{{json .Config}}` have no colon after a first word. */
const PLACE = /\{\{(\w+:[^{}]*)\}\}/g;
const START_DIGITS = 4;

const MB = 1_000_000;

/** @throws RangeError that names the place where it cannot be filled */
export function fillTemplate(text: string, locale: Locale = 'en'): string {
  return text.replace(PLACE, (place, inside: string) => {
    const value = findValue(inside, locale);
    if (value === undefined) throw new RangeError(`${place} names nothing in the lab's registry`);
    return value;
  });
}

/** Fills every string of a plain value. */
export function fillTemplates<T>(value: T, locale: Locale = 'en'): T {
  return JSON.parse(JSON.stringify(value), (_, inside: unknown) =>
    typeof inside === 'string' ? fillTemplate(inside, locale) : inside,
  );
}

function findValue(inside: string, locale: Locale): string | undefined {
  const [, kind = '', rest = ''] = /^(\w+):(.+)$/.exec(inside) ?? [];
  switch (kind) {
    case 'id':
      return short(findCatalogImage(rest)?.id);
    case 'digest':
      return findCatalogImage(rest)?.digest;
    case 'layer':
      return short(findLayer(rest, 'layers'));
    case 'diff':
      return short(findLayer(rest, 'diffIds'));
    case 'start':
      return findValue(rest, locale)?.replace('sha256:', '').slice(0, START_DIGITS);
    case 'size':
      return printedSize(findCatalogImage(rest)?.size);
    case 'mb':
      return megabytes(sumOf(rest), locale);
    case 'disk':
      return megabytes(diskOf(rest), locale);
    default:
      return undefined;
  }
}

/** @param place `1:alpine:3.13` */
function findLayer(place: string, list: 'layers' | 'diffIds'): string | undefined {
  const [, number, name = ''] = /^(\d+):(.+)$/.exec(place) ?? [];
  return findCatalogImage(name)?.[list][Number(number) - 1];
}

function short(digest: string | undefined): string | undefined {
  return digest?.slice('sha256:'.length, 'sha256:'.length + 12);
}

/** Three digits, base 1000 (go-units `HumanSizeWithPrecision`). */
function printedSize(bytes: number | undefined): string | undefined {
  if (bytes === undefined) return undefined;
  const power = Math.floor(Math.log10(bytes) / 3);
  return `${Number((bytes / 1000 ** power).toPrecision(3))}${['B', 'kB', 'MB', 'GB'][power]}`;
}

function megabytes(value: number | undefined, locale: Locale): string | undefined {
  if (value === undefined || Number.isNaN(value)) return undefined;
  return new Intl.NumberFormat(locale, { maximumSignificantDigits: 4, useGrouping: false }).format(value);
}

/** `10 * node:alpine3.13 + 5` → 1135 */
function sumOf(sum: string): number {
  const terms = sum.split(' + ').map((term) => {
    const [value = '', times = '1'] = term.split(' * ').reverse();
    const megabytesEach = Number.isNaN(Number(value)) ? (findCatalogImage(value)?.size ?? Number.NaN) / MB : Number(value);
    return Number(times) * megabytesEach;
  });
  return terms.reduce((left, right) => left + right, 0);
}

function diskOf(names: string): number | undefined {
  const [counted = [], without = []] = names.split(' without ').map((list) => list.split(' ').map(findCatalogImage));
  const layers = layersOf(counted);
  const known = layersOf(without);
  if (layers === undefined || known === undefined) return undefined;
  let bytes = 0;
  for (const [chain, size] of layers) if (!known.has(chain)) bytes += size;
  return bytes / MB;
}

/** Sizes by what a layer is on disk: itself on all those below. Undefined where one of the images is unknown. */
function layersOf(images: readonly (CatalogImage | undefined)[]): Map<string, number> | undefined {
  const layers = new Map<string, number>();
  for (const image of images) {
    if (image === undefined) return undefined;
    image.sizes.forEach((size, index) => {
      layers.set(image.diffIds.slice(0, index + 1).join(), size);
    });
  }
  return layers;
}
