/**
 * One hash, one colour: the same digest has the same hue in the picture, the terminal and the prose, so equal colour means equal
 * bytes. Colour is never the only sign; the short digest stands beside it.
 *
 * The hue is a class (`h0` … `h47`, styles/hues.css) and not a style attribute, because the page's policy forbids those. Orange
 * is left out of the circle: it means "writable".
 */

export const HUES = 48;

/** @param digest 64 hex digits or the first few, with or without `sha256:` */
export function hueOf(digest: string): number {
  const hex = digest.startsWith('sha256:') ? digest.slice(7) : digest;
  const start = Number.parseInt(hex.slice(0, 4), 16);
  return Number.isNaN(start) ? 0 : Math.floor((start / 0x10000) * HUES);
}

export function hueClass(digest: string): string {
  return `h${hueOf(digest)}`;
}

/** 12 digits, as docker shows them. */
export function shortDigest(digest: string): string {
  return (digest.startsWith('sha256:') ? digest.slice(7) : digest).slice(0, 12);
}
