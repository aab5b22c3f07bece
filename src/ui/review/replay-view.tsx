/** The machine of an answer: the picture after the step that is looked at, the way through the steps, and what the terminal showed. */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Say } from '../kit/say.ts';
import { LayersPanel } from '../lab/machine.tsx';
import type { SessionModel } from '../lab/session.model.ts';
import { StepField, stepWords } from '../lab/step-field.tsx';
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
  return (
    <fieldset class="time" aria-label={say('machine.time.label')}>
      <StepField
        session={session}
        isResting={false}
        say={say}
        onGo={(at) => {
          if (session.busy.peek() === 'idle') void session.goto(at);
        }}
      />
      <span class="words" role="status">
        {stepWords(session, say)}
      </span>
    </fieldset>
  );
}
