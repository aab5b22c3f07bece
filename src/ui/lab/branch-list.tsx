/** Futures that were left, each with the way back to it; nothing that was run is lost. */
import type { Say } from '../kit/say.ts';
import { commonSteps } from './branches.ts';
import type { SessionModel } from './session.model.ts';

export function BranchList({ session, say }: { readonly session: SessionModel; readonly say: Say }) {
  const branches = session.branches.value;
  const steps = session.entries.value.filter(({ step }) => step !== undefined);
  if (branches.length === 0) return null;
  return (
    <section class="take-home" aria-labelledby="branches">
      <h3 id="branches">{say('machine.branch.title')}</h3>
      <ul class="branches">
        {branches.map((branch) => {
          const from = commonSteps(branch, steps);
          const words = say('machine.branch.return', { from, line: branch[from]?.line ?? '', count: branch.length - from });
          return (
            <li key={branch.map(({ line }) => line).join('\n')}>
              <button
                type="button"
                class="link"
                disabled={session.busy.value !== 'idle'}
                onClick={() => void session.replay(branch)}
              >
                {words}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
