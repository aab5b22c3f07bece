/**
 * A full disk: a change of it touches what changed. Counted are the elements that move and those that the page changes at all, not the time
 * that it takes: the same on any machine.
 */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { test as base } from '../open-browser.ts';
import { WIDE } from './lesson-page.ts';

const test = base.override({ contextOptions: WIDE });

interface Work {
  /** by what moves: slabs and the like that come, and groups that make room */
  readonly moving: Readonly<Record<string, number>>;
  /** elements with another attribute, text or children */
  readonly touched: number;
  readonly items: number;
}

/** One change of the disk, and what it did to the picture by the end of the frame in which it was drawn. */
async function change(page: Page): Promise<Work> {
  return page.evaluate(async () => {
    const picture = document.querySelector('.skyline');
    if (picture === null) throw new Error('no picture');
    const touched = new Set<Node>();
    const observer = new MutationObserver((records) => {
      for (const { target } of records) touched.add(target);
    });
    observer.observe(picture, { subtree: true, childList: true, attributes: true, characterData: true });
    document.getElementById('scale-change')?.click();
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    observer.disconnect();
    const moving: Record<string, number> = {};
    for (const { effect } of document.getAnimations()) {
      const target = effect instanceof KeyframeEffect ? effect.target : null;
      if (target === null || !picture.contains(target)) continue;
      const kind = target.classList.contains('ghost') ? 'ghost' : target.classList.contains('plot') ? 'plot' : 'item';
      moving[kind] = (moving[kind] ?? 0) + 1;
    }
    return { moving, touched: touched.size, items: picture.querySelectorAll('[data-item]').length };
  });
}

async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.getAnimations().length === 0);
}

test('one image more on a full disk moves what it moves aside, and nothing else is drawn again', async ({ page }) => {
  await page.goto('/lab/scale/');
  await expect.poll(() => page.locator('.skyline [data-item]').count()).toBe(104);
  const came = await change(page);
  // two layers and a flag come; the groups right of it make room
  expect(came.items).toBe(107);
  expect(came.moving['item']).toBe(3);
  expect(came.moving['plot']).toBeLessThanOrEqual(10);
  expect(came.touched).toBeLessThan(40);
  await settled(page);
  const went = await change(page);
  expect(went.moving['ghost']).toBe(3);
  expect(went.moving['item']).toBeUndefined();
  expect(went.touched).toBeLessThan(40);
  await settled(page);
  expect(await page.locator('.skyline .ghost').count()).toBe(0);
});

test('what comes outside of what is seen is brought into view; nothing moves for whoever asked for that', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/lab/scale/');
  await expect.poll(() => page.locator('.skyline [data-item]').count()).toBe(104);
  const place = page.locator('#scale-lab');
  expect(await place.evaluate((element) => element.scrollWidth > 2 * element.clientWidth)).toBe(true);
  const { moving } = await change(page);
  expect(moving).toEqual({});
  const flag = page.getByRole('button', { name: /loja\/web-9:1\.0/ }).last();
  const isSeen = async (): Promise<boolean> => {
    const [outer, inner] = await Promise.all([place.boundingBox(), flag.boundingBox()]);
    if (outer === null || inner === null) return false;
    return inner.x >= outer.x && inner.x < outer.x + outer.width;
  };
  await expect.poll(isSeen).toBe(true);
});
