/** What counts as a difference: a small one at one place, and none that nobody sees. */
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { comparePictures } from '../pictures/compare-pictures.ts';

const SIZE = { width: 400, height: 300 };
const sheet = sharp({ create: { ...SIZE, channels: 4, background: '#fbfaf5' } });

/** A page with a box of `side` pixels in a colour. */
async function draw(side: number, colour = '#30305a', { width, height } = SIZE): Promise<Buffer> {
  if (side === 0) return sheet.clone().resize(width, height).png().toBuffer();
  const box = await sharp({ create: { width: side, height: side, channels: 4, background: colour } })
    .png()
    .toBuffer();
  return sheet
    .clone()
    .composite([{ input: box, left: 40, top: 50 }])
    .png()
    .toBuffer();
}

interface Row {
  readonly name: string;
  readonly kept: { readonly side: number; readonly colour?: string };
  readonly now: { readonly side: number; readonly colour?: string };
  readonly most: number | undefined;
}

test.each<Row>([
  { name: 'the same', kept: { side: 20 }, now: { side: 20 }, most: undefined },
  { name: 'a colour that nobody tells apart', kept: { side: 20 }, now: { side: 20, colour: '#31315b' }, most: undefined },
  { name: 'three pixels', kept: { side: 0 }, now: { side: 1 }, most: undefined },
  { name: 'a box that is gone', kept: { side: 20 }, now: { side: 0 }, most: 400 },
  { name: 'a box of another colour', kept: { side: 20 }, now: { side: 20, colour: '#5a3030' }, most: 400 },
  { name: 'a box that has grown by a pixel', kept: { side: 20 }, now: { side: 21 }, most: 41 },
])('$name', async ({ kept, now, most }) => {
  const difference = await comparePictures(await draw(kept.side, kept.colour), await draw(now.side, now.colour), 12);
  expect(difference?.kind === 'pixels' ? difference.most : undefined).toBe(most);
});

test('another size is a difference of its own', async () => {
  const [kept, now] = [await draw(0), await draw(0, '', { width: 400, height: 301 })];
  expect(await comparePictures(kept, now, 12)).toEqual({ kind: 'size', kept: '400 × 300', now: '400 × 301' });
});

test('a palette of 256 colours loses nothing that is seen', async () => {
  const many = Buffer.alloc(SIZE.width * SIZE.height * 4, 255);
  for (let at = 0; at < many.length; at += 4) many[at] = ((at / 4) % SIZE.width) % 256;
  const raw = await sharp(many, { raw: { ...SIZE, channels: 4 } })
    .png()
    .toBuffer();
  const small = await sharp(raw).png({ palette: true, colours: 256, dither: 0 }).toBuffer();
  expect(await comparePictures(small, raw, 12)).toBeUndefined();
});
