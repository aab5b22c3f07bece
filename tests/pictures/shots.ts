/** Which parts of the lab's pages are pictured. A picture is one part of a page at one width in one theme; its file has that name. */

export interface Shot {
  /** first part of the file's name */
  readonly name: string;
  readonly path: string;
  /** selector of what of the page, the first that matches */
  readonly part: string;
}

export const WIDTHS = [1440, 360] as const;
export const THEMES = ['light', 'dark'] as const;

/** A few states stand for many, in one language or the other: each picture costs a second of the tests and its bytes in the repository. */
export const SHOTS: readonly Shot[] = [
  { name: 'skyline', path: '/lab/', part: '#content' },
  { name: 'machine', path: '/lab/machine/pt-br/', part: '#content' },
  { name: 'xray', path: '/lab/xray/en/', part: '#content' },
];

export interface Picture extends Shot {
  readonly width: number;
  readonly theme: (typeof THEMES)[number];
  /** `skyline-1440-light` */
  readonly id: string;
}

export function picturesOf(shot: Shot): readonly Picture[] {
  return WIDTHS.flatMap((width) => THEMES.map((theme) => ({ ...shot, width, theme, id: `${shot.name}-${width}-${theme}` })));
}
