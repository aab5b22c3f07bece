import { expect, test } from 'vitest';
import type { HttpPort } from '../engine/index.ts';
import { withMovedTags } from './moved-tags.ts';

const moved = [{ repository: 'library/alpine', tag: '3.13', to: '3.13.12' }];

test.each([
  {
    asked: 'https://registry-1.docker.io/v2/library/alpine/manifests/3.13',
    got: 'https://registry-1.docker.io/v2/library/alpine/manifests/3.13.12',
  },
  {
    asked: 'http://localhost:5000/v2/library/alpine/manifests/3.13',
    got: 'http://localhost:5000/v2/library/alpine/manifests/3.13.12',
  },
  {
    asked: 'https://registry-1.docker.io/v2/library/alpine/manifests/3.13.5',
    got: 'https://registry-1.docker.io/v2/library/alpine/manifests/3.13.5',
  },
  {
    asked: 'https://registry-1.docker.io/v2/loja/alpine/manifests/3.13',
    got: 'https://registry-1.docker.io/v2/loja/alpine/manifests/3.13',
  },
  { asked: 'https://registry-1.docker.io/v2/', got: 'https://registry-1.docker.io/v2/' },
])('$asked', async ({ asked, got }) => {
  const urls: string[] = [];
  const http: HttpPort = {
    fetch({ url }) {
      urls.push(url);
      return Promise.resolve({ status: 200, headers: {}, body: new Uint8Array() });
    },
  };
  await withMovedTags(http, moved).fetch({ method: 'GET', url: asked, headers: {} });
  expect(urls).toEqual([got]);
});
