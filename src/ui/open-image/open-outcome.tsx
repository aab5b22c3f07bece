/** What became of an image that is opened: how far it is, what is in it now, or why it is not. */
import { Icon, type IconName } from '../kit/icon.tsx';
import { InlineText } from '../kit/inline-text.tsx';
import type { Say } from '../kit/say.ts';
import type { Opening, Refusal } from './open-image.model.ts';

interface OpenOutcomeProps {
  readonly state: Opening;
  readonly say: Say;
  /** the button goes away with what it ends, so the focus has to go somewhere */
  readonly onCancel?: () => void;
}

const SIGNS = { opened: 'met', refused: 'unmet' } as const satisfies Partial<Record<Opening['kind'], IconName>>;
const REFUSED = {
  folder: 'openImage.folder',
  empty: 'openImage.refused',
  docker: 'openImage.refused',
  here: 'openImage.refusedHere',
} as const satisfies Record<Refusal, string>;
const HELP = {
  folder: 'openImage.helpFolder',
  empty: 'openImage.helpEmpty',
  docker: 'openImage.help',
  here: 'openImage.help',
} as const satisfies Record<Refusal, string>;

export function OpenOutcome({ state, say, onCancel }: OpenOutcomeProps) {
  const { name } = state;
  switch (state.kind) {
    case 'waiting':
      return <p class="note">{say('openImage.waiting', { name })}</p>;
    case 'busy':
      return (
        <div class="open-progress">
          <label>
            {say('openImage.busy', { name })}
            <progress max={Math.max(1, state.progress.total)} value={state.progress.done} />
          </label>
          {/* seen only: said aloud, it would be said at every step */}
          <span class="open-bytes" aria-hidden="true">
            {say('openImage.bytes', { done: say.bytes(state.progress.done), total: say.bytes(state.progress.total) })}
          </span>
          <button
            type="button"
            class="button"
            onClick={() => {
              state.abort.abort();
              onCancel?.();
            }}
          >
            {say('openImage.cancel')}
          </button>
        </div>
      );
    case 'cancelled':
      return <p class="note">{say('openImage.cancelled', { name })}</p>;
    case 'opened':
      return (
        <div class="note opened">
          <p class="open-word">
            <Icon name={SIGNS.opened} />
            {say('openImage.opened', { name })}
          </p>
          <ul>
            {state.images.map((image) => (
              <li key={image}>
                <code>{image}</code>
              </li>
            ))}
          </ul>
          <p>{say('openImage.next', { count: state.images.length })}</p>
        </div>
      );
    case 'refused':
      return (
        <div class="note refused">
          <p class="open-word">
            <Icon name={SIGNS.refused} />
            {say(REFUSED[state.why], { name })}
          </p>
          {state.words !== '' && <pre lang="en">{state.words}</pre>}
          <p>
            <InlineText text={say(HELP[state.why])} />
          </p>
        </div>
      );
  }
}
