/** Blocks to put in order, some left over: by buttons, by keyboard, by dragging. Every move is said aloud. */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { OrderExercise } from '../../exercise/index.ts';
import type { Say } from '../kit/say.ts';
import type { CardModel } from './card.model.ts';
import { mixBlocks, placeBlock, takeBlockOut } from './order.model.ts';
import { type BlockActions, OrderBlock } from './order-block.tsx';

interface OrderFormProps {
  readonly card: CardModel;
  readonly exercise: OrderExercise;
  readonly label: string;
  readonly say: Say;
}

export function OrderForm({ card, exercise, label, say }: OrderFormProps) {
  const mixed = useMemo(() => mixBlocks(exercise.blocks, exercise.id), [exercise]);
  const box = useRef<HTMLFieldSetElement>(null);
  const said = useSignal('');
  /** what has the focus after the next drawing: blocks change places, and a moved element loses it */
  const focusNext = useRef<string | undefined>(undefined);
  const order = card.draft.blocks.value;
  const textOf = (id: string): string => exercise.blocks.find((block) => block.id === id)?.text ?? id;
  const pool = mixed.filter(({ id }) => !order.includes(id));

  useLayoutEffect(() => {
    if (focusNext.current === undefined) return;
    box.current?.querySelector<HTMLElement>(focusNext.current)?.focus();
    focusNext.current = undefined;
  }, [order]);

  function place(id: string, index: number, action: keyof BlockActions = 'up'): void {
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

  return (
    <fieldset class="order" ref={box}>
      <legend>{label}</legend>
      <h4 id={`${exercise.id}-chosen`}>{say('exercise.order.chosen')}</h4>
      {order.length === 0 && <p class="empty">{say('exercise.order.emptyChosen')}</p>}
      <ol class="blocks chosen" aria-labelledby={`${exercise.id}-chosen`}>
        {order.map((id, index) => (
          <OrderBlock
            key={id}
            id={id}
            text={textOf(id)}
            say={say}
            actions={{
              up: index > 0 ? () => place(id, index - 1, 'up') : undefined,
              down: index < order.length - 1 ? () => place(id, index + 1, 'down') : undefined,
              out: () => takeOut(id),
            }}
          />
        ))}
      </ol>
      <h4 id={`${exercise.id}-pool`}>{say('exercise.order.pool')}</h4>
      {pool.length === 0 && <p class="empty">{say('exercise.order.emptyPool')}</p>}
      <ul class="blocks pool" aria-labelledby={`${exercise.id}-pool`}>
        {pool.map(({ id, text }) => (
          <OrderBlock key={id} id={id} text={text} say={say} actions={{ put: () => place(id, order.length) }} />
        ))}
      </ul>
      <p class="said" role="status">
        {said.value}
      </p>
      {order.length > 0 && (
        <details class="twin-box">
          <summary>{say('exercise.order.text')}</summary>
          <pre class="listing-text">{order.map(textOf).join('\n')}</pre>
        </details>
      )}
    </fieldset>
  );
}
