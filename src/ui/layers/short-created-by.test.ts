import { expect, test } from 'vitest';
import { shortCreatedBy } from './short-created-by.ts';

test.each([
  { text: '', short: '' },
  { text: '/bin/sh -c #(nop) ADD file:f338 in / ', short: 'ADD file:f338 in /' },
  { text: `/bin/sh -c #(nop) ADD file:${'0123456789ab'.padEnd(64, 'c')} in / `, short: 'ADD file:0123456789ab… in /' },
  { text: '/bin/sh -c #(nop)  CMD ["/bin/sh"]', short: 'CMD ["/bin/sh"]' },
  { text: '/bin/sh -c apk add curl', short: 'RUN apk add curl' },
  { text: 'RUN /bin/sh -c apk add   curl # buildkit', short: 'RUN apk add curl' },
  { text: 'COPY app /app # buildkit', short: 'COPY app /app' },
  { text: '|1 a=b /bin/sh -c make', short: 'RUN make' },
  { text: 'sh', short: 'sh' },
])('$text', ({ text, short }) => {
  expect(shortCreatedBy(text)).toBe(short);
});
