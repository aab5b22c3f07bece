import { expect, test } from 'vitest';
import { parsePublished, readPorts } from './port-flags.ts';

const link = (container: string, hostPort = '', hostIp = '') => ({ container, hostIp, hostPort });

test.each([
  ['80', [link('80/tcp')]],
  [':80', [link('80/tcp')]],
  ['8080:80', [link('80/tcp', '8080')]],
  ['8080:80/UDP', [link('80/udp', '8080')]],
  ['127.0.0.1:8080:80', [link('80/tcp', '8080', '127.0.0.1')]],
  ['127.0.0.1::80', [link('80/tcp', '', '127.0.0.1')]],
  ['[::1]:8080:80', [link('80/tcp', '8080', '::1')]],
  ['::1:8080:80', [link('80/tcp', '8080', '::1')]],
  ['8080-8081:80-81', [link('80/tcp', '8080'), link('81/tcp', '8081')]],
  ['8080-8090:80', [link('80/tcp', '8080-8090')]],
  ['published=8080,target=80,protocol=udp,mode=host', [link('80/udp', '8080')]],
  ['target=80', [link('80/tcp')]],
])('%s', (spec, expected) => {
  expect(parsePublished(spec)).toEqual(expected);
});

test.each([
  ['', 'no port specified: <empty>'],
  ['80:', 'no port specified: 80:<empty>'],
  ['foo=1', 'no port specified: :/tcp<empty>'],
  ['=1', "invalid publish opts format (should be name=value but got '=1')"],
  ['target=80,udp', "invalid publish opts format (should be name=value but got 'udp')"],
  ['x', 'invalid containerPort: x'],
  ['x:80', 'invalid hostPort: x'],
  ['1:2:3:4', 'invalid IP address: 1:2'],
  ['80-82:80-81', 'invalid ranges specified for container and host Ports: 80-81 and 80-82'],
  ['80/icmp', 'invalid proto: icmp'],
])('%s is refused', (spec, message) => {
  expect(() => parsePublished(spec)).toThrowError(message);
});

test('what is published is exposed, too; --expose keeps the protocol as it is written', () => {
  expect(readPorts(['8080:80'], ['443', '5-6/UDP'])).toEqual({
    published: [{ container: '80/tcp', hostIp: '', hostPort: '8080' }],
    exposed: { '80/tcp': {}, '443/tcp': {}, '5/UDP': {}, '6/UDP': {} },
  });
});

test.each([
  ['80:80', 'invalid port format for --expose: 80:80'],
  ['a', 'invalid range format for --expose: a, error: strconv.ParseUint: parsing "a": invalid syntax'],
  ['', 'invalid range format for --expose: , error: empty string specified for ports'],
])('--expose %s is refused', (spec, message) => {
  expect(() => readPorts([], [spec])).toThrowError(message);
});
