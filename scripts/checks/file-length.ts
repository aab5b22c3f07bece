/** No file of ours has more than 400 lines of code; blank lines, comments and pure tables (`*.data.ts`) do not count. */
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const MAX_LINES = 400;
const CODE = '{src,scripts,tests,content}/**/*.{ts,tsx,astro,mjs,css}';
const LEFT_OUT = /\.data\.ts$|^tests\/truth\/(?!.*\.ts$)|\/fixtures\/|\/files\/|\/node_modules\//;

export async function checkFileLength(root: string): Promise<string[]> {
  const problems: string[] = [];
  for await (const path of glob(CODE, { cwd: root })) {
    if (LEFT_OUT.test(path)) continue;
    const lines = countCodeLines(await readFile(join(root, path), 'utf8'));
    if (lines > MAX_LINES) problems.push(`${path} has ${lines} lines of code, ${MAX_LINES} are allowed: split it by subject`);
  }
  return problems.sort();
}

function countCodeLines(text: string): number {
  const withoutBlocks = text.replace(/^[ \t]*\/\*[\s\S]*?\*\//gm, '').replace(/<!--[\s\S]*?-->/g, '');
  return withoutBlocks.split('\n').filter((line) => !/^\s*(\/\/.*)?$/.test(line)).length;
}
