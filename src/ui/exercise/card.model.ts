/** One exercise in a learner's hands: what is put together, what the goals say, hints, tries and the last feedback. */
import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Answer, Block, Exercise, Verdict } from '../../exercise/index.ts';
import { cardKey, type KeptCard } from '../keep/kept.ts';
import type { Storage } from '../kit/storage.ts';
import type { ShownEntry } from '../lab/entry-list.ts';
import type { Files } from '../lab/protocol.ts';
import type { SessionModel } from '../lab/session.model.ts';
import { createDraft, type Draft, type DraftContent } from './draft.ts';
import { draftOf } from './draft-of.ts';
import { type GoalState, goalStates, type Judged } from './goal-states.ts';
import { goneBlocks, takeBlockOut } from './order.model.ts';
import { createSolutionsModel, type FetchSolutions, type SolutionsModel } from './solutions.model.ts';
import { createVersionsModel, type VersionsModel } from './versions.model.ts';

export interface CardModel {
  readonly exercise: Exercise;
  readonly session: SessionModel;
  readonly draft: Draft;
  readonly attempts: ReadonlySignal<number>;
  readonly hintsShown: ReadonlySignal<number>;
  readonly isSolved: ReadonlySignal<boolean>;
  /** the bonus was reached, now or earlier */
  readonly hasBonus: ReadonlySignal<boolean>;
  /** of the last check, until something else is tried */
  readonly verdict: ReadonlySignal<Verdict | undefined>;
  /** what the verdict is about; the draft may have changed since */
  readonly judgedDraft: ReadonlySignal<DraftContent | undefined>;
  readonly isChecking: ReadonlySignal<boolean>;
  /** the engine was stopped or replaced in the middle of the last check */
  readonly isLost: ReadonlySignal<boolean>;
  readonly goals: ReadonlySignal<ReadonlyMap<string, GoalState>>;
  readonly solutions: SolutionsModel;
  readonly versions: VersionsModel;
  /** of an order: taken away after several tries */
  readonly gone: ReadonlySignal<readonly Block[]>;
  check(): Promise<void>;
  showHint(): void;
  /** Back to what was given; hints and the record of having solved it stay. */
  reset(): Promise<void>;
  /** @param line of the answer, from 1 */
  goBackTo(line: number): Promise<void>;
}

interface CardModelOptions {
  readonly exercise: Exercise;
  readonly session: SessionModel;
  readonly storage: Storage;
  readonly fetchSolutions: FetchSolutions;
  /** Called with each answer that was judged here. */
  readonly onChecked?: (exercise: Exercise, answer: Answer) => void;
  /** milliseconds since 1970 */
  readonly now?: () => number;
}

export function createCardModel({
  exercise,
  session,
  storage,
  fetchSolutions,
  onChecked,
  now = Date.now,
}: CardModelOptions): CardModel {
  const key = cardKey(exercise.id);
  const found = storage.read<KeptCard>(key, 3);
  /** What was reached in an older version of the exercise stays reached; its answer means something else and is put aside. */
  const kept = found?.exerciseVersion === exercise.version ? found : undefined;
  const draft = createDraft(exercise, kept?.draft);
  const versions = createVersionsModel({ exercise, draft, session, storage, now });
  if (found !== undefined && kept === undefined) versions.keep('outdated', found.draft);
  const attempts = signal(kept?.attempts ?? 0);
  const hintsShown = signal(kept?.hintsShown ?? 0);
  const isSolved = signal(found?.isSolved ?? false);
  const hasBonus = signal(found?.hasBonus ?? false);
  const judged = signal<Judged | undefined>(kept?.judged);
  const isChecking = signal(false);
  const isLost = signal(false);

  effect(() => {
    session.files.value = draft.written.value;
  });

  effect(() => {
    const value: KeptCard = {
      version: 3,
      exerciseVersion: exercise.version,
      draft: draft.content.value,
      attempts: attempts.value,
      hintsShown: hintsShown.value,
      isSolved: isSolved.value,
      hasBonus: hasBonus.value,
      ...(judged.value === undefined ? {} : { judged: judged.value }),
    };
    const isUntouched = draft.isUntouched.value && !isSolved.value && attempts.value === 0 && hintsShown.value === 0;
    if (isUntouched) storage.remove(key);
    else storage.write(key, value);
  });

  storage.watch(key, () => {
    const there = storage.read<KeptCard>(key, 3);
    if (there !== undefined && there.exerciseVersion !== exercise.version) return;
    batch(() => {
      draft.fill(there?.draft ?? draft.given);
      attempts.value = there?.attempts ?? 0;
      hintsShown.value = there?.hintsShown ?? 0;
      isSolved.value = there?.isSolved ?? false;
      hasBonus.value = there?.hasBonus ?? false;
      judged.value = there?.judged;
    });
  });

  const gone = computed(() =>
    'blocks' in exercise && !isSolved.value
      ? goneBlocks(exercise.blocks, isChecking.value ? attempts.value - 1 : attempts.value)
      : [],
  );
  effect(() => {
    for (const { id } of gone.value) {
      if (draft.blocks.peek().includes(id)) draft.blocks.value = takeBlockOut(draft.blocks.peek(), id);
    }
  });

  /** Whoever reaches the goals in the terminal has reached them: what was typed or written is handed in as it is. */
  effect(() => {
    if (!('goals' in exercise) || exercise.kind === 'order' || exercise.probes.length > 0 || exercise.hiddenVariants.length > 0)
      return;
    const { goals } = session.snapshot.value;
    const isDone = goals.length > 0 && goals.every(({ met }) => met) && session.busy.value === 'idle' && !isChecking.peek();
    if (!isDone || judged.peek()?.verdict.kind === 'passed') return;
    void handIn(exercise.kind === 'dockerfile' ? draft.answer() : answerOfSteps(session.entries.peek()));
  });

  async function handIn(answer: Answer): Promise<void> {
    isChecking.value = true;
    const handedIn = draft.content.peek();
    try {
      const result = await session.check(answer);
      isLost.value = result === undefined;
      if (result === undefined) return;
      onChecked?.(exercise, answer);
      judged.value = { verdict: result, steps: session.stepCount.value, draft: handedIn };
      if (result.kind === 'passed') versions.keep('passed', draftOf(answer, handedIn));
      isSolved.value ||= result.kind === 'passed';
      hasBonus.value ||= result.bonus === true;
    } finally {
      isChecking.value = false;
    }
  }

  return {
    exercise,
    session,
    draft,
    attempts,
    hintsShown,
    isSolved,
    hasBonus,
    verdict: computed(() => judged.value?.verdict),
    judgedDraft: computed(() => judged.value?.draft),
    isChecking,
    isLost,
    goals: computed(() => goalStates(exercise, session, judged.value)),
    gone,
    solutions: createSolutionsModel(exercise, isSolved, fetchSolutions),
    versions,
    async check() {
      attempts.value += 1;
      await handIn(draft.answer());
    },
    showHint() {
      hintsShown.value += 1;
    },
    async reset() {
      versions.keepAll();
      draft.fill(draft.given);
      judged.value = undefined;
      await session.reset();
    },
    async goBackTo(line) {
      judged.value = undefined;
      await session.goto(line - 1);
    },
  };
}

/** The lines that led to where the learner stands, and what was written on the way. */
function answerOfSteps(entries: readonly ShownEntry[]): Answer {
  const steps = entries.filter(({ step, isAhead }) => step !== undefined && !isAhead);
  const files: Files = Object.assign({}, ...steps.map((step) => step.files));
  return { lines: steps.map(({ line }) => line), files };
}
