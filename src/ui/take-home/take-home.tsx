/** What a learner takes home: the machine's images as a tar for a real Docker, and the session as a script with what Docker should print. */
import { useSignal } from '@preact/signals';
import { CopyButton } from '../kit/copy-button.tsx';
import { InlineText } from '../kit/inline-text.tsx';
import type { Say } from '../kit/say.ts';
import type { SessionModel } from '../lab/session.model.ts';
import { formatScript } from './shell-script.ts';

interface TakeHomeProps {
  readonly session: SessionModel;
  /** run before the learner's own lines */
  readonly prepared: readonly string[];
  readonly say: Say;
}

export function TakeHome({ session, prepared, say }: TakeHomeProps) {
  const state = useSignal<'idle' | 'saving' | 'failed'>('idle');
  const hasImages = session.snapshot.value.view.images.length > 0;

  function script(): string {
    const steps = session.entries.value.filter(({ step, isAhead }) => step !== undefined && !isAhead);
    const own = steps.map(({ line, files, rows, state: end }) => ({
      line,
      rows,
      ...(files === undefined ? {} : { files }),
      ...(end.kind === 'done' ? { status: end.status } : {}),
    }));
    const heading = [say('takeHome.script.heading'), say('takeHome.script.ids')];
    return formatScript(heading, [...prepared.map((line) => ({ line })), ...own]);
  }
  async function save(): Promise<void> {
    state.value = 'saving';
    const blob = await session.saveImages().catch(() => undefined);
    state.value = blob === undefined ? 'failed' : 'idle';
    if (blob !== undefined) download(blob, 'camadas-images.tar');
  }
  return (
    <section class="take-home" aria-labelledby="take-home">
      <h3 id="take-home">{say('takeHome.title')}</h3>
      <p class="take-home-buttons">
        <button type="button" class="button" disabled={!hasImages || state.value === 'saving'} onClick={() => void save()}>
          {say(state.value === 'saving' ? 'takeHome.saving' : 'takeHome.save')}
        </button>
        <CopyButton text={script} label={say('takeHome.copyLabel')} words={say('takeHome.copy')} done={say('xray.copied')} />
        <button
          type="button"
          class="button"
          onClick={() => download(new Blob([script()], { type: 'text/x-shellscript' }), 'camadas.sh')}
        >
          {say('takeHome.download')}
        </button>
      </p>
      <p class="take-home-note" role="status">
        <InlineText text={say(state.value === 'failed' ? 'takeHome.failed' : 'takeHome.how')} />
      </p>
    </section>
  );
}

function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
