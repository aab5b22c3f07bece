/** The class's pace as it was last set here, before the server's view of it comes back: two quick steps are two steps. */
import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Pace, Place } from '../../server/domain/class-event.ts';
import type { Room } from './room.ts';

export interface PaceControl {
  readonly pace: Pace;
  set(mode: Pace['mode'], place: Place): void;
}

export function usePace(room: Room): PaceControl {
  const known: Pace = room.view.value?.pace ?? { mode: 'free' };
  const asked: Signal<Pace | undefined> = useSignal(undefined);
  useEffect(() => {
    asked.value = undefined;
  }, [JSON.stringify(known)]);
  return {
    get pace() {
      return asked.value ?? known;
    },
    set(mode, place) {
      const pace: Pace = mode === 'free' ? { mode } : { mode, place };
      asked.value = pace;
      void room.act('PUT', '/pace', pace).then((done) => {
        if (done === undefined) asked.value = undefined;
      });
    },
  };
}
