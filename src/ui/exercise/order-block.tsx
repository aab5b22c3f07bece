/** One block of an order, with what can be done to it: as buttons, and as keys while one of them has the focus. */
import { Icon, type IconName } from '../kit/icon.tsx';
import type { Say } from '../kit/say.ts';

/** Undefined: not from where it stands. Absent: not in this list. */
export interface BlockActions {
  readonly put?: (() => void) | undefined;
  readonly up?: (() => void) | undefined;
  readonly down?: (() => void) | undefined;
  readonly out?: (() => void) | undefined;
}

const ACTIONS = ['put', 'up', 'down', 'out'] as const satisfies readonly (keyof BlockActions)[];
const ICONS = { put: 'plus', up: 'up', down: 'down', out: 'close' } as const satisfies Record<keyof BlockActions, IconName>;
const KEYS: Readonly<Record<string, keyof BlockActions>> = { ArrowUp: 'up', ArrowDown: 'down', Delete: 'out' };

interface OrderBlockProps {
  readonly id: string;
  readonly text: string;
  readonly actions: BlockActions;
  readonly say: Say;
}

export function OrderBlock({ id, text, actions, say }: OrderBlockProps) {
  function onKeyDown(event: KeyboardEvent): void {
    const action = KEYS[event.key];
    if (action === undefined || !(action in actions)) return;
    event.preventDefault();
    actions[action]?.();
  }
  return (
    <li class="block" data-block={id} onKeyDown={onKeyDown}>
      <code>{text}</code>
      <span class="block-actions needs-js">
        {ACTIONS.filter((action) => action in actions).map((action) => (
          <button
            key={action}
            type="button"
            data-action={action}
            aria-disabled={actions[action] === undefined}
            aria-label={say('exercise.order.ofBlock', { action: say(`exercise.order.${action}`), block: text })}
            title={say(`exercise.order.${action}`)}
            onClick={() => actions[action]?.()}
          >
            <Icon name={ICONS[action]} />
          </button>
        ))}
      </span>
    </li>
  );
}
