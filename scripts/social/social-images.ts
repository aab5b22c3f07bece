/** Pictures of shared links, one for each page that names one in `og:image`, from the words that the page gives of itself. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import type { MachineView } from '../../src/engine/index.ts';
import { drawCard } from './draw-card.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&#38;': '&',
  '&lt;': '<',
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
};

/**
 * @param pages HTML files
 * @param cache folder of pictures drawn before, by what is in them
 * @throws Error where a page names a picture without saying what it is about
 */
export async function writeSocialImages(site: string, pages: readonly string[], view: MachineView, cache: string): Promise<void> {
  for (const page of pages) {
    const html = await readFile(page, 'utf8');
    const image = findMeta(html, 'og:image');
    if (image === undefined) continue;
    const [title, about, name] = ['og:title', 'og:description', 'og:site_name'].map((property) => findMeta(html, property));
    if (title === undefined || about === undefined || name === undefined) throw new Error(`${page} has og:image without its words`);
    const svg = drawCard({ title, about, site: name }, view);
    const kept = join(cache, `${createHash('sha256').update(svg).digest('hex')}.png`);
    if (!existsSync(kept)) await sharp(Buffer.from(svg)).png({ palette: true, colours: 64, effort: 8 }).toFile(kept);
    const target = join(site, new URL(image, 'http://site.invalid').pathname);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(kept, target);
  }
}

function findMeta(html: string, property: string): string | undefined {
  const content = new RegExp(`<meta property="${property}" content="([^"]*)"`).exec(html)?.[1];
  return content?.replaceAll(/&(amp|#38|lt|quot|#34|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}
