/** Says so in the page when work cannot be kept (`site/components/notices.astro` has the words), as soon as there is some. */
import type { Keeper } from './keeper.ts';
import { kindOf } from './kept.ts';

export function showTrouble(keeper: Keeper): void {
  const notices = [...document.querySelectorAll<HTMLElement>('[data-trouble]')];
  for (const notice of notices) {
    notice.querySelector('button')?.addEventListener('click', () => {
      delete notice.dataset['trouble'];
      notice.hidden = true;
    });
  }
  const show = (): void => {
    const hasWork = keeper.list().some(({ key }) => kindOf(key) !== 'place');
    for (const notice of notices) notice.hidden = !hasWork || notice.dataset['trouble'] !== keeper.trouble;
  };
  keeper.onChange(show);
  show();
}
