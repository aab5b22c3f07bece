/** One block of an order, with what can be done to it: as buttons, as keys while one of them has the focus, and by its grip. */
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
  /** A dragged block would go before or after this one. */
  readonly mark?: 'before' | 'after' | undefined;
  /** with which its command ended, where that was not 0 */
  readonly failed?: number | undefined;
  readonly actions: BlockActions;
  readonly onGrab: (id: string, block: HTMLElement, down: PointerEvent) => void;
  readonly say: Say;
}

export function OrderBlock({ id, text, mark, failed, actions, onGrab, say }: OrderBlockProps) {
  function onKeyDown(event: KeyboardEvent): void {
    const action = KEYS[event.key];
    if (action === undefined || !(action in actions)) return;
    event.preventDefault();
    actions[action]?.();
  }
  /** A mouse takes the block anywhere; a finger only at the grip, so that the rest of it scrolls the page. */
  function onPointerDown(event: PointerEvent & { readonly currentTarget: HTMLElement }): void {
    if (event.button !== 0 || !(event.target instanceof Element) || event.target.closest('button') !== null) return;
    if (event.pointerType !== 'mouse' && event.target.closest('.grip') === null) return;
    onGrab(id, event.currentTarget, event);
  }
  return (
    <li class={mark === undefined ? 'block' : `block ${mark}`} data-block={id} onKeyDown={onKeyDown} onPointerDown={onPointerDown}>
      <span class="grip needs-js">
        <Icon name="grip" />
      </span>
      <code>{text}</code>
      {failed !== undefined && <span class="failed">{say('terminal.status', { status: String(failed) })}</span>}
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
