/** Whether a picture is as it was kept, and else which way it is not, as a sentence that says where to look. */
import { comparePictures } from './compare-pictures.ts';
import { putDown, readBrowser, readKept } from './kept-pictures.ts';
import type { Taken } from './take-pictures.ts';

/** Pixels of the worst square of 32 × 32 that may differ: less than one letter. */
const LIMIT = 12;

export interface Judged {
  readonly problem: string;
  /** another major version of the browser took the kept one: letters may be drawn in another way, and no page is to blame */
  readonly isOtherBrowser: boolean;
}

const majorOf = (version: string): string => version.split('.')[0] ?? '';

/** @param version of the browser that took it. Undefined where it is as it was kept. */
export async function judgePicture({ picture: { id }, bytes }: Taken, version: string): Promise<Judged | undefined> {
  const kept = await readKept(id);
  const keptVersion = await readBrowser();
  const isOtherBrowser = kept !== undefined && keptVersion !== undefined && majorOf(keptVersion) !== majorOf(version);
  if (kept === undefined) {
    return { problem: `${id}: there is no such picture yet; it is ${await putDown(`${id}.now.png`, bytes)}`, isOtherBrowser };
  }
  const difference = await comparePictures(kept, bytes, LIMIT);
  if (difference === undefined) return undefined;
  const now = await putDown(`${id}.now.png`, bytes);
  if (difference.kind === 'size') {
    return { problem: `${id}: ${difference.kept} pixels before, ${difference.now} now: ${now}`, isOtherBrowser };
  }
  const seen = await putDown(`${id}.difference.png`, difference.picture);
  return { problem: `${id}: ${difference.most} of 1024 pixels differ at the worst place: ${seen}, now ${now}`, isOtherBrowser };
}

export const HOW_TO = 'Look at them. Where they are right: npm run pictures renews them. Else the page is to be mended.';

export function otherBrowserWords(version: string, keptVersion: string, count: number): string {
  return `${count} pictures are not judged: this is Chromium ${version}, and ${keptVersion} took the kept ones. Look at .cache/pictures and renew them with the new one: npm run pictures`;
}
