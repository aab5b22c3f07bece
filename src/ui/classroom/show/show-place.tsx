/** Where a learner's page has the machine that is shown. It opens by itself where the class goes along with who leads; nothing of it is loaded before. */
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { Lazy } from '../../kit/lazy.tsx';
import { createSay, type Say } from '../../kit/say.ts';
import type { ClassData } from '../class-data.ts';
import type { RoomView } from '../room.ts';

export const loadShowView = () => import('./show-view.tsx').then(({ ShowView }) => ShowView);

interface ShowPlaceProps {
  readonly view: RoomView;
  readonly data: ClassData;
  readonly say: Say;
}

export function ShowPlace({ view: { shown, pace }, data, say }: ShowPlaceProps) {
  /** the learner's own choice, for as long as this is shown */
  const chosen = useSignal<boolean | undefined>(undefined);
  const machineSay = useMemo(() => createSay(data.messages, say.locale), []);
  const isShown = shown !== undefined;
  useEffect(() => {
    chosen.value = undefined;
  }, [isShown]);
  if (shown === undefined) return null;
  const isOpen = chosen.value ?? pace.mode !== 'free';
  return (
    <section class="class-show" data-open={isOpen ? '' : undefined} aria-label={say('class.show.label')}>
      <p class="class-show-head">
        <span role="status">{say('class.show.isOn')}</span>{' '}
        <button
          type="button"
          class="button"
          aria-expanded={isOpen}
          onClick={() => {
            chosen.value = !isOpen;
          }}
        >
          {say(isOpen ? 'class.show.close' : 'class.show.watch')}
        </button>
      </p>
      {isOpen && (
        <Lazy load={loadShowView} props={{ shown, data, say: machineSay, goesOn: true }} failed={say('class.show.notLoaded')} />
      )}
    </section>
  );
}
