import { expect, test } from 'vitest';
import type { HistoryEntry } from '../../oci/image-config.ts';
import { datedHistory } from './export-image.ts';

const base: HistoryEntry = { created: 'base' };
const layer: HistoryEntry = { created_by: 'RUN' };
const setting: HistoryEntry = { created_by: 'ENV', empty_layer: true };

/** Rows with a layer take the times of the layers made here, from the bottom; the base's rows have their own. */
test.each([
  { name: 'nothing new', rows: [base], layers: [undefined], dates: ['base'] },
  {
    name: 'settings alone are as old as the base',
    rows: [base, setting, setting],
    layers: [undefined],
    dates: ['base', 'base', 'base'],
  },
  { name: 'a step', rows: [base, layer], layers: [undefined, 'one'], dates: ['base', 'one'] },
  {
    name: 'settings before a step are as new as it',
    rows: [base, setting, layer],
    layers: [undefined, 'one'],
    dates: ['base', 'one', 'one'],
  },
  {
    name: 'settings after a step are as old as it',
    rows: [base, setting, layer, setting, layer, setting],
    layers: [undefined, 'one', 'two'],
    dates: ['base', 'one', 'one', 'one', 'two', 'two'],
  },
  { name: 'an empty base', rows: [setting, layer], layers: ['one'], dates: ['one', 'one'] },
  { name: 'settings and nothing else', rows: [setting], layers: [], dates: [undefined] },
])('$name', ({ rows, layers, dates }) => {
  expect(datedHistory(rows, layers).map((row) => row.created)).toEqual(dates);
});
