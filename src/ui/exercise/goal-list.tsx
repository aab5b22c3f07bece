import { Icon, type IconName } from '../kit/icon.tsx';
import { inlineText } from '../kit/inline-text.tsx';
import type { Say } from '../kit/say.ts';
import type { GoalState } from './goal-states.ts';

/** One that is open is a ring drawn by its border: a lesson has twenty of them, and each is laid out before anything can be touched. */
const SIGNS: Readonly<Record<GoalState, IconName | undefined>> = { met: 'met', unmet: 'unmet', open: undefined };

interface GoalListProps {
  readonly goals: ReadonlyMap<string, GoalState>;
  readonly texts: Readonly<Record<string, string>>;
  readonly say: Say;
}

/** The sign is never alone: the word is there for who cannot see it. */
export function GoalList({ goals, texts, say }: GoalListProps) {
  return (
    <ul class="goals" aria-label={say('exercise.goals')}>
      {[...goals].map(([id, state]) => {
        const sign = SIGNS[state];
        return (
          <li key={id} class={`goal ${state}`} data-goal={id}>
            <span class="goal-sign" role="img" aria-label={say(`exercise.goal.${state}`)}>
              {sign !== undefined && <Icon name={sign} />}
            </span>
            <span>{inlineText(texts[id] ?? id)}</span>
          </li>
        );
      })}
    </ul>
  );
}
