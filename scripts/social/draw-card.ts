/** The picture that goes along with a shared link: what the page is called, and the disk of the home page's machine, as it is computed. */
import type { MachineView } from '../../src/engine/index.ts';
import { HUES, hueOf } from '../../src/ui/kit/hue.ts';
import { type Item, layOutSkyline } from '../../src/ui/layers/skyline.model.ts';
import { type Lettering, openLettering } from './lettering.ts';
import { oklchToHex } from './oklch.ts';

/** what the large networks ask for */
const CARD = { width: 1200, height: 630 };
const MARGIN = 70;
const COLUMN = 560;
/** as in styles/tokens.css, light */
const COLOUR = {
  paper: oklchToHex(0.985, 0.006, 95),
  ink: oklchToHex(0.24, 0.03, 285),
  soft: oklchToHex(0.45, 0.02, 285),
  write: oklchToHex(0.63, 0.19, 45),
};
/** first and last hue of styles/hues.css */
const [FIRST_HUE, LAST_HUE] = [95, 380];

export interface CardWords {
  readonly title: string;
  readonly about: string;
  readonly site: string;
}

/** @returns an SVG of `CARD`'s size without text elements */
export function drawCard({ title, about, site }: CardWords, view: MachineView): string {
  const bold = openLettering(700);
  const regular = openLettering(400);
  const heading = bold.wrap(title, 66, COLUMN, 4);
  const body = regular.wrap(about, 29, COLUMN, heading.length > 2 ? 4 : 5);
  const top = (CARD.height - heading.length * 74 - body.length * 42 - 24) / 2 + 40;
  const below = top + (heading.length - 1) * 74 + 66;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}">`,
    `<rect width="100%" height="100%" fill="${COLOUR.paper}"/>`,
    path(heading.map((line, index) => bold.outline(line, MARGIN, top + index * 74, 66)).join(''), COLOUR.ink),
    path(body.map((line, index) => regular.outline(line, MARGIN, below + index * 42, 29)).join(''), COLOUR.soft),
    path(bold.outline(site, MARGIN, CARD.height - 44, 28), COLOUR.ink),
    drawDisk(view, bold),
    '</svg>',
  ].join('');
}

function drawDisk(view: MachineView, bold: Lettering): string {
  const { items: standing, height, width } = layOutSkyline(view, 420);
  const items = standing.map((item) => ({ ...item, y: item.y + height }));
  const scale = 440 / width;
  const y = (CARD.height - height * scale) / 2;
  return `<g transform="translate(${CARD.width - MARGIN - 440} ${y}) scale(${scale})">${items.map((item) => drawItem(item, bold)).join('')}</g>`;
}

function drawItem(item: Item, bold: Lettering): string {
  const box = `x="${item.x}" y="${item.y}" width="${item.width}" height="${item.height}" rx="6"`;
  if (item.kind === 'layer') {
    const hue = FIRST_HUE + (hueOf(item.layer.diffId) * (LAST_HUE - FIRST_HUE)) / (HUES - 1);
    return `<rect ${box} fill="${oklchToHex(0.87, 0.075, hue)}" stroke="${oklchToHex(0.72, 0.085, hue)}"/>`;
  }
  if (item.kind === 'container') {
    return `<rect ${box} fill="none" stroke="${COLOUR.write}" stroke-width="2" stroke-dasharray="6 4"/>`;
  }
  const pole = `<path d="M${item.x + 1} ${item.y}v${item.pole}" stroke="${COLOUR.ink}" stroke-width="1.5"/>`;
  const cloth = `<rect ${box} fill="${COLOUR.ink}"/>`;
  return pole + cloth + path(bold.outline(item.text, item.x + 8, item.y + 15.5, 12.5), COLOUR.paper);
}

function path(data: string, fill: string): string {
  return `<path d="${data}" fill="${fill}"/>`;
}
