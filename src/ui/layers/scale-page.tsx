/** For the lab: a disk of twenty images that gains and loses one, in a place as wide as the machine's, for the tests and for measuring. */
import { signal } from '@preact/signals';
import { render } from 'preact';
import type { Say } from '../kit/say.ts';
import { SCALE_NEXT_VIEW, SCALE_VIEW } from './machine-view.fixture.ts';
import { Skyline } from './skyline.tsx';

export function attachScalePage(place: HTMLElement, button: HTMLElement, say: Say): void {
  const view = signal(SCALE_VIEW);
  function Picture() {
    return <Skyline view={view.value} say={say} width={434} onOpen={() => undefined} />;
  }
  render(<Picture />, place);
  button.addEventListener('click', () => {
    view.value = structuredClone(view.value.images.length === SCALE_VIEW.images.length ? SCALE_NEXT_VIEW : SCALE_VIEW);
  });
}
