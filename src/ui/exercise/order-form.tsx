/** Blocks to put in order, some left over: by buttons, by keyboard, by dragging. Every move is said aloud. */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { OrderExercise } from '../../exercise/index.ts';
import { inlineText } from '../kit/inline-text.tsx';
import { Listing } from '../kit/listing.tsx';
import type { Say } from '../kit/say.ts';
import type { CardModel } from './card.model.ts';
import { failedBlocks } from './failed-blocks.ts';
import { placeBlock, takeBlockOut } from './order.model.ts';
import { type BlockActions, OrderBlock } from './order-block.tsx';
import { type DropPlace, startDrag } from './order-drag.ts';

interface OrderFormProps {
  readonly card: CardModel;
  readonly exercise: OrderExercise;
  readonly label: string;
  readonly say: Say;
}

export function OrderForm({ card, exercise, label, say }: OrderFormProps) {
  const box = useRef<HTMLFieldSetElement>(null);
  const said = useSignal('');
  const over = useSignal<DropPlace | undefined>(undefined);
  const dragged = useSignal<string | undefined>(undefined);
  /** what has the focus after the next drawing: blocks change places, and a moved element loses it */
  const focusNext = useRef<string | undefined>(undefined);
  const order = card.draft.blocks.value;
  const gone = card.gone.value;
  const pool = exercise.blocks.filter((block) => !order.includes(block.id) && !gone.includes(block));
  const textOf = (id: string): string => exercise.blocks.find((block) => block.id === id)?.text ?? id;

  useLayoutEffect(() => {
    if (focusNext.current === undefined) return;
    box.current?.querySelector<HTMLElement>(focusNext.current)?.focus();
    focusNext.current = undefined;
  }, [order]);

  function place(id: string, index: number, action: keyof BlockActions): void {
    const next = placeBlock(card.draft.blocks.peek(), id, index);
    focusNext.current = `[data-block="${CSS.escape(id)}"] [data-action=${action}]`;
    card.draft.blocks.value = next;
    said.value = say('exercise.order.moved', { block: textOf(id), place: next.indexOf(id) + 1, count: next.length });
  }

  function takeOut(id: string): void {
    focusNext.current = `[data-block="${CSS.escape(id)}"] [data-action=put]`;
    card.draft.blocks.value = takeBlockOut(card.draft.blocks.peek(), id);
    said.value = say('exercise.order.takenOut', { block: textOf(id) });
  }

  function grab(id: string, block: HTMLElement, down: PointerEvent): void {
    if (box.current === null) return;
    startDrag({
      box: box.current,
      block,
      down,
      onOver(where) {
        over.value = where;
        dragged.value = where === undefined ? undefined : id;
      },
      onDrop(where) {
        if (where.zone === 'chosen') place(id, where.index, 'up');
        else if (card.draft.blocks.peek().includes(id)) takeOut(id);
      },
    });
  }

  const chosen = order.map((id) => ({ id, text: textOf(id) }));
  const failed = card.verdict.value === undefined ? undefined : failedBlocks(chosen, card.session.entries.value);
  const target = over.value;
  const others = order.filter((id) => id !== dragged.value);
  const isTarget = (zone: DropPlace['zone']): string => (target?.zone === zone ? 'zone target' : 'zone');
  const markOf = (id: string): 'before' | 'after' | undefined => {
    if (target?.zone !== 'chosen') return undefined;
    const at = others.indexOf(id);
    if (at === target.index) return 'before';
    return at >= 0 && at === others.length - 1 && target.index === others.length ? 'after' : undefined;
  };
  return (
    <fieldset class="order" ref={box}>
      <legend>{inlineText(label)}</legend>
      <p class="how needs-js">
        {say('exercise.order.how')} <span>{say('exercise.order.keys')}</span>
      </p>
      <div class={isTarget('chosen')} data-zone="chosen">
        <h4 id={`${exercise.id}-chosen`}>{say('exercise.order.chosen')}</h4>
        {order.length === 0 && <p class="empty">{say('exercise.order.emptyChosen')}</p>}
        <ol class="blocks chosen" aria-labelledby={`${exercise.id}-chosen`}>
          {order.map((id, index) => (
            <OrderBlock
              key={id}
              id={id}
              text={textOf(id)}
              mark={markOf(id)}
              failed={failed?.get(id)}
              onGrab={grab}
              say={say}
              actions={{
                up: index > 0 ? () => place(id, index - 1, 'up') : undefined,
                down: index < order.length - 1 ? () => place(id, index + 1, 'down') : undefined,
                out: () => takeOut(id),
              }}
            />
          ))}
        </ol>
      </div>
      <div class={isTarget('pool')} data-zone="pool">
        <h4 id={`${exercise.id}-pool`}>{say('exercise.order.pool')}</h4>
        {pool.length === 0 && <p class="empty">{say('exercise.order.emptyPool')}</p>}
        <ul class="blocks pool" aria-labelledby={`${exercise.id}-pool`}>
          {pool.map(({ id, text }) => (
            <OrderBlock
              key={id}
              id={id}
              text={text}
              onGrab={grab}
              say={say}
              actions={{ put: () => place(id, order.length, order.length === 0 ? 'out' : 'up') }}
            />
          ))}
        </ul>
      </div>
      <div role="status">
        {gone.map(({ id, text }) => (
          <p key={id} class="gone">
            {inlineText(say('exercise.order.gone', { block: `\`${text}\`` }))}
          </p>
        ))}
      </div>
      <p class="said" role="status">
        {said.value}
      </p>
      {order.length > 0 && (
        <details class="twin-box">
          <summary>{say('exercise.order.text')}</summary>
          <Listing label={say('exercise.order.chosen')} text={order.map(textOf).join('\n')} />
        </details>
      )}
    </fieldset>
  );
}
