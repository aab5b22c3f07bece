/** What the page knows of a start before its images are there: a file for each, named after what is in it (docs/decisions/0018). */
import { createHash } from 'node:crypto';
import { loadOutlineWriting } from '../engine/index.ts';
import type { OutlineFile, StartState } from '../exercise/index.ts';
import { openLab } from './lab.ts';
import { listAhead } from './registry-ahead.ts';

export interface StartOutline {
  /** `0f1e2d3c4b5a6978` */
  readonly name: string;
  readonly text: string;
}

const NAME_DIGITS = 16;

/** Undefined where nothing has to be fetched for it. */
export async function outlineOf(start: StartState): Promise<StartOutline | undefined> {
  if (start.commands.length === 0) return undefined;
  const { starts, registry } = await openLab();
  const { machine } = await starts.prepare(start);
  const { writeOutline } = await loadOutlineWriting();
  const file: OutlineFile = { ahead: await listAhead(machine, registry), outline: writeOutline(machine) };
  const text = JSON.stringify(file);
  return { name: createHash('sha256').update(text).digest('hex').slice(0, NAME_DIGITS), text };
}

/** From the site's folder: `pages/starts/[outline].json.ts` answers there. */
export function outlinePath({ name }: StartOutline): string {
  return `/starts/${name}.json`;
}
