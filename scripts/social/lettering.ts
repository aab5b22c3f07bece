/** Text as outlines, so that the picture needs no font where it is drawn. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import opentype from 'opentype.js';

const require = createRequire(import.meta.url);

export interface Lettering {
  /** pixels */
  measure(text: string, size: number): number;
  /** data of an SVG path; `y` is the baseline */
  outline(text: string, x: number, y: number, size: number): string;
  /** Lines of at most `width` pixels; what does not fit into `most` lines ends in an ellipsis. */
  wrap(text: string, size: number, width: number, most: number): readonly string[];
}

export function openLettering(weight: 400 | 700): Lettering {
  const path = require.resolve(
    `@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-${weight}-normal.woff`,
  );
  const bytes = readFileSync(path);
  const font = opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const measure = (text: string, size: number) => font.getAdvanceWidth(text, size);
  return {
    measure,
    outline: (text, x, y, size) => font.getPath(text, x, y, size).toPathData(1),
    wrap(text, size, width, most) {
      const lines: string[] = [];
      for (const word of text.split(/\s+/).filter((part) => part !== '')) {
        const last = lines.at(-1);
        const longer = last === undefined ? word : `${last} ${word}`;
        if (last === undefined || measure(longer, size) > width) lines.push(word);
        else lines[lines.length - 1] = longer;
      }
      if (lines.length <= most) return lines;
      const kept = lines.slice(0, most);
      let last = kept[most - 1] ?? '';
      while (measure(`${last}...`, size) > width && last.includes(' ')) last = last.slice(0, last.lastIndexOf(' '));
      return [...kept.slice(0, -1), `${last.replace(/[,;:]$/, '')}...`];
    },
  };
}
