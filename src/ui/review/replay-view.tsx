/** The machine of an answer: the picture after the step that is looked at, the way through the steps, and what the terminal showed. */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../kit/icon.tsx';
import type { Say } from '../kit/say.ts';
import { LayersPanel } from '../lab/machine.tsx';
import type { SessionModel } from '../lab/session.model.ts';
import type { XraySubject } from '../lab/xray-data.ts';
import { XrayPlace } from '../lab/xray-place.tsx';
import { Log } from '../terminal/terminal.tsx';
import type { Replayed } from './replay.model.ts';

interface ReplayViewProps {
  readonly replayed: Replayed;
  readonly say: Say;
}

export function ReplayView({ replayed: { session, exercise, result }, say }: ReplayViewProps) {
  const subject = useSignal<XraySubject | undefined>(undefined);
  const log = useRef<HTMLElement>(null);
  const at = session.at.value;
  useLayoutEffect(() => {
    const last = [...(log.current?.querySelectorAll('.entry:not(.ahead)') ?? [])].at(-1);
    last?.scrollIntoView({ block: 'nearest' });
  }, [at, result.kind]);
  return (
    <section class="review-machine" aria-label={say('machine.label')}>
      <div class="review-picture">
        <LayersPanel
          session={session}
          say={say}
          onOpen={(of) => {
            subject.value = of;
          }}
        />
      </div>
      <Steps session={session} say={say} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="terminal" ref={log} tabIndex={0} aria-label={say('terminal.label')}>
        <Log session={session} prepared={exercise.start.commands} say={say} />
      </section>
      <XrayPlace session={session} subject={subject} say={say} />
    </section>
  );
}

function Steps({ session, say }: { readonly session: SessionModel; readonly say: Say }) {
  const at = session.at.value;
  const count = session.stepCount.value;
  const words = say('machine.time.at', { at, count });
  const go = (to: number): void => {
    if (session.busy.peek() === 'idle') void session.goto(to);
  };
  return (
    <fieldset class="time" aria-label={say('machine.time.label')}>
      <button type="button" aria-disabled={at === 0} onClick={() => at > 0 && go(at - 1)} aria-label={say('machine.time.back')}>
        <Icon name="back" />
      </button>
      <input
        type="range"
        min="0"
        max={Math.max(count, 1)}
        step="1"
        value={at}
        disabled={count === 0}
        aria-label={say('machine.time.step')}
        aria-valuetext={words}
        onInput={(event) => go(Number(event.currentTarget.value))}
      />
      <button
        type="button"
        aria-disabled={at === count}
        onClick={() => at < count && go(at + 1)}
        aria-label={say('machine.time.forward')}
      >
        <Icon name="forward" />
      </button>
      <span class="words" role="status">
        {words}
      </span>
    </fieldset>
  );
}
