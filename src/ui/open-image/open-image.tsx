/** Opening `docker save` or OCI tars of the learner's own: dropped on the page or chosen, read where they lie, never sent anywhere. */
import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { type Given, watchDrops } from '../kit/drops.ts';
import type { Say } from '../kit/say.ts';
import type { SessionModel } from '../lab/session.model.ts';
import { createOpenings } from './open-image.model.ts';
import { OpenOutcome } from './open-outcome.tsx';

interface OpenImageProps {
  readonly session: SessionModel;
  readonly say: Say;
  /** phones: shows the machine when there is something to see */
  readonly openSheet: () => void;
}

export function OpenImage({ session, say, openSheet }: OpenImageProps) {
  const { files, open } = useMemo(() => createOpenings(session, openSheet), [session]);
  const isOver = useSignal(false);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const onOver = (isNow: boolean): void => {
      isOver.value = isNow;
    };
    return watchDrops({ onOver, onDrop: (given) => void open(given) });
  }, []);

  const shown = files.value;
  const outcome = (kinds: 'refused' | 'others') =>
    shown
      .filter(({ kind }) => (kind === 'refused') === (kinds === 'refused'))
      .map((state) => <OpenOutcome key={state.id} state={state} say={say} onCancel={() => field.current?.focus()} />);
  return (
    <div class={isOver.value ? 'open-image over' : 'open-image'}>
      <label class="drop">
        <span class="button">{say('openImage.choose')}</span>
        <input
          type="file"
          ref={field}
          class="said"
          multiple
          accept=".tar,.gz,.tgz,.zst,application/x-tar"
          onChange={(event) => {
            const chosen = event.currentTarget;
            const given: Given[] = [...(chosen.files ?? [])].map((file) => ({ file, isFolder: false }));
            void open(given);
            chosen.value = '';
          }}
        />
        <small>{say('openImage.drop')}</small>
      </label>
      <div role="status">{outcome('others')}</div>
      <div role="alert">{outcome('refused')}</div>
    </div>
  );
}
