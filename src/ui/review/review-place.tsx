/** Where a review comes up, over the whole page: nothing of it is loaded before it is first opened. */
import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { localeCode } from '../../i18n/locales.ts';
import type { Say } from '../kit/say.ts';
import type { Attempt } from './attempts.ts';
import type { ReviewPlace as Place, ReviewModel } from './review.model.ts';
import type { Review } from './review.tsx';
import type { ReviewData } from './review-data.ts';
import { fetchReviewData } from './review-data.ts';

interface ReviewPlaceProps {
  readonly model: ReviewModel;
  readonly say: Say;
  /** What one does with an answer, beside it; not there while it is projected. */
  readonly tools?: (place: Place, attempt: Attempt | undefined) => ComponentChildren;
}

type Loaded =
  | { readonly kind: 'none' | 'failed' }
  | { readonly kind: 'there'; readonly Part: typeof Review; readonly data: ReviewData };

export function ReviewPlace({ model, say, tools }: ReviewPlaceProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const loaded = useSignal<Loaded>({ kind: 'none' });
  const isOpen = useComputed(() => model.place.value !== undefined);

  useSignalEffect(() => {
    if (!isOpen.value) {
      dialog.current?.close();
      return;
    }
    if (dialog.current?.open === false) dialog.current.showModal();
    if (loaded.peek().kind === 'there') return;
    Promise.all([import('./review.tsx'), fetchReviewData(localeCode(say.locale))]).then(
      ([{ Review: Part }, data]) => {
        loaded.value = { kind: 'there', Part, data };
      },
      () => {
        loaded.value = { kind: 'failed' };
      },
    );
  });
  // the whole screen, because the address that a browser shows above the page holds the instructor's key
  useSignalEffect(() => {
    const { current } = dialog;
    if (model.isProjected.value) void current?.requestFullscreen?.().catch(() => undefined);
    else if (document.fullscreenElement === current && current !== null) void document.exitFullscreen();
  });
  useEffect(() => {
    const leave = (): void => {
      if (document.fullscreenElement === null) model.isProjected.value = false;
    };
    document.addEventListener('fullscreenchange', leave);
    return () => document.removeEventListener('fullscreenchange', leave);
  }, []);

  const { value } = loaded;
  return (
    <dialog
      class={`review${model.isProjected.value ? ' projected' : ''}`}
      ref={dialog}
      aria-label={say('grade.answer')}
      onClose={() => model.close()}
    >
      {value.kind === 'none' && <p role="status">{say('grade.opening')}</p>}
      {value.kind === 'failed' && (
        <p role="alert">
          {say('grade.reviewFailed')}{' '}
          <button type="button" class="button" onClick={() => model.close()}>
            {say('grade.close')}
          </button>
        </p>
      )}
      {value.kind === 'there' && isOpen.value && (
        <value.Part model={model} data={value.data} locale={say.locale} {...(tools === undefined ? {} : { tools })} />
      )}
    </dialog>
  );
}
