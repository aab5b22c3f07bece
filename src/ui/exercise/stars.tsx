/** Two of three stars for passing, the third for the bonus. */
import { Icon } from '../kit/icon.tsx';
import type { Say } from '../kit/say.ts';

const STARS = [1, 2, 3] as const;

export function Stars({ hasBonus, say }: { readonly hasBonus: boolean; readonly say: Say }) {
  const count = hasBonus ? 3 : 2;
  return (
    <p class="stars">
      {STARS.map((star) => (
        <span key={star} class={star <= count ? 'star got' : 'star'}>
          <Icon name="star" />
        </span>
      ))}
      {say('exercise.stars', { count })}
    </p>
  );
}
