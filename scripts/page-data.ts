/**
 * The data of a page's islands, which stands in the page where it is made, as a file beside the scripts: nobody who reads needs it, and on a
 * slow line whoever types a first command would wait for it. It is named after what is in it; the page has a link that fetches nothing by itself.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LESSON_DATA_ID } from '../src/ui/wake/page-data-ids.ts';

const DATA = new RegExp(`<script type="application/json" id="${LESSON_DATA_ID}">([^<]*)</script>`);

/** @param root folder of the built site */
export async function movePageData(root: string): Promise<void> {
  for (const page of await readdir(root, { recursive: true })) {
    if (!page.endsWith('.html')) continue;
    const html = await readFile(join(root, page), 'utf8');
    const [script, json] = DATA.exec(html) ?? [];
    if (script === undefined || json === undefined) continue;
    const path = `/_astro/${LESSON_DATA_ID}.${createHash('sha256').update(json).digest('hex').slice(0, 16)}.json`;
    await writeFile(join(root, path), json);
    const link = `<link id="${LESSON_DATA_ID}" as="fetch" href="${path}">`;
    await writeFile(
      join(root, page),
      html.replace(script, '').replace('</head>', () => `${link}</head>`),
    );
  }
}
