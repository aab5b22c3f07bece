/** What an exercise allows and what has been used of it, live from the machine. */
import type { Limit, Usage } from '../../exercise/index.ts';
import { Icon } from '../kit/icon.tsx';
import type { Say } from '../kit/say.ts';

interface BudgetProps {
  readonly limits: readonly Limit[];
  readonly usage: Usage;
  readonly say: Say;
}

export function Budget({ limits, usage, say }: BudgetProps) {
  if (limits.length === 0) return null;
  return (
    <dl class="budget" aria-label={say('exercise.budget.label')}>
      {limits.map((limit) => (
        <LimitRow key={`${limit.of} ${limit.isBonus}`} limit={limit} used={usage[limit.of]} say={say} />
      ))}
    </dl>
  );
}

function LimitRow({ limit, used, say }: { readonly limit: Limit; readonly used: number; readonly say: Say }) {
  const { of, max, isBonus } = limit;
  const isOver = used > max;
  const show = (value: number): string | number => (of === 'disk' || of === 'layers' ? say.bytes(value, 4) : value);
  return (
    <div class={isOver ? 'limit over' : 'limit'}>
      <dt>
        {say(`exercise.budget.${of}`)}
        {isBonus && (
          <span class="for-bonus">
            <Icon name="star" />
            {say('exercise.budget.bonus')}
          </span>
        )}
      </dt>
      <dd>
        <meter min={0} max={Math.max(max, 1)} value={Math.min(used, max)} aria-hidden="true" />
        <span>{say('exercise.budget.of', { used: show(used), max: show(max) })}</span>
        {isOver && (
          <strong>
            <Icon name="unmet" />
            {say('exercise.budget.over')}
          </strong>
        )}
      </dd>
    </div>
  );
}
