/** A link with commands was opened: what they are, and that they run only when the learner says so. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Say } from '../kit/say.ts';
import type { LabModel } from '../lab/lab.model.ts';
import type { PermalinkProblem, SharedSteps } from './permalink.ts';

interface LinkOfferProps {
  readonly lab: LabModel;
  readonly say: Say;
}

type Offer =
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly problem: PermalinkProblem }
  | { readonly kind: 'offer'; readonly shared: SharedSteps };

export function LinkOffer({ lab, say }: LinkOfferProps) {
  const offer = useSignal<Offer>({ kind: 'none' });
  useEffect(() => {
    const look = (): void => {
      const { hash } = location;
      if (!hash.startsWith('#steps=')) return;
      void import('./permalink.ts').then(({ parsePermalink, PermalinkError }) => {
        try {
          const shared = parsePermalink(hash);
          if (lab.places.value.some(({ id }) => id === shared.place)) lab.activate(shared.place);
          offer.value = { kind: 'offer', shared };
        } catch (error) {
          if (!(error instanceof PermalinkError)) throw error;
          offer.value = { kind: 'refused', problem: error.problem };
        }
        lab.isSheetOpen.value = true;
      });
    };
    look();
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, []);

  function done(): void {
    offer.value = { kind: 'none' };
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  const { value } = offer;
  if (value.kind === 'none') return null;
  if (value.kind === 'refused')
    return (
      <div class="link-offer" role="alert">
        <p>{say(`machine.link.${value.problem === 'tooLong' ? 'tooLongToOpen' : value.problem}`)}</p>
        <button type="button" class="button" onClick={done}>
          {say('machine.link.close')}
        </button>
      </div>
    );
  const { steps } = value.shared;
  const session = lab.active.value;
  return (
    <section class="link-offer" aria-labelledby="link-offer">
      <h3 id="link-offer">{say('machine.link.offer', { count: steps.length })}</h3>
      {session.stepCount.value > 0 && <p>{say('machine.link.replaces')}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>{steps.map(({ line }) => line).join('\n')}</pre>
      <p class="take-home-buttons">
        <button
          type="button"
          class="button primary"
          onClick={() => {
            done();
            void session.replay(steps);
          }}
        >
          {say('machine.link.run')}
        </button>
        <button type="button" class="button" onClick={done}>
          {say('machine.link.dismiss')}
        </button>
      </p>
    </section>
  );
}
