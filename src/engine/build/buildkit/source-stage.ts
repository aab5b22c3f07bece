/** What `COPY --from` and `RUN --mount=from=` name: a stage, by name or number, else an image. */
import type { Stage } from '../plan/stages.ts';
import { findStageByName } from '../plan/stages.ts';
import { BuildFailure, type SourceLines } from './build-failure.ts';
import type { Conversion } from './conversion.ts';
import type { Operation } from './operations.ts';
import { resolveImage } from './resolve-image.ts';

/** Handed in because a stage leads to its instructions and those to other stages. */
export type StageConverter = (conversion: Conversion, stage: Stage) => Promise<{ readonly operation: Operation }>;

export function findSourceStage(conversion: Pick<Conversion, 'plan'>, from: string, allowsNumber: boolean): Stage | undefined {
  const { stages } = conversion.plan;
  return findStageByName(stages, from) ?? (allowsNumber && /^\d+$/.test(from) ? stages[Number(from)] : undefined);
}

/** @throws BuildFailure */
export async function sourceOperation(
  conversion: Conversion,
  current: Stage,
  from: string,
  options: { readonly allowsNumber: boolean; readonly lines: SourceLines; readonly convert: StageConverter },
): Promise<Operation> {
  const { allowsNumber, lines, convert } = options;
  if (from === 'scratch') return { kind: 'scratch' };
  const stage = findSourceStage(conversion, from, allowsNumber);
  if (stage !== undefined) {
    if (stage.index > current.index) {
      throw new BuildFailure(
        `cannot copy from stage "${from}", it needs to be defined before current stage "${current.name}"`,
        lines,
      );
    }
    return (await convert(conversion, stage)).operation;
  }
  if (allowsNumber && /^\d+$/.test(from)) throw new BuildFailure(`invalid stage index ${from}`, lines);
  const image = await resolveImage(conversion, from, lines);
  return { kind: 'image', image, name: `FROM ${image.name}` };
}
