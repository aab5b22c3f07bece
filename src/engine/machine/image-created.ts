import type { Image } from './machine.ts';
import { parseTimestamp } from './timestamps.ts';

/** The year 1, Go's zero time: what docker takes for an image without a date. */
const ZERO_TIME = -62_135_596_800_000;

/** Milliseconds since 1970, with a fraction. */
export function createdAt(image: Pick<Image, 'config'>): number {
  return (image.config.created === undefined ? undefined : parseTimestamp(image.config.created)) ?? ZERO_TIME;
}

/** Docker sorts images by the whole second only. */
export function createdSecond(image: Pick<Image, 'config'>): number {
  return Math.floor(createdAt(image) / 1000);
}
