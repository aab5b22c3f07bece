import { describe, expect, test } from 'vitest';
import { parseAnyReference } from './any-reference.ts';
import { familiarName, familiarString, formatReference, parseReference, withDefaultTag } from './reference.ts';
import type { ReferenceDialect, ReferenceErrorCode } from './reference-error.ts';

const HEX = 'dd81334cea273ecf8faace9c8311afb452f4d711c110f0cda39f8852412d398e';

describe('full and familiar form', () => {
  test.each([
    { text: 'alpine', full: 'docker.io/library/alpine:latest', shown: 'alpine:latest', name: 'alpine' },
    { text: 'alpine:3.13', full: 'docker.io/library/alpine:3.13', shown: 'alpine:3.13', name: 'alpine' },
    { text: 'docker.io/alpine', full: 'docker.io/library/alpine:latest', shown: 'alpine:latest', name: 'alpine' },
    { text: 'index.docker.io/library/alpine', full: 'docker.io/library/alpine:latest', shown: 'alpine:latest', name: 'alpine' },
    { text: 'library/alpine', full: 'docker.io/library/alpine:latest', shown: 'alpine:latest', name: 'alpine' },
    { text: 'shop/base:v1', full: 'docker.io/shop/base:v1', shown: 'shop/base:v1', name: 'shop/base' },
    { text: 'library/a/b', full: 'docker.io/library/a/b:latest', shown: 'library/a/b:latest', name: 'library/a/b' },
    { text: 'localhost/x', full: 'localhost/x:latest', shown: 'localhost/x:latest', name: 'localhost/x' },
    {
      text: 'localhost:5000/a/b/c:1',
      full: 'localhost:5000/a/b/c:1',
      shown: 'localhost:5000/a/b/c:1',
      name: 'localhost:5000/a/b/c',
    },
    { text: 'A.example.org/x', full: 'A.example.org/x:latest', shown: 'A.example.org/x:latest', name: 'A.example.org/x' },
    { text: 'app__x:V1.0_RC', full: 'docker.io/library/app__x:V1.0_RC', shown: 'app__x:V1.0_RC', name: 'app__x' },
    { text: `alpine@sha256:${HEX}`, full: `docker.io/library/alpine@sha256:${HEX}`, shown: `alpine@sha256:${HEX}`, name: 'alpine' },
    { text: `x/${HEX}`, full: `docker.io/x/${HEX}:latest`, shown: `x/${HEX}:latest`, name: `x/${HEX}` },
    { text: 'sha256:dd8', full: 'docker.io/library/sha256:dd8', shown: 'sha256:dd8', name: 'sha256' },
  ])('$text', ({ text, full, shown, name }) => {
    const reference = withDefaultTag(parseReference(text));
    expect(formatReference(reference)).toBe(full);
    expect(familiarString(reference)).toBe(shown);
    expect(familiarName(reference)).toBe(name);
    expect(parseReference(full)).toEqual(reference);
  });
});

describe('what is no name', () => {
  const both: readonly ReferenceDialect[] = ['daemon', 'client'];
  test.each<{ text: string; code: ReferenceErrorCode; dialects?: readonly ReferenceDialect[]; repository?: string }>([
    { text: '', code: 'reference.invalid' },
    { text: 'alpine:', code: 'reference.invalid' },
    { text: 'alpine:3.13:4', code: 'reference.invalid' },
    { text: 'a b', code: 'reference.invalid' },
    { text: 'a/', code: 'reference.invalid' },
    { text: '/a', code: 'reference.invalid' },
    { text: 'a//b', code: 'reference.invalid' },
    { text: 'a..b', code: 'reference.invalid' },
    { text: '_app', code: 'reference.invalid' },
    { text: 'app:.x', code: 'reference.invalid' },
    { text: 'app:-x', code: 'reference.invalid' },
    { text: 'http://x', code: 'reference.invalid' },
    { text: `app:${'x'.repeat(129)}`, code: 'reference.invalid' },
    { text: 'alpine@sha256:12', code: 'reference.invalid' },
    { text: `alpine@sha256:${'a'.repeat(40)}`, code: 'reference.digestLength' },
    { text: `alpine@md5:${'a'.repeat(32)}`, code: 'reference.digestAlgorithm' },
    { text: `alpine@sha256:${'A'.repeat(64)}`, code: 'reference.invalid' },
    { text: HEX, code: 'reference.identifier' },
    { text: `${'a/'.repeat(130)}b`, code: 'reference.nameTooLong' },
    { text: 'Alpine:3.13', code: 'reference.uppercase', repository: 'library/Alpine' },
    { text: 'DD81334CEA27', code: 'reference.uppercase', repository: 'library/DD81334CEA27' },
    { text: 'My/App', code: 'reference.uppercase', dialects: ['client'], repository: 'App' },
    { text: 'My/App', code: 'reference.uppercase', dialects: ['daemon'], repository: 'My/App' },
    { text: 'My/app', code: 'reference.uppercase', dialects: ['daemon'], repository: 'My/app' },
  ])('$text is $code', ({ text, code, dialects = both, repository }) => {
    for (const dialect of dialects) {
      const data = repository === undefined ? { text, dialect } : { text, dialect, repository };
      expect(() => parseReference(text, dialect)).toThrowError(expect.objectContaining({ code, data }));
    }
  });

  test('for the client a word with an upper-case letter before the first slash is a domain', () => {
    expect(parseReference('My/app', 'client')).toEqual({ domain: 'My', path: 'app' });
  });
});

test('64 digits are an ID, with the algorithm or without; fewer are a name', () => {
  expect(parseAnyReference(HEX)).toEqual({ kind: 'id', id: `sha256:${HEX}` });
  expect(parseAnyReference(`sha256:${HEX}`)).toEqual({ kind: 'id', id: `sha256:${HEX}` });
  expect(parseAnyReference('dd81')).toEqual({ kind: 'name', reference: { domain: 'docker.io', path: 'library/dd81' } });
});
