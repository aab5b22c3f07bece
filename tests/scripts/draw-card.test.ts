import { describe, expect, test } from 'vitest';
import { drawCard } from '../../scripts/social/draw-card.ts';
import { openLettering } from '../../scripts/social/lettering.ts';
import { oklchToHex } from '../../scripts/social/oklch.ts';

test.each([
  { name: 'white', colour: [1, 0, 0], hex: '#ffffff' },
  { name: 'black', colour: [0, 0, 0], hex: '#000000' },
  { name: 'red of sRGB', colour: [0.62796, 0.25768, 29.234], hex: '#ff0000' },
  { name: 'blue of sRGB', colour: [0.45201, 0.31321, 264.052], hex: '#0000ff' },
])('$name', ({ colour: [lightness = 0, chroma = 0, hue = 0], hex }) => {
  expect(oklchToHex(lightness, chroma, hue)).toBe(hex);
});

describe('lettering', () => {
  const bold = openLettering(700);

  test('lines keep to the width, and all words are there', () => {
    const text = 'Dangling, unused and the clean-up of a machine';
    const lines = bold.wrap(text, 60, 500, 9);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.filter((line) => bold.measure(line, 60) > 500)).toEqual([]);
    expect(lines.join(' ')).toBe(text);
  });

  test('what does not fit ends in dots', () => {
    const lines = bold.wrap('one two three four five six seven eight nine ten', 60, 300, 2);
    expect(lines.length).toBe(2);
    expect(lines[1]).toMatch(/\w\.\.\.$/);
    expect(bold.measure(lines[1] ?? '', 60)).toBeLessThanOrEqual(300);
  });

  test('letters of Portuguese are drawn', () => {
    for (const letter of 'ãáâàçéêíóôõúÃÇ')
      expect(bold.outline(letter, 0, 0, 60).length).toBeGreaterThan(bold.outline(' ', 0, 0, 60).length);
  });
});

test('a card without anything on the disk is a card, too', () => {
  const view = { now: 0, layers: [], images: [], containers: [], totals: { images: 0, containers: 0, layers: 0, bytes: 0 } };
  expect(drawCard({ title: 'A', about: 'b', site: 'c' }, view)).toMatch(/^<svg .*<\/svg>$/);
});
