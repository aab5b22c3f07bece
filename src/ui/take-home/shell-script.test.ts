import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatScript } from './shell-script.ts';

const row = (text: string) => ({ fd: 1, text }) as const;

test('commands with what they print as comments', () => {
  const script = formatScript(
    ['A heading'],
    [
      { line: 'docker images -q', rows: [row('030a3bf9ea90'), row('')] },
      { line: 'docker rmi x', rows: [{ fd: 2, text: 'Error: No such image: x' }], status: 1 },
    ],
  );
  expect(script).toBe(`#!/bin/sh
# A heading

docker images -q
# 030a3bf9ea90
#

docker rmi x
# Error: No such image: x
# exit status 1
`);
});

test('a real shell writes the files as they were', () => {
  const files = {
    Dockerfile: "FROM alpine:3.13\nRUN echo '$HOME' \\\n  && true\n",
    'a b/c.txt': 'no newline, it’s $(not) run',
    eof: 'EOF\nEOF_\n',
    empty: '',
  };
  const folder = mkdtempSync(join(tmpdir(), 'camadas-script-'));
  try {
    writeFileSync(join(folder, 'x.sh'), formatScript([], [{ line: 'true', files }]));
    execFileSync('sh', ['x.sh'], { cwd: folder });
    const written = Object.keys(files).map((path) => [path, readFileSync(join(folder, path), 'utf8')]);
    expect(Object.fromEntries(written)).toEqual(files);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
