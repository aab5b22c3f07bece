import { expect, test } from 'vitest';
import { listPorts, parsePortRange, splitProtocol } from './port-range.ts';

test.each([
  ['80', { start: 80, end: 80 }],
  ['80-82', { start: 80, end: 82 }],
  ['0', { start: 0, end: 0 }],
  ['', { problem: 'empty string specified for ports' }],
  ['82-80', { problem: 'invalid range specified for port: 82-80' }],
  ['x', { problem: 'strconv.ParseUint: parsing "x": invalid syntax' }],
  ['3-', { problem: 'strconv.ParseUint: parsing "": invalid syntax' }],
  ['70000', { problem: 'strconv.ParseUint: parsing "70000": value out of range' }],
  ['1-2-3', { problem: 'strconv.ParseUint: parsing "2-3": invalid syntax' }],
])('%s', (text, expected) => {
  expect(parsePortRange(text)).toEqual(expected);
});

test.each([
  ['80', { number: '80', protocol: 'tcp' }],
  ['80/', { number: '80', protocol: 'tcp' }],
  ['80/udp', { number: '80', protocol: 'udp' }],
  ['80/tcp/udp', { number: '80', protocol: 'tcp' }],
  ['/udp', { number: '', protocol: '' }],
])('%s has the protocol', (text, expected) => {
  expect(splitProtocol(text)).toEqual(expected);
});

test('every port of a range', () => {
  expect(listPorts({ start: 8, end: 10 }, 'udp')).toEqual(['8/udp', '9/udp', '10/udp']);
});
