/** Images that FROM and `COPY --from` name: an earlier stage, one in the store, else one that is pulled. */

import { EngineError } from '../../errors.ts';
import { findImage } from '../../image/find-image.ts';
import type { Image } from '../../machine/machine.ts';
import type { ImageId } from '../../oci/digest.ts';
import type { Platform } from '../../oci/manifest.ts';
import { familiarString, parseReference, withDefaultTag } from '../../reference/reference.ts';
import { pullImage } from '../../registry/pull-image.ts';
import { StepError } from '../plan/config-change.ts';
import { type ClassicBuild, print } from './classic-state.ts';
import { withoutPrefix } from './without-prefix.ts';

/** @returns undefined for a stage that is empty. @throws StepError */
export async function findSourceImage(build: ClassicBuild, from: string): Promise<Image | undefined> {
  try {
    const stage = stageOf(build, from);
    if (stage !== undefined) return stage.imageId === undefined ? undefined : build.ref.current.images.get(stage.imageId);
    return await fetchImage(build, from);
  } catch (error) {
    if (error instanceof StepError) throw new StepError(`invalid from flag value ${from}: ${error.message}`);
    throw error;
  }
}

/** From the store, for whatever platform it is there, or pulled where it is not or `--pull` asks for it. @throws StepError */
export async function fetchImage(build: ClassicBuild, name: string, platform?: Platform): Promise<Image> {
  const { ctx, ref, out, options } = build;
  try {
    const local = options.pull ? undefined : findImage(ref.current, name);
    if (local !== undefined) return local;
    const reference = withDefaultTag(parseReference(name));
    const pulled = await pullImage(
      ctx,
      ref.current,
      reference,
      (progress) => out.pulled(progress),
      platform === undefined ? {} : { platform },
    );
    ref.current = pulled.machine;
    const shown = familiarString(reference);
    print(build, pulled.changed ? `Status: Downloaded newer image for ${shown}\n` : `Status: Image is up to date for ${shown}\n`);
    const image = findImage(ref.current, name);
    if (image !== undefined) return image;
    throw new StepError(`No such image: ${shown}`);
  } catch (error) {
    if (error instanceof EngineError) throw new StepError(withoutPrefix(out.describe(error)));
    throw error;
  }
}

function stageOf(build: ClassicBuild, from: string): { readonly imageId: ImageId | undefined } | undefined {
  const named = build.stages.find((stage) => stage.name !== '' && stage.name === from.toLowerCase());
  if (named !== undefined || !/^[+-]?\d+$/.test(from)) return named;
  const index = Number(from);
  if (index === build.stages.length) throw new StepError('refers to current build stage');
  if (index < 0 || index > build.stages.length) throw new StepError('index out of bounds');
  return build.stages[index];
}
