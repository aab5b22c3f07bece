/** What a learner has put together for one exercise and not handed in yet: code, files, blocks, ticks, values. */
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Answer, Exercise, ExerciseKind } from '../../exercise/index.ts';
import type { Files } from '../lab/protocol.ts';

/** As it is kept; parts that the exercise does not ask for are empty. */
export interface DraftContent {
  readonly code: string;
  readonly files: Files;
  /** ids, in the learner's order */
  readonly blocks: readonly string[];
  readonly ticks: readonly string[];
  /** by field */
  readonly fields: Files;
}

export interface Draft {
  readonly code: Signal<string>;
  /** by path, in the order in which they are shown */
  readonly files: ReadonlyMap<string, Signal<string>>;
  readonly blocks: Signal<readonly string[]>;
  readonly ticks: Signal<readonly string[]>;
  readonly fields: Signal<Files>;
  /** what everything is at first */
  readonly given: DraftContent;
  readonly content: ReadonlySignal<DraftContent>;
  /** files that are there once the answer is handed in: one that was not there and stays empty is none */
  readonly written: ReadonlySignal<Files>;
  readonly isUntouched: ReadonlySignal<boolean>;
  answer(): Answer;
  fill(content: DraftContent): void;
}

/** What a form of a prediction uses of a card; the `id` names its fields in the page. */
export interface PredictionCard {
  readonly exercise: { readonly id: string; readonly kind: ExerciseKind };
  readonly draft: Pick<Draft, 'ticks' | 'fields'>;
}

export function createDraft(exercise: Exercise, kept?: DraftContent): Draft {
  const given = givenContent(exercise);
  const { start } = exercise;
  const first = kept ?? given;
  const code = signal(first.code);
  const files = new Map(Object.entries(given.files).map(([path, text]) => [path, signal(first.files[path] ?? text)]));
  const blocks = signal(knownBlocks(exercise, first.blocks));
  const ticks = signal(first.ticks);
  const fields = signal(first.fields);
  const content = computed<DraftContent>(() => ({
    code: code.value,
    files: Object.fromEntries([...files].map(([path, text]) => [path, text.value])),
    blocks: blocks.value,
    ticks: ticks.value,
    fields: fields.value,
  }));
  const written = computed(() =>
    Object.fromEntries(Object.entries(content.value.files).filter(([path, text]) => text !== '' || path in start.files)),
  );
  return {
    code,
    files,
    blocks,
    ticks,
    fields,
    given,
    content,
    written,
    isUntouched: computed(() => JSON.stringify(content.value) === JSON.stringify(given)),
    answer: () => answerOf(exercise, content.value, written.value),
    fill(next) {
      code.value = next.code;
      for (const [path, text] of files) text.value = next.files[path] ?? given.files[path] ?? '';
      blocks.value = knownBlocks(exercise, next.blocks);
      ticks.value = next.ticks;
      fields.value = next.fields;
    },
  };
}

/** An answer may be of an older version of the exercise, or from a file. */
function knownBlocks(exercise: Exercise, ids: readonly string[]): readonly string[] {
  if (!('blocks' in exercise)) return [];
  return ids.filter((id) => exercise.blocks.some((block) => block.id === id));
}

function givenContent(exercise: Exercise): DraftContent {
  const { files } = exercise.start;
  const textOf = (path: string): string => {
    const file = files[path];
    return typeof file === 'string' ? file : '';
  };
  const editable = 'editable' in exercise ? exercise.editable : [];
  return {
    code: 'given' in exercise ? exercise.given.join('\n') : '',
    files: Object.fromEntries(editable.map((path) => [path, textOf(path)])),
    blocks: [],
    ticks: [],
    fields: {},
  };
}

function answerOf(exercise: Exercise, { code, blocks, ticks, fields }: DraftContent, files: Files): Answer {
  if ('question' in exercise) {
    const isFields = exercise.question.kind === 'fields';
    return { prediction: isFields ? { kind: 'fields', values: fields } : { kind: 'ticks', items: ticks } };
  }
  if (exercise.kind === 'order') return { blocks };
  if (exercise.kind === 'dockerfile') return { files };
  const lines = code.split('\n');
  return exercise.editable.length === 0 ? { lines } : { lines, files };
}
