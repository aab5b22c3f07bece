import { expect, test } from 'vitest';
import { unsaidMarkers } from './unsaid-markers.ts';

const failed = { line: 2, message: 'Error response from daemon: conflict: must force' };

test.each([
  { name: 'nothing is known before', problems: [], left: [failed] },
  { name: 'the help quotes it', problems: [{ line: 2, message: 'O Docker diz: conflict: must force' }], left: [] },
  { name: 'the same of another line', problems: [{ line: 1, message: 'O Docker diz: conflict: must force' }], left: [failed] },
  { name: 'the help has words of its own', problems: [{ line: 2, message: 'Não existe nenhuma imagem x agora.' }], left: [failed] },
])('$name', ({ problems, left }) => {
  expect(unsaidMarkers([failed], problems)).toEqual(left);
});
