/** What became of an image that is opened: how far it is, what is in it now, or why it is not. */
import { InlineText } from '../kit/inline-text.tsx';
import type { Say } from '../kit/say.ts';
import type { Progress } from '../lab/protocol.ts';

export type OpenState =
  | { readonly kind: 'empty' }
  | { readonly kind: 'busy'; readonly name: string; readonly progress: Progress; readonly abort: AbortController }
  | { readonly kind: 'opened'; readonly name: string; readonly images: readonly string[] }
  | { readonly kind: 'cancelled'; readonly name: string }
  | { readonly kind: 'refused'; readonly name: string; readonly words: string };

export function OpenOutcome({ state, say }: { readonly state: OpenState; readonly say: Say }) {
  switch (state.kind) {
    case 'empty':
      return null;
    case 'busy':
      return (
        <p class="open-progress">
          <label>
            {say('openImage.busy', { name: state.name })}
            <progress max={Math.max(1, state.progress.total)} value={state.progress.done} />
          </label>
          <button type="button" class="button" onClick={() => state.abort.abort()}>
            {say('openImage.cancel')}
          </button>
        </p>
      );
    case 'cancelled':
      return <p class="note">{say('openImage.cancelled', { name: state.name })}</p>;
    case 'opened':
      return (
        <div class="note">
          <p>{say('openImage.opened', { name: state.name })}</p>
          <ul>
            {state.images.map((image) => (
              <li key={image}>
                <code>{image}</code>
              </li>
            ))}
          </ul>
          <p>{say('openImage.next')}</p>
        </div>
      );
    case 'refused':
      return (
        <div class="note refused" role="alert">
          <p>{say('openImage.refused', { name: state.name })}</p>
          {state.words !== '' && <pre lang="en">{state.words}</pre>}
          <p>
            <InlineText text={say('openImage.help')} />
          </p>
        </div>
      );
  }
}
