/** Import directions (`.dependency-cruiser.cjs`). A run that read next to nothing is a broken check, not a clean one. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

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
  const run = spawnSync(process.execPath, [bin, ...folders, '--output-type', 'json'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (!run.stdout.startsWith('{')) return [`dependency-cruiser did not run: ${run.stderr}`];
  const { modules, summary }: CruiseResult = JSON.parse(run.stdout);
  const own = modules.filter(({ source }) => /^(src|scripts|content)\//.test(source));
  if (own.length < fewestModules) return [`only ${own.length} modules were read: the check itself is broken`];
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} imports ${to}`);
}
