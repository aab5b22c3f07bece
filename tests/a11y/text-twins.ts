/**
 * What is drawn on a page and said nowhere. Runs in the page, after axe came into it: what a screen reader is given is what axe's own
 * tree says, with everything that folds unfolded.
 */
import type { Page } from 'playwright-core';

interface Axe {
  setup(): void;
  teardown(): void;
  readonly commons: {
    readonly text: { accessibleText(element: Element): string };
    readonly dom: { isVisibleToScreenReaders(element: Element): boolean };
  };
}

/** @returns one line for each picture, or part of one, without its words */
export function findUntold(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { axe } = globalThis as unknown as { readonly axe: Axe };
    const drawn = [...document.querySelectorAll('svg, canvas, meter, progress, [type=range], [role=tree]')];
    const pictures = drawn.filter((element) => element.checkVisibility() && element.closest('.monaco-editor') === null);
    if (pictures.length === 0) return [];
    const folded = [...document.querySelectorAll('details')].filter(({ open }) => !open);
    for (const details of folded) details.open = true;
    axe.setup();
    const { text, dom } = axe.commons;
    const isHeard = (element: Element): boolean => dom.isVisibleToScreenReaders(element);
    /** axe leaves out two ways in which a name is given: a title inside of an SVG, and a label around a progress bar. */
    function nameOf(element: Element): string {
      const label = element instanceof HTMLProgressElement ? element.labels[0]?.textContent : undefined;
      return text.accessibleText(element) || element.querySelector(':scope > title')?.textContent || label || '';
    }

    /** What the nearest table says that is a picture's twin. */
    function tableOf(picture: Element): string | undefined {
      for (let place = picture.parentElement; place !== null && place.localName !== 'main'; place = place.parentElement) {
        const tables = [...place.querySelectorAll('table.twin')].filter(isHeard);
        if (tables.length > 0) return tables.map(({ textContent }) => textContent).join(' ');
      }
      return undefined;
    }
    function untold(picture: Element): string[] {
      if (picture.getAttribute('role') === 'tree') {
        const table = tableOf(picture) ?? '';
        const changed = [...picture.querySelectorAll('[data-path]')].filter((row) =>
          row.querySelector('.letter')?.textContent.trim(),
        );
        return changed.map((row) => row.getAttribute('data-path') ?? '').filter((path) => !table.includes(path));
      }
      if (picture.classList.contains('skyline')) {
        const items = [...picture.querySelectorAll('[data-item]')];
        const silent = items.filter((item) => !isHeard(item) || nameOf(item) === '').map(({ outerHTML }) => outerHTML.slice(0, 90));
        // the trial's words are the status below it; the page that is measured (/lab/scale/) has the picture alone
        if (picture.closest('.trial, #scale-lab') !== null) return silent;
        const table = tableOf(picture);
        if (table === undefined) return ['a skyline without a table'];
        const hashes = items.filter((item) => item.matches('.layer')).map((item) => item.getAttribute('data-hash') ?? '-');
        return [...silent, ...hashes.filter((hash) => !table.includes(hash))];
      }
      if (picture.matches('.vote-bar'))
        return /\d/.test(picture.parentElement?.textContent ?? '') ? [] : ['a bar without its number'];
      if (picture.closest('[aria-hidden=true]') !== null) return [];
      return isHeard(picture) && nameOf(picture) !== '' ? [] : [picture.outerHTML.slice(0, 90)];
    }
    const found = pictures.flatMap(untold);
    axe.teardown();
    for (const details of folded) details.open = false;
    return found;
  });
}
