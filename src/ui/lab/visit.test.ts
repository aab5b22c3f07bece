import { expect, test } from 'vitest';
import { growVisit, readVisit, rowsBeforePrompt, shownLine } from './visit.ts';

test.each([
  { line: 'docker run -it a sh\n', shown: 'docker run -it a sh' },
  { line: 'docker exec -it -e X="a b" a sh\nls\nexit', shown: 'docker exec -it -e X="a b" a sh' },
  { line: 'docker container start -ai a\nls\n', shown: 'docker container start -ai a' },
  { line: 'docker run -i a sh <<EOF\nls\nEOF', shown: 'docker run -i a sh <<EOF\nls\nEOF' },
  { line: 'docker run a sh -c "echo\n"', shown: 'docker run a sh -c "echo\n"' },
  { line: 'docker run \\\n  a', shown: 'docker run \\\n  a' },
  { line: 'docker build .\n', shown: 'docker build .\n' },
])('$line is shown as $shown', ({ line, shown }) => {
  expect(shownLine(line)).toBe(shown);
});

test('it grows line by line, and remembers what was typed', () => {
  const begun = growVisit('docker run -it a sh\n', 'ls');
  expect(begun).toBe('docker run -it a sh\nls\n');
  const grown = growVisit(begun, '');
  const rows = [{ fd: 1, text: '/ # ls' } as const, { fd: 1, text: '/ # ' } as const];
  expect(readVisit(grown, rows)).toEqual({ prompt: '/ # ', typed: ['ls', ''] });
  expect(rowsBeforePrompt(rows)).toEqual(rows.slice(0, 1));
});

test('what waits without a prompt keeps its last row', () => {
  const rows = [{ fd: 1, text: '/ # cat' } as const];
  expect(readVisit('docker run -it a sh\ncat\n', rows).prompt).toBe('');
  expect(rowsBeforePrompt(rows)).toBe(rows);
});
