/** The words of an exercise, as the page is handed them (their schema: curriculum/text-schema.ts). */
export interface ExerciseTexts {
  readonly title: string;
  readonly brief: string;
  readonly ask: string;
  readonly goals: Readonly<Record<string, string>>;
  readonly nearMisses: Readonly<Record<string, string>>;
  readonly deadEnds: Readonly<Record<string, string>>;
  readonly items: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
  /** how an option of a choice is shown, by `field.option` */
  readonly options: Readonly<Record<string, string>>;
  readonly hints: readonly string[];
  readonly passed: string;
}
