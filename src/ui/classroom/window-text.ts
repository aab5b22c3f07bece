/** When an exercise opens or closes, counted down. */
import type { Say } from '../kit/say.ts';
import { formatLeft, type TimeWindow, windowState } from './window-state.ts';

export function windowText(window: TimeWindow, now: number, say: Say): string {
  const state = windowState(window, now);
  const { left } = 'left' in state ? state : {};
  if (state.kind === 'closed') return say('class.window.closed');
  if (state.kind === 'before') return say('class.window.before', { left: formatLeft(left ?? 0) });
  return left === undefined ? say('class.window.open') : say('class.window.openFor', { left: formatLeft(left) });
}
