/** One exercise in a learner's hands: what is written, what the goals say, hints, tries and the last feedback. */
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Answer, Exercise, Verdict } from '../../exercise/index.ts';
import type { Kept, Storage } from '../kit/storage.ts';
import type { SessionModel } from '../lab/session.model.ts';

/** `open`: nobody has checked, or it is not so yet in the terminal; `unmet`: it was checked and is not so. */
export type GoalState = 'met' | 'unmet' | 'open';

export interface CardModel {
  readonly exercise: Exercise;
  readonly session: SessionModel;
  /** what stands in the editor at first */
  readonly given: string;
  readonly code: Signal<string>;
  /** of a prediction, by item */
  readonly ticks: Signal<readonly string[]>;
  /** of a prediction, by field */
  readonly fields: Signal<Readonly<Record<string, string>>>;
  readonly attempts: ReadonlySignal<number>;
  readonly hintsShown: ReadonlySignal<number>;
  readonly isSolved: ReadonlySignal<boolean>;
  /** of the last check, until something else is tried */
  readonly verdict: ReadonlySignal<Verdict | undefined>;
  readonly isChecking: ReadonlySignal<boolean>;
  /** the engine was stopped or replaced in the middle of the last check */
  readonly isLost: ReadonlySignal<boolean>;
  readonly goals: ReadonlySignal<ReadonlyMap<string, GoalState>>;
  check(): Promise<void>;
  showHint(): void;
  /** Back to what was given; hints and the record of having solved it stay. */
  reset(): Promise<void>;
  /** @param line of the answer, from 1 */
  goBackTo(line: number): Promise<void>;
}

interface KeptCard extends Kept {
  readonly version: 1;
  readonly exerciseVersion: number;
  readonly code: string;
  readonly ticks: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
  readonly attempts: number;
  readonly hintsShown: number;
  readonly isSolved: boolean;
  readonly judged?: Judged;
}

interface Judged {
  readonly verdict: Verdict;
  /** steps of the session when it was given */
  readonly steps: number;
}

interface CardModelOptions {
  readonly exercise: Exercise;
  readonly session: SessionModel;
  readonly storage: Storage;
}

export function cardKey(exercise: string): string {
  return `card.${exercise}`;
}

export function createCardModel({ exercise, session, storage }: CardModelOptions): CardModel {
  const given = 'given' in exercise ? exercise.given.join('\n') : '';
  const found = storage.read<KeptCard>(cardKey(exercise.id), 1);
  const kept = found?.exerciseVersion === exercise.version ? found : undefined;
  const code = signal(kept?.code ?? given);
  const ticks = signal<readonly string[]>(kept?.ticks ?? []);
  const fields = signal<Readonly<Record<string, string>>>(kept?.fields ?? {});
  const attempts = signal(kept?.attempts ?? 0);
  const hintsShown = signal(kept?.hintsShown ?? 0);
  const isSolved = signal(kept?.isSolved ?? false);
  const judged = signal<Judged | undefined>(kept?.judged);
  const verdict = computed(() => judged.value?.verdict);
  const isChecking = signal(false);
  const isLost = signal(false);
  const isUntouched = () => code.value === given && attempts.value === 0 && hintsShown.value === 0 && ticks.value.length === 0;

  effect(() => {
    const value: KeptCard = {
      version: 1,
      exerciseVersion: exercise.version,
      code: code.value,
      ticks: ticks.value,
      fields: fields.value,
      attempts: attempts.value,
      hintsShown: hintsShown.value,
      isSolved: isSolved.value,
      ...(judged.value === undefined ? {} : { judged: judged.value }),
    };
    if (isUntouched() && Object.keys(fields.value).length === 0) storage.remove(cardKey(exercise.id));
    else storage.write(cardKey(exercise.id), value);
  });

  /** Whoever reaches the goals in the terminal has reached them: what was typed is handed in as it is. */
  effect(() => {
    if (!('goals' in exercise) || exercise.probes.length > 0 || exercise.hiddenVariants.length > 0) return;
    const { goals } = session.snapshot.value;
    const isDone = goals.length > 0 && goals.every(({ met }) => met) && session.busy.value === 'idle' && !isChecking.peek();
    if (isDone && judged.peek()?.verdict.kind !== 'passed') {
      void handIn({
        lines: session.entries.peek().flatMap(({ line, step, isAhead }) => (step === undefined || isAhead ? [] : [line])),
      });
    }
  });

  async function handIn(answer: Answer): Promise<void> {
    isChecking.value = true;
    try {
      const result = await session.check(answer);
      isLost.value = result === undefined;
      if (result === undefined) return;
      judged.value = { verdict: result, steps: session.stepCount.value };
      isSolved.value ||= result.kind === 'passed';
    } finally {
      isChecking.value = false;
    }
  }

  function answerNow(): Answer {
    if (!('question' in exercise)) return { lines: code.value.split('\n') };
    return {
      prediction:
        exercise.question.kind === 'fields' ? { kind: 'fields', values: fields.value } : { kind: 'ticks', items: ticks.value },
    };
  }

  return {
    exercise,
    session,
    given,
    code,
    ticks,
    fields,
    attempts,
    hintsShown,
    isSolved,
    verdict,
    isChecking,
    isLost,
    goals: computed(() => goalStates(exercise, session, judged.value)),
    async check() {
      attempts.value += 1;
      await handIn(answerNow());
    },
    showHint() {
      hintsShown.value += 1;
    },
    async reset() {
      code.value = given;
      ticks.value = [];
      fields.value = {};
      judged.value = undefined;
      await session.reset();
    },
    async goBackTo(line) {
      judged.value = undefined;
      await session.goto(line - 1);
    },
  };
}

/** A verdict counts until more is done in the terminal; from then on each goal is looked at live. */
function goalStates(exercise: Exercise, session: SessionModel, judged: Judged | undefined): ReadonlyMap<string, GoalState> {
  if (!('goals' in exercise)) return new Map();
  const ids = [...exercise.goals, ...exercise.hiddenVariants].map(({ id }) => id);
  const steps = session.stepCount.value;
  const isFresh = judged !== undefined && (steps === 0 || (steps === judged.steps && session.at.value === steps));
  const verdicts = isFresh ? judged.verdict.goals : session.snapshot.value.goals;
  const isMet = (id: string) => verdicts.find((goal) => goal.id === id)?.met === true;
  return new Map(ids.map((id) => [id, isMet(id) ? 'met' : isFresh ? 'unmet' : 'open']));
}
