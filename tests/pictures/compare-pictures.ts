/**
 * Two pictures of one thing: the same, or how much differs at the worst place. Counted is the worst square and not the whole picture: a button
 * that lost its border is few pixels of a long page. Edges of letters, where the browser smooths them in another way, do not count.
 */
import pixelmatch from 'pixelmatch';
import sharp from 'sharp';

/** Pixels on a side of the square. */
const SQUARE = 32;
/** Distance of two colours, of 1 from black to white: above that of a colour and the next one in a palette of 256. */
const THRESHOLD = 0.1;

export type Difference =
  | { readonly kind: 'size'; readonly kept: string; readonly now: string }
  /** `most`: pixels that differ in the worst square; `picture`: both with what differs in red, PNG */
  | { readonly kind: 'pixels'; readonly most: number; readonly picture: Buffer };

/** Undefined where in no square more than `limit` pixels differ. */
export async function comparePictures(kept: Buffer, now: Buffer, limit: number): Promise<Difference | undefined> {
  const [a, b] = await Promise.all([pixelsOf(kept), pixelsOf(now)]);
  const [was, is] = [a, b].map(({ info }) => `${info.width} × ${info.height}`);
  if (was !== is) return { kind: 'size', kept: was ?? '', now: is ?? '' };
  if (a.data.equals(b.data)) return undefined;
  const { width, height } = a.info;
  const output = Buffer.alloc(a.data.length);
  const most = pixelmatch(a.data, b.data, output, width, height, { threshold: THRESHOLD, windowSize: SQUARE });
  if (most <= limit) return undefined;
  const picture = await sharp(output, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
  return { kind: 'pixels', most, picture };
}

function pixelsOf(png: Buffer) {
  return sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
}
