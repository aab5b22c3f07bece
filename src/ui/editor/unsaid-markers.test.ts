import { expect, test } from 'vitest';
import { unsaidMarkers } from './unsaid-markers.ts';

const failed = { line: 2, message: 'Error response from daemon: conflict: must force' };

test.each([
  { name: 'nothing is known before', problems: [], left: [failed] },
  { name: 'the help quotes it', problems: [{ message: 'O Docker diz: conflict: must force' }], left: [] },
  { name: 'the help has words of its own', problems: [{ message: 'Não existe nenhuma imagem x agora.' }], left: [failed] },
])('$name', ({ problems, left }) => {
  expect(unsaidMarkers([failed], problems)).toEqual(left);
});
