/** `npm run build`: the finished site in dist/, built only where something it is made from has changed. */
import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { findManifest } from '../src/server/site-manifest.ts';
import { writeExerciseManifest } from './exercise-manifest.ts';
import { finishBuild } from './finish-build.ts';
import { hashSources } from './source-hash.ts';
import { writeStaticFolder } from './static-folder.ts';

const ROOT = resolve(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');

/** @throws Error where the build failed; what Astro said is already printed */
export async function buildIfChanged(say: (text: string) => void): Promise<void> {
  const sources = await hashSources(ROOT);
  if ((await findManifest(DIST))?.sources === sources) return;
  const started = performance.now();
  say('Building the site…');
  await rm(DIST, { recursive: true, force: true });
  const astro = join(ROOT, 'node_modules/astro/bin/astro.mjs');
  const run = spawnSync(process.execPath, [astro, 'build'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', FORCE_COLOR: undefined, NO_COLOR: '1' },
  });
  if (run.status !== 0) {
    process.stderr.write(`${run.stdout}${run.stderr}`);
    throw new Error('the site could not be built, see above');
  }
  await writeExerciseManifest(DIST);
  const manifest = await finishBuild(ROOT, DIST, sources, join(ROOT, '.cache/compressed'));
  await writeStaticFolder(ROOT, join(DIST, manifest.folder), join(DIST, 'static'), manifest);
  const pages = Object.keys(manifest.files).filter((path) => path.endsWith('.html')).length;
  say(`Built ${pages} pages in ${Math.round((performance.now() - started) / 1000)} s.`);
}

if (import.meta.main) {
  try {
    await buildIfChanged((text) => process.stdout.write(`${text}\n`));
  } catch (error) {
    process.stderr.write(`camadas: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
