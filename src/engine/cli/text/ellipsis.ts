import { displayWidth } from './display-width.ts';

/** Cuts to `columns`, the last of them then `…`. */
export function ellipsis(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let cut = '';
  let width = 0;
  for (const rune of text) {
    width += displayWidth(rune);
    if (width > columns - 1) break;
    cut += rune;
  }
  return `${cut}…`;
}
