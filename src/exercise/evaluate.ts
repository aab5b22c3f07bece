/** Whether a condition holds of an outcome. Each family of conditions has its own evaluator; this one joins them. */
import type { Condition, ContainerCondition, FileCondition, ImageCondition, StepCondition, StoreCondition } from './condition.ts';
import { evaluateContainer } from './evaluate-container.ts';
import { evaluateFile } from './evaluate-file.ts';
import { evaluateImage } from './evaluate-image.ts';
import { evaluateStep } from './evaluate-step.ts';
import { evaluateStore } from './evaluate-store.ts';
import type { PredictionOutcome, RunOutcome } from './outcome.ts';
import { sameAnswer } from './same-answer.ts';

export async function evaluate(condition: Condition, outcome: RunOutcome): Promise<boolean> {
  switch (condition.kind) {
    case 'all':
      for (const part of condition.of) if (!(await evaluate(part, outcome))) return false;
      return true;
    case 'any':
      for (const part of condition.of) if (await evaluate(part, outcome)) return true;
      return false;
    case 'not':
      return !(await evaluate(condition.of, outcome));
    case 'after-probes':
      return evaluate(condition.of, { ...outcome, end: outcome.probes.at(-1)?.after ?? outcome.end });
    case 'ticked':
    case 'answered':
      return false;
    default:
      return evaluateOne(condition, outcome);
  }
}

type Single = ImageCondition | FileCondition | ContainerCondition | StoreCondition | StepCondition;

const FAMILY = {
  'image-exists': 'image',
  'same-image': 'image',
  'repository-exists': 'image',
  'image-count': 'image',
  'tag-count': 'image',
  'dangling-count': 'image',
  'image-size': 'image',
  'layer-count': 'image',
  'shared-layers': 'image',
  'base-image-here': 'image',
  'image-env': 'image',
  'image-env-mentions': 'image',
  'image-command': 'image',
  'history-mentions': 'image',
  'file-in-image': 'file',
  'file-in-container': 'file',
  'file-at-start': 'file',
  'lines-in-container-file': 'file',
  'layers-with-file': 'file',
  'file-in-layer': 'file',
  whiteouts: 'file',
  'layers-with-text': 'file',
  'container-count': 'container',
  'running-count': 'container',
  'container-state': 'container',
  'container-kept': 'container',
  'container-uses': 'container',
  'starts-of': 'container',
  'started-without-image': 'container',
  created: 'container',
  'store-layers': 'store',
  disk: 'store',
  downloads: 'store',
  'failed-count': 'step',
  'command-count': 'step',
  used: 'step',
  typed: 'step',
  printed: 'step',
  'last-printed': 'step',
  'probe-printed': 'step',
  'probe-cached': 'step',
} as const satisfies Record<Single['kind'], string>;

function isOf<Family extends (typeof FAMILY)[Single['kind']]>(
  condition: Single,
  family: Family,
): condition is Extract<
  Single,
  { kind: { [K in Single['kind']]: (typeof FAMILY)[K] extends Family ? K : never }[Single['kind']] }
> {
  return FAMILY[condition.kind] === family;
}

async function evaluateOne(condition: Single, outcome: RunOutcome): Promise<boolean> {
  if (isOf(condition, 'image')) return evaluateImage(condition, outcome);
  if (isOf(condition, 'file')) return evaluateFile(condition, outcome);
  if (isOf(condition, 'container')) return evaluateContainer(condition, outcome);
  if (isOf(condition, 'store')) return evaluateStore(condition, outcome);
  return evaluateStep(condition, outcome);
}

/** Conditions over a prediction know ticks and answers alone, and what joins them. */
export function evaluatePrediction(condition: Condition, outcome: PredictionOutcome): boolean {
  const { prediction } = outcome;
  switch (condition.kind) {
    case 'all':
      return condition.of.every((part) => evaluatePrediction(part, outcome));
    case 'any':
      return condition.of.some((part) => evaluatePrediction(part, outcome));
    case 'not':
      return !evaluatePrediction(condition.of, outcome);
    case 'ticked':
      return prediction.kind === 'ticks' && prediction.items.includes(condition.item);
    case 'answered':
      return prediction.kind === 'fields' && sameAnswer(prediction.values[condition.field] ?? '', condition.value);
    default:
      return false;
  }
}
