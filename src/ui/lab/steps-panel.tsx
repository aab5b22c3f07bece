/** The log: every command of the session with how it ended; choosing one shows the machine as it was after it. */
import type { Say } from '../kit/say.ts';
import { ShareSteps } from '../share/share-steps.tsx';
import { TakeHome } from '../take-home/take-home.tsx';
import { BranchList } from './branch-list.tsx';
import type { SessionModel } from './session.model.ts';

interface StepsPanelProps {
  readonly session: SessionModel;
  /** run before the learner's own lines */
  readonly prepared: readonly string[];
  readonly say: Say;
}

export function StepsPanel({ session, prepared, say }: StepsPanelProps) {
  const steps = session.entries.value.filter(({ step }) => step !== undefined);
  const at = session.at.value;
  const isBusy = session.busy.value !== 'idle';
  return (
    <>
      <ol class="steps" start={0}>
        <li>
          <button type="button" aria-current={at === 0 ? 'step' : undefined} disabled={isBusy} onClick={() => void session.goto(0)}>
            <span class="number">0</span>
            <span class="what">{say('machine.steps.start')}</span>
          </button>
        </li>
        {steps.map(({ id, step = 0, line, state }) => {
          const status = state.kind === 'done' ? state.status : 0;
          return (
            <li key={id}>
              <button
                type="button"
                aria-current={at === step ? 'step' : undefined}
                disabled={isBusy}
                onClick={() => void session.goto(step)}
              >
                <span class="number">{step}</span>
                <code>{line}</code>
                <span class={status === 0 ? 'ended' : 'ended failed'}>
                  {status === 0 ? say('machine.steps.ok') : say('machine.steps.failed', { status: String(status) })}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      <BranchList session={session} say={say} />
      <ShareSteps session={session} say={say} />
      <TakeHome session={session} prepared={prepared} say={say} />
    </>
  );
}
