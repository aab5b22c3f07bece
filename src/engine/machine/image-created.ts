import type { Image } from './machine.ts';
import { parseTimestamp } from './timestamps.ts';

/** The year 1, Go's zero time: what docker takes for an image without a date. */
const ZERO_TIME = -62_135_596_800_000;

/** Each list of images asks for it again. */
const times = new WeakMap<Image['config'], number>();

/** Milliseconds since 1970, with a fraction. */
export function createdAt({ config }: Pick<Image, 'config'>): number {
  const known = times.get(config);
  if (known !== undefined) return known;
  const time = (config.created === undefined ? undefined : parseTimestamp(config.created)) ?? ZERO_TIME;
  times.set(config, time);
  return time;
}

/** Docker sorts images by the whole second only. */
export function createdSecond(image: Pick<Image, 'config'>): number {
  return Math.floor(createdAt(image) / 1000);
}
