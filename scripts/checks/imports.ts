/** Import directions (`.dependency-cruiser.cjs`). A run that read next to nothing is a broken check, not a clean one. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const FEWEST_MODULES = 100;

interface CruiseResult {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly to: string; readonly rule: { readonly name: string } }[];
  };
}

export async function checkImports(root: string, fewestModules = FEWEST_MODULES): Promise<string[]> {
  const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const folders = ['src', 'scripts', 'content'].filter((folder) => existsSync(join(root, folder)));
  // exit status 1 is for what it found
  const run = await promisify(execFile)(process.execPath, [bin, ...folders, '--output-type', 'json'], {
    cwd: root,
    maxBuffer: 1 << 28,
  }).catch((error: { stdout?: string; stderr?: string }) => ({ stdout: '', stderr: String(error), ...error }));
  if (!run.stdout.startsWith('{')) return [`dependency-cruiser did not run: ${run.stderr}`];
  const { modules, summary }: CruiseResult = JSON.parse(run.stdout);
  const own = modules.filter(({ source }) => /^(src|scripts|content)\//.test(source));
  if (own.length < fewestModules) return [`only ${own.length} modules were read: the check itself is broken`];
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} imports ${to}`);
}
