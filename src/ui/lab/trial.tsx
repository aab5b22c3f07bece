/** The home page's machine: a picture, the next line as a button, and a prompt for lines of one's own. */

import { useSignal } from '@preact/signals';
import { Icon } from '../kit/icon.tsx';
import { InlineText } from '../kit/inline-text.tsx';
import type { Say } from '../kit/say.ts';
import { Skyline } from '../layers/skyline.tsx';
import { Terminal } from '../terminal/terminal.tsx';
import type { SessionModel } from './session.model.ts';
import { readTrial, type TrialLine } from './trial.model.ts';

interface TrialProps {
  readonly session: SessionModel;
  readonly lines: readonly TrialLine[];
  readonly say: Say;
  /** typed at the prompt before the page woke */
  readonly draft?: string;
}

/** Drawn for a wide page and for a phone: writing that is scaled down to a phone's width cannot be read. */
const WIDTHS = { 'for-wide': 420, 'for-narrow': 290 };

export function Trial({ session, lines, say, draft = '' }: TrialProps) {
  const { view } = session.snapshot.value;
  const { done, next, isOwnWay } = readTrial(lines, session.entries.value);
  /** not `busy`: the machine may still be opening when the button is pressed, and the line waits for it */
  const isAsked = useSignal(false);
  async function run(line: string): Promise<void> {
    isAsked.value = true;
    await session.run(line);
    isAsked.value = false;
  }
  const isEmpty = view.layers.length === 0 && view.containers.length === 0;
  return (
    <div class="trial">
      <div class="trial-picture">
        {isEmpty ? (
          <p class="empty">{say('layers.empty')}</p>
        ) : (
          Object.entries(WIDTHS).map(([where, width]) => (
            <div key={where} class={where}>
              <Skyline view={view} say={say} width={width} />
            </div>
          ))
        )}
      </div>
      <p class="trial-say" role="status">
        <InlineText text={say(isOwnWay ? 'trial.ownWay' : `trial.after.step${done}`)} />
      </p>
      <p class="trial-next needs-js">
        {next === undefined ? (
          <button type="button" class="button" onClick={() => void session.reset()}>
            <Icon name="undo" />
            {say('trial.again')}
          </button>
        ) : (
          <button type="button" class="button primary" disabled={isAsked.value} onClick={() => void run(next.line)}>
            <Icon name="play" />
            <span class="said">{say('trial.run')}</span>
            <code>{next.line}</code>
          </button>
        )}
      </p>
      <Terminal session={session} prepared={[]} draft={draft} say={say} />
    </div>
  );
}
