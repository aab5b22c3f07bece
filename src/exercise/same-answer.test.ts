import { expect, test } from 'vitest';
import { sameAnswer } from './same-answer.ts';

test.each([
  { typed: '152,4 MB', value: 152.4, same: true },
  { typed: '152.4', value: 152.4, same: true },
  { typed: '152', value: 152.4, same: true },
  { typed: '158', value: 152.4, same: false },
  { typed: '11,2', value: 11.2, same: true },
  { typed: '11.3', value: 11.2, same: false },
  { typed: '5.6', value: 5.6, same: true },
  { typed: '3', value: 3, same: true },
  { typed: '4', value: 3, same: false },
  { typed: '152,4 kB', value: 152.4, same: false },
  { typed: '0,1524 GB', value: 152.4, same: true },
  { typed: '5600 kB', value: 5.6, same: true },
  { typed: '11,2', value: '11.2kB', same: true },
  { typed: '11,2 kB', value: '11.2kB', same: true },
  { typed: '11,2 MB', value: '11.2kB', same: false },
  { typed: '20,4', value: 20, same: true },
  { typed: '20.3', value: 19.9, same: false },
  { typed: '', value: 0, same: false },
  { typed: ' V3 ', value: 'v3', same: true },
  { typed: '647d', value: '647d', same: true },
  { typed: 'sim', value: 'nao', same: false },
])('$typed for $value: $same', ({ typed, value, same }) => {
  expect(sameAnswer(typed, value)).toBe(same);
});
