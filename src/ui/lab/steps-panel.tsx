/** The log: every command of the session with how it ended; choosing one shows the machine as it was after it. */

import { Icon } from '../kit/icon.tsx';
import type { Say } from '../kit/say.ts';
import { ShareSteps } from '../share/share-steps.tsx';
import { TakeHome } from '../take-home/take-home.tsx';
import { BranchList } from './branch-list.tsx';
import type { Player } from './player.model.ts';
import type { SessionModel } from './session.model.ts';
import { shownLine } from './visit.ts';

interface StepsPanelProps {
  readonly session: SessionModel;
  readonly player: Player;
  /** run before the learner's own lines */
  readonly prepared: readonly string[];
  readonly say: Say;
  /** Shows what lies between two steps. */
  readonly onCompare: (from: number, to: number) => void;
}

export function StepsPanel({ session, player, prepared, say, onCompare }: StepsPanelProps) {
  const steps = session.entries.value.filter(({ step }) => step !== undefined);
  const at = session.at.value;
  const isPlaying = player.playing.value !== undefined;
  const isBusy = session.busy.value !== 'idle' && !isPlaying;
  function goTo(step: number): void {
    player.stop();
    void session.goto(step);
  }
  return (
    <>
      <ol class="steps" start={0}>
        <li>
          <button type="button" aria-current={at === 0 ? 'step' : undefined} disabled={isBusy} onClick={() => goTo(0)}>
            <span class="number">0</span>
            <span class="what">{say('machine.steps.start')}</span>
          </button>
        </li>
        {steps.map(({ id, step = 0, line, state }) => {
          const status = state.kind === 'done' ? state.status : 0;
          return (
            <li key={id}>
              <button type="button" aria-current={at === step ? 'step' : undefined} disabled={isBusy} onClick={() => goTo(step)}>
                <span class="number">{step}</span>
                <code>{shownLine(line)}</code>
                <span class={status === 0 ? 'ended' : 'ended failed'}>
                  {status === 0 ? say('machine.steps.ok') : say('machine.steps.failed', { status: String(status) })}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      {steps.length > 0 && (
        <p class="take-home-buttons">
          <button
            type="button"
            class="button"
            disabled={isBusy || (!isPlaying && at === 0)}
            onClick={() => (isPlaying ? player.stop() : void player.play(at))}
          >
            <Icon name={isPlaying ? 'stop' : 'replay'} />
            {isPlaying ? say('machine.replay.stop') : say('machine.replay.toStep', { step: at })}
          </button>
          <button type="button" class="button" disabled={isBusy} onClick={() => onCompare(Math.max(0, at - 1), at === 0 ? 1 : at)}>
            <Icon name="swap" />
            {say('machine.steps.compare')}
          </button>
        </p>
      )}
      <BranchList session={session} player={player} say={say} />
      <ShareSteps session={session} say={say} />
      <TakeHome session={session} prepared={prepared} say={say} />
    </>
  );
}
