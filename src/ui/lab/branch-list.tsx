/** Futures that were left, each with the way back to it; nothing that was run is lost. */
import { Icon } from '../kit/icon.tsx';
import type { Say } from '../kit/say.ts';
import { commonSteps } from './branches.ts';
import type { Player } from './player.model.ts';
import type { StepInput } from './protocol.ts';
import type { SessionModel } from './session.model.ts';
import { shownLine } from './visit.ts';

interface BranchListProps {
  readonly session: SessionModel;
  readonly player: Player;
  readonly say: Say;
}

export function BranchList({ session, player, say }: BranchListProps) {
  const branches = session.branches.value;
  const steps = session.entries.value.filter(({ step }) => step !== undefined);
  const isBusy = session.busy.value !== 'idle' && player.playing.value === undefined;
  /** What both have in common has been seen: it plays from there on. */
  async function playBranch(branch: readonly StepInput[], from: number): Promise<void> {
    player.stop();
    await session.replay(branch, from);
    await player.play(branch.length, from);
  }
  if (branches.length === 0) return null;
  return (
    <section class="take-home" aria-labelledby="branches">
      <h3 id="branches">{say('machine.branch.title')}</h3>
      <ul class="branches">
        {branches.map((branch) => {
          const from = commonSteps(branch, steps);
          const words = say('machine.branch.return', {
            from,
            line: shownLine(branch[from]?.line ?? ''),
            count: branch.length - from,
          });
          return (
            <li key={branch.map(({ line }) => line).join('\n')}>
              <button
                type="button"
                class="link"
                disabled={isBusy}
                onClick={() => {
                  player.stop();
                  void session.replay(branch);
                }}
              >
                {words}
              </button>
              <button
                type="button"
                class="icon-button"
                disabled={isBusy}
                title={say('machine.branch.play')}
                aria-label={say('machine.branch.playOf', { words })}
                onClick={() => void playBranch(branch, from)}
              >
                <Icon name="replay" />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
