import { expect, test } from 'vitest';
import { isIpAddress } from './ip-address.ts';

test.each([
  '0.0.0.0',
  '127.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '1::',
  'fe80::1:2',
  '1:2:3:4:5:6:7:8',
  '::ffff:10.0.0.1',
  '1:2:3:4:5:6:1.2.3.4',
])('%s is an address', (text) => {
  expect(isIpAddress(text)).toBe(true);
});

test.each([
  '',
  '1',
  '1.2.3',
  '1.2.3.4.5',
  '1.2.3.4.',
  '01.2.3.4',
  '256.1.1.1',
  'localhost',
  '1:2',
  ':::',
  '1::2::3',
  '12345::',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4:5:6:7::8',
  '::g',
])('%s is none', (text) => {
  expect(isIpAddress(text)).toBe(false);
});
