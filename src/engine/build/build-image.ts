/** `docker build`: one door to both builders (SEMANTICS sections 7 and 11). */
import type { EngineContext } from '../cas/content-store.ts';
import type { MachineRef } from '../machine/machine.ts';
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
  return options.classic ? buildClassic(ctx, ref, options, out) : buildBuildkit(ctx, ref, options, out);
}
