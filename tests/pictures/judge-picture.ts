/** Whether a picture is as it was kept, and else which way it is not, as a sentence that says where to look. */
import { comparePictures } from './compare-pictures.ts';
import { putDown, readBrowser, readKept } from './kept-pictures.ts';
import type { Taken } from './take-pictures.ts';

/** Pixels of the worst square of 32 × 32 that may differ: less than one letter. */
const LIMIT = 12;
/** Another version of the browser may draw letters a little otherwise: still less than a line of another colour. */
const OTHER_BROWSER_LIMIT = 120;

const majorOf = (version: string): string => version.split('.')[0] ?? '';

/** @param version of the browser that took it */
export async function judgePicture({ picture: { id }, bytes }: Taken, version: string): Promise<string | undefined> {
  const kept = await readKept(id);
  if (kept === undefined) return `${id}: there is no such picture yet; it is ${await putDown(`${id}.now.png`, bytes)}`;
  const keptVersion = await readBrowser();
  const isOther = majorOf(keptVersion) !== majorOf(version);
  const difference = await comparePictures(kept, bytes, isOther ? OTHER_BROWSER_LIMIT : LIMIT);
  if (difference === undefined) return undefined;
  const now = await putDown(`${id}.now.png`, bytes);
  const about = isOther ? ` (Chromium ${version} here, ${keptVersion} took the kept ones)` : '';
  if (difference.kind === 'size') return `${id}: ${difference.kept} pixels before, ${difference.now} now${about}: ${now}`;
  const seen = await putDown(`${id}.difference.png`, difference.picture);
  return `${id}: ${difference.most} of 1024 pixels differ at the worst place${about}: ${seen}, now ${now}`;
}

export const HOW_TO = 'Look at them. Where they are right: npm run pictures renews them. Else the page is to be mended.';
