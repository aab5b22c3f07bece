import { describe, expect, test } from 'vitest';
import { DEEP_VIEW, EMPTY_VIEW, KEPT_VIEW, SCALE_VIEW, SHARED_VIEW, SIMPLE_VIEW } from './machine-view.fixture.ts';
import { findNeighbour, type Item, layOutSkyline, type Skyline } from './skyline.model.ts';

const name = (item: Item): string => {
  if (item.kind === 'layer') return item.layer.diffId.slice(7, 11);
  return item.kind === 'container' ? item.container.name : item.text;
};
/** with `y` from the top */
const boxes = ({ items, height }: Skyline) =>
  Object.fromEntries(items.map((item) => [name(item), [item.x, item.y + height, item.width, item.height].map(Math.round)]));

test('an empty disk has nothing to draw', () => {
  expect(layOutSkyline(EMPTY_VIEW, 400)).toEqual({ width: 400, height: 0, plots: [], items: [] });
});

test('one layer is as wide as the picture; the flag flies above the container', () => {
  const skyline = layOutSkyline(SIMPLE_VIEW, 400);
  expect(skyline.height).toBe(104);
  expect(boxes(skyline)).toMatchInlineSnapshot(`
    {
      "540d": [
        0,
        60,
        400,
        44,
      ],
      "alpine:3.13": [
        4,
        0,
        96,
        22,
      ],
      "velho": [
        14,
        26,
        386,
        30,
      ],
    }
  `);
});

test('a layer that only a container holds is still drawn under it', () => {
  expect(layOutSkyline(KEPT_VIEW, 400).items.map((item) => item.kind)).toEqual(['layer', 'container']);
});

describe.each([
  { title: 'some images', view: SHARED_VIEW },
  { title: 'twenty images and eighty layers', view: SCALE_VIEW },
])('$title', ({ view }) => {
  const { items, width } = layOutSkyline(view, 434);

  test('each layer is drawn once', () => {
    const layers = items.filter((item) => item.kind === 'layer');
    expect(layers.map(({ key }) => key).sort()).toEqual(view.layers.map(({ chainId }) => chainId).sort());
  });

  test('what stands on a slab lies within it', () => {
    const byKey = new Map(items.map((item) => [item.key, item]));
    for (const item of items) {
      const under = item.kind === 'layer' ? item.layer.parent : item.kind === 'container' ? item.container.base : item.image.top;
      if (under === undefined) continue;
      const slab = byKey.get(under);
      expect(slab, name(item)).toBeDefined();
      if (slab === undefined) continue;
      expect(item.x, name(item)).toBeGreaterThanOrEqual(slab.x);
      expect(item.x + item.width, name(item)).toBeLessThanOrEqual(slab.x + slab.width + 0.5);
    }
  });

  test('nothing lies on something else', () => {
    for (const a of items) {
      for (const b of items) {
        if (a.key >= b.key) continue;
        const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(apart, `${name(a)} and ${name(b)}`).toBe(true);
      }
    }
  });

  test('a picture that needs more room than there is says so', () => {
    expect(width).toBeGreaterThan(434);
    expect(Math.max(...items.map((item) => item.x + item.width))).toBeLessThanOrEqual(width + 0.5);
  });
});

test('a deep image is drawn in thin slabs', () => {
  const slabs = layOutSkyline(DEEP_VIEW, 400).items.filter((item) => item.kind === 'layer');
  expect(new Set(slabs.map(({ height }) => height))).toEqual(new Set([30]));
});

describe('arrow keys', () => {
  const { items } = layOutSkyline(SHARED_VIEW, 700);
  const find = (wanted: string): Item => {
    const found = items.find((item) => name(item) === wanted);
    if (found === undefined) throw new Error(`no ${wanted}`);
    return found;
  };
  test.each([
    { from: '540d', direction: 'right', to: 'e07e' },
    { from: '8f0e', direction: 'up', to: 'c13d' },
    { from: 'c13d', direction: 'down', to: '8f0e' },
    { from: 'vivo', direction: 'up', to: 'alpine:3.13' },
    { from: 'vivo', direction: 'down', to: '540d' },
    { from: 'e07e', direction: 'down', to: undefined },
  ] as const)('$direction from $from', ({ from, direction, to }) => {
    const found = findNeighbour(items, find(from), direction);
    expect(found && name(found)).toBe(to);
  });
});
