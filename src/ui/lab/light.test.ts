import { expect, test } from 'vitest';
import { mainKey, sameKeys } from './light.ts';

const DIFF = '030a3bf9ea90';
const PACKED = '14119a10abf4';
const IMAGE = '6dbb9cc54074';
const MANIFEST = '469b6e04ee18';
const known = { names: { [DIFF]: DIFF, [PACKED]: DIFF }, manifests: { [MANIFEST]: IMAGE } };

test.each([
  { name: 'a packed layer', key: PACKED, main: DIFF, same: [DIFF, PACKED] },
  { name: 'an unpacked layer', key: DIFF, main: DIFF, same: [DIFF, PACKED] },
  { name: 'a manifest', key: MANIFEST, main: IMAGE, same: [IMAGE, MANIFEST] },
  { name: 'the image that was pulled by it', key: IMAGE, main: IMAGE, same: [IMAGE, MANIFEST] },
  { name: 'what the machine does not have', key: 'c5e003f8a699', main: 'c5e003f8a699', same: ['c5e003f8a699'] },
])('$name lights all that stands for it', ({ key, main, same }) => {
  expect(mainKey(key, known)).toBe(main);
  expect(sameKeys(key, known)).toEqual(same);
});
