import { inlineText } from '../kit/inline-text.tsx';
import type { Say } from '../kit/say.ts';

interface HintsProps {
  readonly hints: readonly string[];
  readonly shown: number;
  readonly say: Say;
}

/** Each hint opens by itself where there is no JavaScript; with it, they come one after the other and stay. */
export function Hints({ hints, shown, say }: HintsProps) {
  return (
    <div class="hints">
      {hints.map((hint, index) => (
        <details key={hint} class={index < shown ? 'hint' : 'hint later'} open={index < shown}>
          <summary>{say('exercise.hint.title', { number: index + 1, count: hints.length })}</summary>
          <p>{inlineText(hint)}</p>
        </details>
      ))}
    </div>
  );
}
