/** What a learner hands in: a few hundred bytes from which the verdict can be computed again (DESIGN, "The answer is the transcript"). */

export type Answer = LinesAnswer | FilesAnswer | BlocksAnswer | PredictionAnswer;

/** For commands, repair, challenge. */
export interface LinesAnswer {
  /** As in the editor; a command may take several lines. */
  readonly lines: readonly string[];
  /** Editable files by path, where the exercise has some. */
  readonly files?: Readonly<Record<string, string>>;
}
/** For dockerfile. */
export interface FilesAnswer {
  readonly files: Readonly<Record<string, string>>;
}
/** For order: ids in the learner's order. */
export interface BlocksAnswer {
  readonly blocks: readonly string[];
}
export interface PredictionAnswer {
  readonly prediction: Prediction;
}

export type Prediction =
  /** for which-pass and which-lines */
  | { readonly kind: 'ticks'; readonly items: readonly string[] }
  /** for fields, by field id, as typed */
  | { readonly kind: 'fields'; readonly values: Readonly<Record<string, string>> };
