/**
 * `npm run fuzz [-- CASES [SEED]]`: the properties of tests/fuzz with 100,000 cases or as many as asked for. What it finds is printed shrunk, with
 * the seed that finds it again; it is mended, and stays as a test beside the code.
 */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const [all = '100000', seed, ...more] = process.argv.slice(2);

if (more.length > 0 || [all, seed ?? '0'].some((word) => !/^-?\d+$/.test(word))) {
  process.stderr.write('usage: npm run fuzz -- [CASES [SEED]], both whole numbers\n');
  process.exit(2);
}
const env = { ...process.env, FUZZ_CASES: all, ...(seed === undefined ? {} : { FUZZ_SEED: seed }) };
const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
const run = spawn(process.execPath, [vitest, 'run', '--project=fuzz'], { cwd: ROOT, env, stdio: 'inherit' });
run.on('close', (code) => {
  process.exitCode = code ?? 1;
});
