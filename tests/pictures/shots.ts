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

/** The forms of an exercise stand in the order of `forms.fixture.ts`. */
const form = (index: number, state: string): string => `main > section:nth-of-type(${index}) [data-state=${state}]`;

/**
 * A few states stand for many, in one language or the other: each picture costs a quarter of a second of the tests and its bytes in the
 * repository. Parts of one page are taken from one page.
 */
export const SHOTS: readonly Shot[] = [
  { name: 'skyline', path: '/lab/', part: '.layers-figure:nth-of-type(3)' },
  { name: 'verdicts', path: '/lab/', part: '.card' },
  { name: 'machine-running', path: '/lab/machine/pt-br/', part: '[data-state=running]' },
  { name: 'machine-back', path: '/lab/machine/pt-br/', part: '[data-state=back]' },
  { name: 'log', path: '/lab/machine/pt-br/', part: '[data-state=log-back]' },
  { name: 'steps', path: '/lab/machine/pt-br/', part: '[data-state^=steps-]' },
  { name: 'xray-layer', path: '/lab/xray/en/', part: '.lab-xray:nth-of-type(2)' },
  { name: 'xray-image', path: '/lab/xray/en/', part: '.lab-xray:nth-of-type(4)' },
  { name: 'order-busy', path: '/lab/states/pt-br/', part: form(2, 'busy') },
  { name: 'challenge-passed', path: '/lab/states/pt-br/', part: form(5, 'passed') },
  { name: 'prediction-near', path: '/lab/states/pt-br/', part: form(6, 'tried') },
  { name: 'class', path: '/lab/class/pt-br/', part: '[data-state=board]' },
  { name: 'vote', path: '/lab/class/pt-br/', part: '[data-state=vote]' },
  { name: 'wall', path: '/lab/class/en/', part: '[data-state=wall]' },
  { name: 'report', path: '/lab/class/en/', part: '[data-state=report]' },
  { name: 'offers', path: '/lab/offers/en/', part: 'main' },
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

/** What is taken together: parts of the same page, in the order of the list. */
export function byPage(shots: readonly Shot[]): readonly { readonly path: string; readonly shots: readonly Shot[] }[] {
  return [...new Set(shots.map(({ path }) => path))].map((path) => ({ path, shots: shots.filter((shot) => shot.path === path) }));
}
