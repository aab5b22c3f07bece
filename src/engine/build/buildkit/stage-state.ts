/** A stage while its instructions are worked in: the files as an operation, the settings, and the rows of its history. */
import type { HistoryEntry, ImageConfig, RunConfig } from '../../oci/image-config.ts';
import type { Operation } from './operations.ts';

const HISTORY_COMMENT = 'buildkit.dockerfile.v0';

/** A row without a time gets one when the image is written. */
export type HistoryDraft = HistoryEntry;

export interface StageState {
  operation: Operation;
  config: RunConfig;
  author: string;
  readonly history: HistoryDraft[];
  /** what variables are put in from: the image's, then ENV and ARG in their order */
  readonly env: Map<string, string>;
  /** ARGs of this stage alone, as RUN's row in the history lists them; '' where one has no value */
  readonly args: { readonly name: string; readonly value: string }[];
  cmdSet: boolean;
  /** steps announced so far, for `[2/5]` */
  step: number;
  readonly steps: number;
  /** in front of the step's number: the stage's name where there are several */
  readonly prefix: string;
  readonly base: ImageConfig | undefined;
}

export function addHistory(state: StageState, text: string, madeLayer: boolean): void {
  state.history.push({ created_by: text, comment: HISTORY_COMMENT, ...(madeLayer ? {} : { empty_layer: true }) });
}

/** `[builder 2/4] `: the number is as wide as the largest. */
export function stepPrefix(state: StageState): string {
  state.step++;
  const width = String(state.steps).length;
  return `[${state.prefix === '' ? '' : `${state.prefix} `}${String(state.step).padStart(width)}/${state.steps}] `;
}

export function environmentList(state: Pick<StageState, 'env'>): readonly string[] {
  return [...state.env].map(([name, value]) => `${name}=${value}`);
}
