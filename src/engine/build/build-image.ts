/** `docker build`: one door to both builders (SEMANTICS sections 7 and 11). */
import type { EngineContext } from '../cas/content-store.ts';
import { findNode } from '../fs/lookup.ts';
import { removeNode } from '../fs/remove.ts';
import type { MachineRef } from '../machine/machine.ts';
import { BuildError } from './build-errors.ts';
import type { BuildOptions, BuildOutput } from './build-options.ts';
import { buildBuildkit } from './buildkit/build-buildkit.ts';
import { buildClassic } from './classic/build-classic.ts';

/**
 * Builds an image and tags it. Output and failed steps go to `out`; the exit status is docker's.
 * @throws BuildError for what is refused before the first step
 */
export async function buildImage(
  ctx: EngineContext,
  ref: MachineRef,
  options: BuildOptions,
  out: BuildOutput,
): Promise<{ exitCode: number }> {
  dropStaleId(ref, options);
  return options.classic ? buildClassic(ctx, ref, options, out) : buildBuildkit(ctx, ref, options, out);
}

/** The client takes an old `--iidfile` away first, so that a build that fails leaves none: anything that can be removed. */
function dropStaleId(ref: MachineRef, { iidFile, context, cwd, file }: BuildOptions): void {
  const { host } = ref.current;
  if (iidFile === undefined || iidFile === '' || (context === '-' && file === '-')) return;
  const old = findNode(host.tree, iidFile, { cwd, follow: false });
  if (old === undefined) return;
  if (old.kind === 'dir' && old.entries.size > 0)
    throw new BuildError('build.options', `Removing image ID file: remove ${iidFile}: directory not empty`, 'client');
  const mtime = ref.current.now / 1000;
  const tree = removeNode(host.tree, iidFile, { cwd, mtime, kind: old.kind === 'dir' ? 'dir' : 'file' });
  ref.current = { ...ref.current, host: { ...host, tree } };
}
