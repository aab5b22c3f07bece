/** A link that holds the commands up to where the learner looks. */
import { useSignal } from '@preact/signals';
import { CopyButton } from '../kit/copy-button.tsx';
import type { Say } from '../kit/say.ts';
import type { SessionModel } from '../lab/session.model.ts';

export function ShareSteps({ session, say }: { readonly session: SessionModel; readonly say: Say }) {
  const problem = useSignal<string | undefined>(undefined);

  async function link(): Promise<string | undefined> {
    const { formatPermalink, PermalinkError } = await import('./permalink.ts');
    const steps = session.entries.value.filter(({ step, isAhead }) => step !== undefined && !isAhead);
    try {
      problem.value = undefined;
      const own = steps.map(({ line, files, archive }) => ({
        line,
        ...(files === undefined ? {} : { files }),
        ...(archive === undefined ? {} : { archive }),
      }));
      return new URL(formatPermalink({ place: session.id, steps: own }), location.href).href;
    } catch (error) {
      if (!(error instanceof PermalinkError)) throw error;
      problem.value = error.problem;
      return undefined;
    }
  }
  return (
    <p class="share">
      <CopyButton text={link} label={say('machine.link.label')} words={say('machine.link.copy')} done={say('xray.copied')} />
      <span class="take-home-note" role="status">
        {problem.value !== undefined && say(`machine.link.${problem.value}`)}
      </span>
    </p>
  );
}
