import { expect, test } from 'vitest';
import { schemeOf } from './export-routes.ts';

test.each([
  { name: 'nobody between', headers: {}, is: 'http' },
  { name: 'a proxy that says so', headers: { 'x-forwarded-for': '192.0.2.1', 'x-forwarded-proto': 'http' }, is: 'http' },
  { name: 'two proxies, the outer one with TLS', headers: { 'x-forwarded-proto': 'HTTPS, http' }, is: 'https' },
  { name: 'a proxy that does not say', headers: { 'x-forwarded-for': '192.0.2.1' }, is: 'https' },
  { name: 'something else than a scheme', headers: { 'x-forwarded-proto': 'javascript' }, is: 'http' },
])('ids of activities, $name: $is', ({ headers, is }) => expect(schemeOf(headers)).toBe(is));
