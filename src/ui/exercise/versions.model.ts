/**
 * Answers of one exercise that were put aside, so that no button and no other tab takes anything from a learner: the last one that passed,
 * the last one handed in to a class, and the one that stood there before. Whichever is brought back, what it replaces is put aside first.
 */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Exercise } from '../../exercise/index.ts';
import { answerKey, type KeptAnswer, SLOTS, type Slot } from '../keep/kept.ts';
import { isSame } from '../keep/settle.ts';
import type { Storage } from '../kit/storage.ts';
import type { SessionModel } from '../lab/session.model.ts';
import type { Draft, DraftContent } from './draft.ts';

export interface OfferedVersion {
  readonly slot: Slot;
  /** milliseconds since 1970 */
  readonly at: number;
}

export interface VersionsModel {
  /** Those that differ from what stands there, and from each other. */
  readonly offered: ReadonlySignal<readonly OfferedVersion[]>;
  keep(slot: Slot, draft: DraftContent): void;
  /** Before everything is put back to what was given. */
  keepAll(): void;
  goBackTo(slot: Slot): Promise<void>;
  /** Something was put aside elsewhere in this page. */
  refresh(): void;
}

interface VersionsOptions {
  readonly exercise: Exercise;
  readonly draft: Draft;
  readonly session: SessionModel;
  readonly storage: Storage;
  readonly now: () => number;
}

type Kept = ReadonlyMap<Slot, KeptAnswer>;

export function createVersionsModel({ exercise, draft, session, storage, now }: VersionsOptions): VersionsModel {
  const { id, version: exerciseVersion } = exercise;
  const read = (): Kept => {
    const all = SLOTS.map((slot) => [slot, storage.read<KeptAnswer>(answerKey(id, slot), 1)] as const);
    return new Map(all.flatMap(([slot, answer]) => (answer === undefined ? [] : [[slot, answer]])));
  };
  const kept = signal(read());
  for (const slot of SLOTS) {
    storage.watch(answerKey(id, slot), () => {
      kept.value = read();
    });
  }
  const stepsSoFar = () =>
    session.entries.value
      .filter(({ step }) => step !== undefined)
      .map(({ line, files }) => (files === undefined ? { line } : { line, files }));

  function put(slot: Slot, answer: Pick<KeptAnswer, 'draft' | 'steps'>): void {
    storage.write<KeptAnswer>(answerKey(id, slot), { version: 1, exerciseVersion, ...answer, at: now() });
    kept.value = read();
  }

  /** @param hasSteps whether the commands are about to be replaced too */
  function putBefore(hasSteps: boolean): void {
    const steps = hasSteps ? stepsSoFar() : [];
    if (draft.isUntouched.peek() && steps.length === 0) return;
    put('before', { draft: draft.content.peek(), ...(steps.length === 0 ? {} : { steps }) });
  }

  return {
    offered: computed(() => {
      const seen = [JSON.stringify([draft.content.value, undefined])];
      if (kept.value.size === 0) return [];
      const steps = stepsSoFar();
      return [...kept.value].flatMap(([slot, answer]) => {
        const content = answer.draft ?? draft.content.value;
        const text = JSON.stringify([content, isSame(answer.steps, steps) ? undefined : answer.steps]);
        if (seen.includes(text)) return [];
        seen.push(text);
        return [{ slot, at: answer.at }];
      });
    }),
    keep: (slot, content) => put(slot, { draft: content }),
    keepAll: () => putBefore(true),
    refresh() {
      kept.value = read();
    },
    async goBackTo(slot) {
      const answer = kept.peek().get(slot);
      if (answer === undefined) return;
      putBefore(answer.steps !== undefined);
      if (answer.draft !== undefined) draft.fill(answer.draft);
      if (answer.steps !== undefined) await session.replay(answer.steps);
    },
  };
}
