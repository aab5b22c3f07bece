import { Icon, type IconName } from '../kit/icon.tsx';
import { inlineText } from '../kit/inline-text.tsx';
import type { Say } from '../kit/say.ts';
import type { GoalState } from './goal-states.ts';

const SIGNS = { met: 'met', unmet: 'unmet', open: 'open' } as const satisfies Record<GoalState, IconName>;

interface GoalListProps {
  readonly goals: ReadonlyMap<string, GoalState>;
  readonly texts: Readonly<Record<string, string>>;
  readonly say: Say;
}

/** The sign is never alone: the word is there for who cannot see it. */
export function GoalList({ goals, texts, say }: GoalListProps) {
  return (
    <ul class="goals" aria-label={say('exercise.goals')}>
      {[...goals].map(([id, state]) => (
        <li key={id} class={`goal ${state}`} data-goal={id}>
          <Icon name={SIGNS[state]} />
          <span>
            <span class="said">{say(`exercise.goal.${state}`)}: </span>
            {inlineText(texts[id] ?? id)}
          </span>
        </li>
      ))}
    </ul>
  );
}
