/** Where in the session's past the learner stands: back, forward, to any step, and undo. Looking back changes nothing. */
import { Icon } from '../kit/icon.tsx';
import type { Say } from '../kit/say.ts';
import type { SessionModel } from './session.model.ts';

export function TimeLine({ session, say }: { readonly session: SessionModel; readonly say: Say }) {
  const at = session.at.value;
  const count = session.stepCount.value;
  const isBusy = session.busy.value !== 'idle';
  const words = say('machine.time.at', { at, count });
  return (
    <fieldset class="time" aria-label={say('machine.time.label')}>
      <button
        type="button"
        disabled={isBusy || at === 0}
        onClick={() => void session.goto(at - 1)}
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
        disabled={isBusy || count === 0}
        aria-label={say('machine.time.step')}
        aria-valuetext={words}
        onInput={(event) => void session.goto(Number(event.currentTarget.value))}
      />
      <button
        type="button"
        disabled={isBusy || at === count}
        onClick={() => void session.goto(at + 1)}
        aria-label={say('machine.time.forward')}
      >
        <Icon name="forward" />
      </button>
      <span class="words">{words}</span>
      <button type="button" class="undo" disabled={isBusy || at === 0} onClick={() => void session.undo()}>
        <Icon name="undo" />
        {say('machine.time.undo')}
      </button>
    </fieldset>
  );
}
