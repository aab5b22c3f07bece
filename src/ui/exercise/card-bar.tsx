/** The buttons below an answer. */
import type { ExerciseKind } from '../../exercise/index.ts';
import type { Say } from '../kit/say.ts';
import type { CardModel } from './card.model.ts';

const CHECK = {
  commands: 'exercise.check',
  repair: 'exercise.check',
  challenge: 'exercise.check',
  order: 'exercise.check',
  dockerfile: 'exercise.build',
  predict: 'exercise.prediction.check',
  'find-layer': 'exercise.prediction.checkFound',
} as const satisfies Record<ExerciseKind, string>;

interface CardBarProps {
  readonly card: CardModel;
  readonly hintCount: number;
  readonly onReset: () => void;
  readonly say: Say;
}

export function CardBar({ card, hintCount, onReset, say }: CardBarProps) {
  const { exercise } = card;
  const hasEditor = card.draft.files.size > 0 || 'given' in exercise;
  return (
    <div class="card-bar needs-js">
      <button type="submit" class="button primary" aria-disabled={card.isChecking.value}>
        {say(card.isChecking.value ? 'exercise.checking' : CHECK[exercise.kind])}
      </button>
      {card.hintsShown.value < hintCount && (
        <button type="button" class="button" onClick={() => card.showHint()}>
          {say('exercise.hint.next', { number: card.hintsShown.value + 1, count: hintCount })}
        </button>
      )}
      <button type="button" class="button quiet" onClick={onReset}>
        {say('exercise.reset')}
      </button>
      <span class="card-side">
        {hasEditor && <kbd class="shortcut">Ctrl + Enter</kbd>}
        {card.attempts.value > 0 && <span class="attempts">{say('exercise.attempts', { count: card.attempts.value })}</span>}
      </span>
    </div>
  );
}
