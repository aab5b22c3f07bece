/** Line icons of our own: signs never depend on what a font holds. Each is decoration; the word stands beside it. */
const PATHS = {
  met: 'M4 12.5 9.5 18 20 6.5',
  unmet: 'M6 6 18 18M18 6 6 18',
  open: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z',
  near: 'M12 4v9M12 18.2v.3',
  dead: 'M9 4 4 9l5 5M4 9h10a6 6 0 0 1 0 12h-3',
  back: 'M14.5 5 8 12l6.5 7',
  forward: 'M9.5 5 16 12l-6.5 7',
  swap: 'M7 4v15M3.5 15.5 7 19l3.5-3.5M17 20V5M13.5 8.5 17 5l3.5 3.5',
  replay: 'M4 5v5h5M4.6 10a8 8 0 1 1-.4 4.5',
  undo: 'M9 4 4 9l5 5M4 9h10a6 6 0 0 1 0 12h-3',
  stop: 'M6 6h12v12H6Z',
  play: 'M7 4.5v15l12-7.5Z',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5 20.5 20.5',
  close: 'M6 6 18 18M18 6 6 18',
  up: 'M5 15.5 12 9l7 6.5',
  down: 'M5 8.5 12 15l7-6.5',
  plus: 'M12 5v14M5 12h14',
  grip: 'M9 5.5v.2M15 5.5v.2M9 12v.2M15 12v.2M9 18.4v.2M15 18.4v.2',
  star: 'M12 3.5l2.6 5.6 6.1.7-4.5 4.2 1.2 6L12 17l-5.4 3 1.2-6-4.5-4.2 6.1-.7Z',
  folder: 'M3 6h6l2 2.5h10V19H3Z',
  file: 'M6 3h8l4 4v14H6ZM14 3v4h4',
  link: 'M5 19 19 5M9 5h10v10',
  copy: 'M9 9h11v12H9ZM5 15H4V3h11v2',
  hand: 'M8 14V6.5a1.5 1.5 0 0 1 3 0V11V4.5a1.5 1.5 0 0 1 3 0V11V6a1.5 1.5 0 0 1 3 0v8a6 6 0 0 1-10.5 4L4 14.5a1.5 1.5 0 0 1 2.2-2Z',
  pen: 'M4 20l1-4L16.5 4.5l3 3L8 19Z',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
