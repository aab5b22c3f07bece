/** A step back, any step, a step forward: how the past of a session is gone through, in the lab and where an answer is looked at. */
import { Icon } from '../kit/icon.tsx';
import type { Say } from '../kit/say.ts';
import type { SessionModel } from './session.model.ts';

interface StepFieldProps {
  readonly session: SessionModel;
  /** nothing can be chosen now */
  readonly isResting: boolean;
  readonly say: Say;
  /** @param at number of a step; 0 is the start */
  onGo(at: number): void;
}

export function StepField({ session, isResting, say, onGo }: StepFieldProps) {
  const at = session.at.value;
  const count = session.stepCount.value;
  /** A button that is really disabled loses the focus: whoever goes back step by step would stand nowhere at the start. */
  const isAtStart = isResting || at === 0;
  const isAtEnd = isResting || at === count;
  return (
    <>
      <button
        type="button"
        aria-disabled={isAtStart}
        onClick={() => !isAtStart && onGo(at - 1)}
        aria-label={say('machine.time.back')}
      >
        <Icon name="back" />
      </button>
      <input
        type="range"
        min="0"
        max={Math.max(count, 1)}
        step="1"
        value={at}
        disabled={isResting || count === 0}
        aria-label={say('machine.time.step')}
        aria-valuetext={stepWords(session, say)}
        onInput={(event) => onGo(Number(event.currentTarget.value))}
      />
      <button
        type="button"
        aria-disabled={isAtEnd}
        onClick={() => !isAtEnd && onGo(at + 1)}
        aria-label={say('machine.time.forward')}
      >
        <Icon name="forward" />
      </button>
    </>
  );
}

/** “Step 2 of 5” */
export function stepWords({ at, stepCount }: SessionModel, say: Say): string {
  return say('machine.time.at', { at: at.value, count: stepCount.value });
}
